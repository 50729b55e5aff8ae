"""The text of the compiled step of a set of laws: what happens to one block of customers in a period.

First the random words, then the laws in order, then what the period leaves behind: sums and events. After
each loop a part of the next block is asked from memory: rows lie too far apart for the processor to foresee.
"""

from collections.abc import Iterator
from typing import Final

from hooper.engine.law_loops import BLOCK, LawLoops, decisions
from hooper.engine.law_set import STAGE_AT_START, LawSet
from hooper.mechanisms.law import Event, Law
from hooper.mechanisms.settings_packing import widths

_CELLS_OF_A_LINE: Final = 16


class StepSource:
    """Writes the source of the step of one set of laws."""

    def __init__(self, laws: LawSet) -> None:
        self._laws = laws
        self._loops = LawLoops(laws)

    def text(self) -> str:
        """Return the whole module."""
        about = '"""Generated from a set of laws; the name of this file is the hash of all that is in it."""'
        step = [self._settings(), self._step(), self._enter(), self._collect(), self._part_with_the_gone()]
        return "\n\n\n".join([about, self._loops.text(), *step, _DRIVERS]) + "\n"

    def _settings(self) -> str:
        lines, n_dimensions = ["@inner_kernel", "def unpack(packed):"], len(self._laws.dimensions)
        position = 0
        for law in self._laws.laws:
            values: list[str] = []
            for width in widths(law.settings_type, n_dimensions) if law.settings_type else ():
                cells = [f"packed[{position + k}]" for k in range(width or 1)]
                position += len(cells)
                values.append(f"({', '.join(cells)},)" if width else cells[0])
            if values:
                lines.append(f"    s_{law.name} = {law.name}_settings({', '.join(values)})")
        names = [f"s_{law.name}" for law in self._typed()] or ["ZERO"]
        return "\n".join([*lines, f"    return ({', '.join(names)},)"])

    def _typed(self) -> list[Law]:
        return [law for law in self._laws.laws if law.settings_type is not None]

    def _call(self, law: Law, title: str) -> str:
        settings = f"settings[{self._typed().index(law)}]" if law.settings_type else "ZERO"
        return f"loop_{title}(state, scratch, signals, period, {settings}, n)"

    def _step(self) -> str:
        lines = [
            "@block_loop",
            "def step(state, ahead, scratch, period, keys, settings, switches, signals, n):",
        ]
        fetched = self._read_ahead()
        if STAGE_AT_START in self._laws.scratch_rows:
            lines.append("    keep_stage(state, scratch, n)")
        for decision, _ in decisions(self._laws, self._laws.period_laws):
            acting = " or ".join(f"switches[{index}]" for index in self._drawing(decision))
            lines += [f"    if {acting}:", f"        words_{decision}(state, scratch, period, keys, n)"]
            lines.append(next(fetched))
        for index, law in enumerate(self._laws.period_laws):
            lines += [f"    if switches[{index}]:", f"        {self._call(law, law.name)}"]
            if law.when_off:
                lines += ["    else:", f"        {self._call(law, f'{law.name}_off')}"]
            elif self._loops.left_open(law):
                lines += ["    else:", f"        clear_{law.name}(scratch, n)"]
            lines.append(next(fetched))
        return "\n".join(lines)

    def _read_ahead(self) -> Iterator[str]:
        """Yield the lines that ask for the next block, one for each loop of a step, in equal parts."""
        laws = self._laws.period_laws
        loops = len(decisions(self._laws, laws)) + len(laws)
        cells = len(self._laws.state_rows) * BLOCK
        part = -(-cells // (loops * _CELLS_OF_A_LINE)) * _CELLS_OF_A_LINE
        for first in range(0, loops * part, part):
            yield f"    fetch_cells(ahead, {first}, {first + part})"

    def _drawing(self, decision: int) -> list[int]:
        """Return the places of the laws that draw on a decision: nobody does while all are off."""
        return [
            index
            for index, law in enumerate(self._laws.period_laws)
            if any(draw.decision == decision for draw in law.draws_in(self._laws.dimensions))
        ]

    def _enter(self) -> str:
        lines = ["@block_loop", "def enter(state, scratch, period, keys, settings, signals, n):"]
        for decision, _ in decisions(self._laws, self._laws.entry_laws):
            lines.append(f"    words_{decision}(state, scratch, period, keys, n)")
        lines += [f"    {self._call(law, law.name)}" for law in self._laws.entry_laws]
        return "\n".join([*lines, "    return"])

    def _collect(self) -> str:
        lines = [
            "@block_loop",
            "def collect(state, scratch, slot_at, lanes, sums, slots, values, counts, n):",
        ]
        lines += self._add_up()
        column = 0
        for index, event in enumerate(self._laws.events):
            lines += self._gather(index, event, column)
            column += len(event.columns)
        return "\n".join([*lines, "    return"])

    def _add_up(self) -> list[str]:
        """Add up all rows in one loop: so many sums at once need not wait for each other."""
        if not self._laws.sums:
            return []
        rows = list(enumerate(self._laws.sums))
        return [
            f"    {' = '.join(f'sum_{k}' for k, _ in rows)} = 0.0",
            "    for j in range(n):",
            *(f"        sum_{k} += np.float64({self._loops.cell(row)})" for k, row in rows),
            *(f"    sums[{k}] = sum_{k}" for k, _ in rows),
        ]

    def _gather(self, index: int, event: Event, column: int) -> list[str]:
        """List the lanes in which the event has happened, without a branch, and copy those."""
        copied = [
            f"        values[{column + index_}, first + k] = {self._loops.cell(name)}"
            for index_, name in enumerate(event.columns)
        ]
        return [
            "    found = 0",
            "    for j in range(n):",
            "        lanes[found] = j",
            f"        found += 1 if {self._loops.cell(event.when)} > ZERO else 0",
            f"    first = counts[{index}]",
            "    for k in range(found):",
            "        j = lanes[k]",
            f"        slots[{index}, first + k] = slot_at[j]",
            *copied,
            f"    counts[{index}] = first + found",
        ]

    def _part_with_the_gone(self) -> str:
        lines = ["@block_loop", "def part_with_the_gone(state, slot_at, lane_of, first_lane, n):"]
        if "stage" in self._laws.state_rows:
            _, stage = self._loops.place("stage")
            rows = len(self._laws.state_rows)
            lines.append(f"    return part(state, {stage}, {rows}, slot_at, lane_of, first_lane, n)")
        else:
            lines.append("    return n")
        return "\n".join(lines)


_DRIVERS = f'''@block_loop
def fetch_cells(ahead, first, last):
    """Ask memory for cells of a block, as far as there is one."""
    for cell in range(first, min(last, ahead.size), {_CELLS_OF_A_LINE}):
        fetch(ahead, cell)


@compiled
def run_blocks(
    blocks, there, slot_at, lane_of, first_lane,
    period, round_keys, packed, switches, signals, sums, slots, values, counts,
):
    """One period of consecutive blocks: laws, then sums and events in block order, then the gone step aside.

    Returns how many customers lived it.
    """
    keys = in_a_tuple(round_keys)
    settings = unpack(packed)
    scratch = np.empty(SCRATCH_ROWS * {BLOCK}, np.float32)
    lanes = np.empty({BLOCK}, np.int32)
    counts[:] = 0
    lived = 0
    for b in range(blocks.shape[0]):
        n = there[b]
        lived += n
        if n > 0:
            ahead = blocks[b + 1] if b + 1 < blocks.shape[0] else blocks[b, :0]
            step(blocks[b], ahead, scratch, period, keys, settings, switches, signals, n)
            collect(blocks[b], scratch, slot_at[b], lanes, sums[b], slots, values, counts, n)
            there[b] = part_with_the_gone(blocks[b], slot_at[b], lane_of, first_lane + b * {BLOCK}, n)
        else:
            sums[b] = 0.0
    return lived


@compiled
def run_one(state, scratch, period, round_keys, packed, switches, signals):
    """One period of the customer in the first lane of `state` (a view that begins at that lane)."""
    settings = unpack(packed)
    step(state, state[:0], scratch, period, in_a_tuple(round_keys), settings, switches, signals, 1)


@compiled
def collect_blocks(blocks, there, slot_at, lane_of, scratches, sums, slots, values, counts):
    """Sums and events of a period that was run customer by customer; returns how many lived it."""
    lanes = np.empty({BLOCK}, np.int32)
    counts[:] = 0
    lived = 0
    for b in range(blocks.shape[0]):
        n = there[b]
        lived += n
        sums[b] = 0.0
        if n > 0:
            collect(blocks[b], scratches[b], slot_at[b], lanes, sums[b], slots, values, counts, n)
            there[b] = part_with_the_gone(blocks[b], slot_at[b], lane_of, b * {BLOCK}, n)
    return lived


@compiled
def enter_lanes(blocks, lanes, period, round_keys, packed, signals):
    """Draw the traits of the newcomers in the given lanes, ascending; neighbours are drawn together."""
    keys = in_a_tuple(round_keys)
    settings = unpack(packed)
    scratch = np.empty(SCRATCH_ROWS * {BLOCK}, np.float32)
    first = 0
    while first < lanes.size:
        block, lane = divmod(lanes[first], {BLOCK})
        n = 1
        while lane + n < {BLOCK} and first + n < lanes.size and lanes[first + n] == lanes[first] + n:
            n += 1
        enter(blocks[block][lane:], scratch, period, keys, settings, signals, n)
        first += n'''

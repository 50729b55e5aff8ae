"""The text of the compiled step: one small loop a law over a block of customers.

The buffers are flat with constant offsets and the laws are called on scalars, which is the form that
LLVM vectorises. A customer who is not there any more keeps the state and has zeros in the period's rows.
"""

from collections.abc import Iterator

from hooper.engine.law_set import ACTIVE, STAGE_AT_START, LawSet, rows_of
from hooper.foundation.random_words import ROUNDS
from hooper.mechanisms.dimensions import DIMENSIONAL_FIELDS, DIMENSIONS
from hooper.mechanisms.law import SETTINGS_PARAMETER, Draw, Law, parameters
from hooper.mechanisms.settings_packing import widths

BLOCK = 256


class StepSource:
    """Writes the source of the step of one set of laws."""

    def __init__(self, laws: LawSet) -> None:
        self.laws = laws
        self.state = {row: index * BLOCK for index, row in enumerate(laws.state_rows)}
        self.scratch = {row: index * BLOCK for index, row in enumerate(laws.scratch_rows)}

    def text(self) -> str:
        """Return the whole module."""
        parts = [
            '"""Generated from a set of laws; the name of this file is the hash of all that is in it."""'
        ]
        parts += [self._words(decision, draws) for decision, draws in self._decisions(self.laws.laws)]
        parts += [self._law(law) for law in self.laws.laws]
        parts += [
            self._mark_active(),
            self._settings(),
            self._step(),
            self._enter(),
            self._collect(),
            _DRIVERS,
        ]
        return "\n\n\n".join(parts) + "\n"

    def cell(self, row: str) -> str:
        """Return the place of a row's value for lane j."""
        buffer, offset = ("state", self.state[row]) if row in self.state else ("scratch", self.scratch[row])
        return f"{buffer}[{offset} + j]"

    def _block(self, row: str) -> str:
        buffer, offset = ("state", self.state[row]) if row in self.state else ("scratch", self.scratch[row])
        return f"{buffer}[{offset}:{offset + BLOCK}]"

    def _decisions(self, laws: tuple[Law, ...]) -> list[tuple[int, list[Draw]]]:
        found: dict[int, dict[str, Draw]] = {}
        for law in laws:
            for draw in law.draws:
                found.setdefault(draw.decision, {})[draw.name] = draw
        return [(decision, list(draws.values())) for decision, draws in found.items()]

    def _words(self, decision: int, draws: list[Draw]) -> str:
        lines = [
            "@block_loop",
            f"def words_{decision}(state, scratch, period, keys, n):",
            "    for j in range(n):",
            f"        low = np.float32({self.cell('id_low')}).view(np.uint32)",
            f"        high = np.float32({self.cell('id_high')}).view(np.uint32)",
            f"        w0, w1, w2, w3 = philox(low, high, period, np.uint32({decision}), keys)",
        ]
        for word in sorted({draw.word for draw in draws if draw.kind != "uniform"}):
            lines.append(f"        n{word}, n{word + 1} = normal_pair(w{word}, w{word + 1})")
        value = {"uniform": "uniform(w{0})", "normal": "n{0}", "second_normal": "n{1}"}
        for draw in draws:
            drawn = value[draw.kind].format(draw.word, draw.word + 1)
            lines.append(f"        {self.cell(draw.name)} = {drawn}")
        return "\n".join(lines)

    def _law(self, law: Law) -> str:
        if not law.when_off:
            return self._loop(law, law.name, law.name)
        return (
            self._loop(law, law.name, law.name)
            + "\n\n\n"
            + self._loop(law, f"{law.name}_off", f"{law.name}_off")
        )

    def _loop(self, law: Law, title: str, called: str) -> str:
        function = law.when_off if called.endswith("_off") and law.when_off else law.function
        reads = parameters(function)
        lines = ["@block_loop", f"def loop_{title}(state, scratch, signals, s, n):"]
        lines += [
            f"    {name} = signals[{self.laws.signals.index(name)}]"
            for name in reads
            if name in self.laws.signals
        ]
        lines.append("    for j in range(n):")
        if law in self.laws.period_laws:
            lines.append(f"        there = {self.cell(ACTIVE)} > ZERO")
        for index in range(len(DIMENSIONS)) if law.per_dimension else (None,):
            lines += [f"        {line}" for line in self._call(law, called, function, index)]
        return "\n".join(lines)

    def _call(self, law: Law, called: str, function: object, dimension: int | None) -> Iterator[str]:
        arguments = [self._argument(name, dimension) for name in parameters(function)]  # pyright: ignore[reportArgumentType]
        if SETTINGS_PARAMETER in function.__code__.co_varnames:  # pyright: ignore[reportAttributeAccessIssue]
            arguments.append(SETTINGS_PARAMETER)
        targets = [self._rows_written(name, dimension) for name in law.writes]
        yield f"{', '.join(f'o{k}' for k in range(len(targets)))} = {called}({', '.join(arguments)})"
        for k, rows in enumerate(targets):
            for part, row in enumerate(rows):
                value = f"o{k}[{part}]" if len(rows) > 1 or _is_vector(law.writes[k], dimension) else f"o{k}"
                yield from self._store(row, value, guarded=law in self.laws.period_laws)

    def _store(self, row: str, value: str, *, guarded: bool) -> Iterator[str]:
        cell = self.cell(row)
        if guarded:
            kept = cell if row in self.state else "ZERO"
            yield f"{cell} = {value} if there else {kept}"
        else:
            yield f"{cell} = {value}"

    def _argument(self, name: str, dimension: int | None) -> str:
        if name in self.laws.signals:
            return name
        cells = [self.cell(row) for row in rows_of(name)]
        if name not in DIMENSIONAL_FIELDS:
            return cells[0]
        return f"({', '.join(cells)},)" if dimension is None else cells[dimension]

    def _rows_written(self, name: str, dimension: int | None) -> tuple[str, ...]:
        rows = rows_of(name)
        return rows if dimension is None or name not in DIMENSIONAL_FIELDS else (rows[dimension],)

    def _mark_active(self) -> str:
        written = [row for row in self.laws.scratch_rows if row not in (ACTIVE, STAGE_AT_START)]
        drawn = {draw.name for law in self.laws.laws for draw in law.draws}
        cleared = [row for row in written if row not in drawn]
        lines = ["@block_loop", "def mark_active(state, scratch, n):", "    for j in range(n):"]
        lines.append(f"        {self.cell(ACTIVE)} = ONE if {self.cell('stage')} < FIRST_GONE else ZERO")
        lines.append(f"        {self.cell(STAGE_AT_START)} = {self.cell('stage')}")
        lines += [f"        {self.cell(row)} = ZERO" for row in cleared if self._may_stay_unwritten(row)]
        return "\n".join(lines)

    def _may_stay_unwritten(self, row: str) -> bool:
        """Whether some switch setting leaves a row of the period without a writer before it is read."""
        field = row.partition(".")[0]
        writers = [law for law in self.laws.period_laws if field in law.writes]
        return bool(writers) and all(law.when_off is None for law in writers)

    def _settings(self) -> str:
        lines = ["@kernel", "def unpack(packed):"]
        names: list[str] = []
        position = 0
        for law in self.laws.laws:
            if law.settings_type is None:
                continue
            values: list[str] = []
            for width in widths(law.settings_type):
                cells = [f"packed[{position + k}]" for k in range(width or 1)]
                position += len(cells)
                values.append(f"({', '.join(cells)},)" if width else cells[0])
            names.append(f"s_{law.name}")
            lines.append(f"    s_{law.name} = {law.name}_settings({', '.join(values)})")
        lines.append(f"    return ({', '.join(names)},)")
        return "\n".join(lines)

    def _step(self) -> str:
        lines = ["@block_loop", "def step(state, scratch, period, keys, settings, switches, signals, n):"]
        lines.append("    mark_active(state, scratch, n)")
        for decision, _ in self._decisions(self.laws.period_laws):
            lines.append(f"    words_{decision}(state, scratch, period, keys, n)")
        for index, law in enumerate(self.laws.period_laws):
            lines.append(f"    if switches[{index}]:")
            lines.append(f"        loop_{law.name}(state, scratch, signals, {self._settings_of(law)}, n)")
            if law.when_off:
                lines.append("    else:")
                lines.append(
                    f"        loop_{law.name}_off(state, scratch, signals, {self._settings_of(law)}, n)"
                )
        return "\n".join(lines)

    def _settings_of(self, law: Law) -> str:
        typed = [each for each in self.laws.laws if each.settings_type is not None]
        return f"settings[{typed.index(law)}]" if law in typed else "ZERO"

    def _enter(self) -> str:
        lines = ["@block_loop", "def enter(state, scratch, period, keys, settings, signals, n):"]
        for decision, _ in self._decisions(self.laws.entry_laws):
            lines.append(f"    words_{decision}(state, scratch, period, keys, n)")
        for law in self.laws.entry_laws:
            lines.append(f"    loop_{law.name}(state, scratch, signals, {self._settings_of(law)}, n)")
        return "\n".join(lines)

    def _collect(self) -> str:
        lines = ["@block_loop", "def collect(state, scratch, first_slot, sums, slots, values, counts):"]
        for index, row in enumerate(self.laws.sums):
            lines.append(f"    sums[{index}] = block_sum({self._block(row)}, {self._block(ACTIVE)})")
        column = 0
        for index, event in enumerate(self.laws.events):
            lines += [f"    k = counts[{index}]", f"    for j in range({BLOCK}):"]
            lines.append(f"        slots[{index}, k] = first_slot + j")
            for name in event.columns:
                lines.append(f"        values[{column}, k] = {self.cell(name)}")
                column += 1
            lines.append(f"        k += 1 if {self.cell(event.when)} > ZERO else 0")
            lines.append(f"    counts[{index}] = k")
        return "\n".join(lines)


def _is_vector(name: str, dimension: int | None) -> bool:
    return name in DIMENSIONAL_FIELDS and dimension is None


_KEYS = ", ".join(f"round_keys[{index}]" for index in range(2 * ROUNDS))

_DRIVERS = f'''@compiled
def run_blocks(
    blocks, first_slot, period, round_keys, packed, switches, signals, sums, slots, values, counts
):
    """One period of consecutive blocks: laws, then sums and events in block order."""
    keys = ({_KEYS})
    settings = unpack(packed)
    scratch = np.zeros(SCRATCH_ROWS * {BLOCK}, np.float32)
    counts[:] = 0
    for b in range(blocks.shape[0]):
        step(blocks[b], scratch, period, keys, settings, switches, signals, {BLOCK})
        collect(blocks[b], scratch, first_slot + b * {BLOCK}, sums[b], slots, values, counts)


@compiled
def run_one(state, scratch, period, round_keys, packed, switches, signals):
    """One period of the customer in the first lane of `state` (a view that begins at that lane)."""
    step(state, scratch, period, ({_KEYS}), unpack(packed), switches, signals, 1)


@compiled
def collect_blocks(blocks, scratches, sums, slots, values, counts):
    """Sums and events of a period that was run customer by customer."""
    counts[:] = 0
    for b in range(blocks.shape[0]):
        collect(blocks[b], scratches[b], b * {BLOCK}, sums[b], slots, values, counts)


@compiled
def enter_slots(blocks, new_slots, period, round_keys, packed, signals):
    """Draw the traits of the newcomers in the given slots."""
    keys = ({_KEYS})
    settings = unpack(packed)
    scratch = np.zeros(SCRATCH_ROWS * {BLOCK}, np.float32)
    for slot in new_slots:
        enter(blocks[slot // {BLOCK}][slot % {BLOCK}:], scratch, period, keys, settings, signals, 1)'''

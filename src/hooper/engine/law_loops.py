"""The text of the block loops: one small loop a law, and one for the random words of each decision.

The buffers are flat with constant offsets and the laws are called on scalars, which is the form that
LLVM vectorises. The first `n` lanes of a block are its customers; all of them are there, so that no
loop has to ask.
"""

from collections.abc import Callable, Iterator
from typing import Any

from hooper.engine.law_set import PERIOD, STAGE_AT_START, LawSet
from hooper.mechanisms.dimensions import is_dimensional
from hooper.mechanisms.law import SETTINGS_PARAMETER, Draw, Law, parameters, takes_settings
from hooper.mechanisms.settings_packing import dimensional_settings

BLOCK = 256


class LawLoops:
    """Writes the loops of one set of laws."""

    def __init__(self, laws: LawSet) -> None:
        self._laws = laws
        self._state = {row: index * BLOCK for index, row in enumerate(laws.state_rows)}
        self._scratch = {row: index * BLOCK for index, row in enumerate(laws.scratch_rows)}

    def place(self, row: str) -> tuple[str, int]:
        """Return the buffer in which a row stands, and where it begins."""
        return ("state", self._state[row]) if row in self._state else ("scratch", self._scratch[row])

    def cell(self, row: str) -> str:
        """Return the place of a row's value for lane j."""
        buffer, offset = self.place(row)
        return f"{buffer}[{offset} + j]"

    def text(self) -> str:
        """Return all loops."""
        parts = [self._words(decision, draws) for decision, draws in decisions(self._laws, self._laws.laws)]
        if STAGE_AT_START in self._scratch:
            parts.append(self._keep_stage())
        for law in self._laws.laws:
            parts.append(self._loop(law, law.name, law.function))
            if law.when_off:
                parts.append(self._loop(law, f"{law.name}_off", law.when_off))
            elif self.left_open(law):
                parts.append(self._clear(law))
        return "\n\n\n".join(parts)

    def left_open(self, law: Law) -> list[str]:
        """Return the rows that a law is the first of its period to write: zero while it is switched off."""
        laws = self._laws.period_laws
        if law.when_off or law not in laws:
            return []
        earlier = {name for each in laws[: laws.index(law)] for name in each.writes}
        fields = [name for name in law.writes if name not in earlier]
        return [row for name in fields for row in self._laws.rows_of(name) if row in self._scratch]

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

    def _keep_stage(self) -> str:
        copied = f"        {self.cell(STAGE_AT_START)} = {self.cell('stage')}"
        return "\n".join(
            ["@block_loop", "def keep_stage(state, scratch, n):", "    for j in range(n):", copied]
        )

    def _clear(self, law: Law) -> str:
        lines = ["@block_loop", f"def clear_{law.name}(scratch, n):", "    for j in range(n):"]
        return "\n".join([*lines, *(f"        {self.cell(row)} = ZERO" for row in self.left_open(law))])

    def _loop(self, law: Law, title: str, function: Callable[..., Any]) -> str:
        signals = [name for name in parameters(function) if name in self._laws.signals]
        lines = ["@block_loop", f"def loop_{title}(state, scratch, signals, now, s, n):"]
        if PERIOD in parameters(function):
            lines.append(f"    {PERIOD} = np.float32(now)")
        lines += [f"    {name} = signals[{self._laws.signals.index(name)}]" for name in signals]
        lines.append("    for j in range(n):")
        for index in range(len(self._laws.dimensions)) if law.per_dimension else (None,):
            lines += [f"        {line}" for line in self._call(law, title, function, index)]
        return "\n".join(lines)

    def _call(
        self, law: Law, called: str, function: Callable[..., Any], dimension: int | None
    ) -> Iterator[str]:
        own = dimensional_settings(law.settings_type)
        arguments = [
            f"{SETTINGS_PARAMETER}.{name}[{dimension}]" if name in own else self._argument(name, dimension)
            for name in parameters(function)
        ]
        if takes_settings(function):
            arguments.append(SETTINGS_PARAMETER)
        yield f"{', '.join(f'o{k}' for k in range(len(law.writes)))} = {called}({', '.join(arguments)})"
        for k, name in enumerate(law.writes):
            rows = self._laws.rows_of(name)
            if not is_dimensional(name):
                yield f"{self.cell(rows[0])} = o{k}"
            elif dimension is not None:
                yield f"{self.cell(rows[dimension])} = o{k}"
            else:
                yield from (f"{self.cell(row)} = o{k}[{part}]" for part, row in enumerate(rows))

    def _argument(self, name: str, dimension: int | None) -> str:
        if name in self._laws.signals or name == PERIOD:
            return name
        cells = [self.cell(row) for row in self._laws.rows_of(name)]
        if not is_dimensional(name):
            return cells[0]
        return f"({', '.join(cells)},)" if dimension is None else cells[dimension]


def decisions(law_set: LawSet, laws: tuple[Law, ...]) -> list[tuple[int, list[Draw]]]:
    """Return the decisions of some laws of a set, in the order in which they are first named, with draws."""
    found: dict[int, dict[str, Draw]] = {}
    for law in laws:
        for draw in law.draws_in(law_set.dimensions):
            found.setdefault(draw.decision, {})[draw.name] = draw
    return [(decision, list(draws.values())) for decision, draws in found.items()]

"""One customer lives alone, law by law in plain Python, and every value is written down."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_set import IDENTITY, PERIOD, STAGE, STAGE_AT_START
from hooper.engine.physics import Physics
from hooper.foundation.interpreted import interpreted
from hooper.foundation.random_words import normal_pair, uniform, words
from hooper.mechanisms.dimensions import field_of, is_dimensional
from hooper.mechanisms.law import Draw, Law, parameters, takes_settings
from hooper.mechanisms.settings_packing import dimensional_settings, unpack

DRAW: Final = "draw"
READ: Final = "read"
WRITE: Final = "write"
_ZERO: Final = np.float32(0.0)

Line = tuple[str, str, str, np.float32]


class LoneLife:
    """The fields of one customer in `values`, by row; the laws that act on them say what they did.

    A line is (law, role, field, value); the role is draw, read or write.
    """

    def __init__(self, physics: Physics, customer_id: int) -> None:
        self._physics = physics
        self._laws = physics.law_set
        self._words_of = (customer_id & 0xFFFFFFFF, customer_id >> 32)
        typed = [law for law in self._laws.laws if law.settings_type]
        types = [law.settings_type for law in typed if law.settings_type]
        settings = unpack(types, physics.constants, len(self._laws.dimensions))
        self._settings = dict(zip((law.name for law in typed), settings, strict=True))
        self.values = {row: _ZERO for row in self._laws.state_rows if row not in IDENTITY}
        self.values |= {row: np.float32(value) for row, value in self._laws.initial_state().items()}

    def enter(self, key: tuple[int, int], period: int, signals: NDArray[np.float32]) -> Iterator[Line]:
        """Draw the traits of the newcomer, on the words of `period`."""
        self._hear(period, signals)
        for law in self._laws.entry_laws:
            yield from self._obey(law, law.function, key, period)

    def live(self, key: tuple[int, int], period: int, signals: NDArray[np.float32]) -> Iterator[Line]:
        """Live one period."""
        self._hear(period, signals)
        self.values |= dict.fromkeys(self._laws.scratch_rows, _ZERO)
        if STAGE in self.values:
            self.values[STAGE_AT_START] = self.values[STAGE]
        for law, acts in zip(self._laws.period_laws, self._physics.switches, strict=True):
            function = law.function if acts else law.when_off
            if function is not None:
                yield from self._obey(law, function, key, period)

    def _hear(self, period: int, signals: NDArray[np.float32]) -> None:
        self.values[PERIOD] = np.float32(period)
        self.values |= dict(zip(self._laws.signals, signals, strict=True))

    def _obey(
        self, law: Law, function: Callable[..., Any], key: tuple[int, int], period: int
    ) -> Iterator[Line]:
        draws = law.draws_in(self._laws.dimensions)
        for draw in draws:
            self.values[draw.name] = self._drawn(draw, key, period)
            yield law.name, DRAW, draw.name, self.values[draw.name]
        given = {field_of(draw.name) for draw in draws} | dimensional_settings(law.settings_type)
        read = [name for name in parameters(function) if name not in given]
        for dimension in range(len(self._laws.dimensions)) if law.per_dimension else (None,):
            yield from self._told(law, READ, [row for name in read for row in self._rows(name, dimension)])
            self._write(law, self._result(law, function, dimension), dimension)
            written = [row for name in law.writes for row in self._rows(name, dimension)]
            yield from self._told(law, WRITE, written)

    def _told(self, law: Law, role: str, rows: list[str]) -> Iterator[Line]:
        return ((law.name, role, row, self.values[row]) for row in rows)

    def _result(self, law: Law, function: Callable[..., Any], dimension: int | None) -> tuple[Any, ...]:
        arguments = [self._argument(law, name, dimension) for name in parameters(function)]
        if takes_settings(function):
            arguments.append(self._settings[law.name])
        with np.errstate(all="ignore"):  # as the compiled law does
            result = interpreted(function)(*arguments)
        return result if isinstance(result, tuple) else (result,)

    def _argument(self, law: Law, name: str, dimension: int | None) -> Any:  # noqa: ANN401  # one or a tuple
        if dimension is not None and name in dimensional_settings(law.settings_type):
            return getattr(self._settings[law.name], name)[dimension]
        found = tuple(self.values[row] for row in self._rows(name, dimension))
        return found if is_dimensional(name) and dimension is None else found[0]

    def _write(self, law: Law, result: tuple[Any, ...], dimension: int | None) -> None:
        for name, value in zip(law.writes, result, strict=True):
            parts = value if isinstance(value, tuple) else (value,)
            self.values |= dict(zip(self._rows(name, dimension), map(np.float32, parts), strict=True))

    def _drawn(self, draw: Draw, key: tuple[int, int], period: int) -> np.float32:
        drawn = words(key, *self._words_of, period, draw.decision)[:, 0]
        if draw.kind == "uniform":
            return interpreted(uniform)(drawn[draw.word])
        pair = interpreted(normal_pair)(drawn[draw.word], drawn[draw.word + 1])
        return pair[0] if draw.kind == "normal" else pair[1]

    def _rows(self, name: str, dimension: int | None) -> tuple[str, ...]:
        rows = self._laws.rows_of(name)
        return (rows[dimension],) if is_dimensional(name) and dimension is not None else rows

"""What a law is: a pure function of one customer, with what it reads, writes, draws and raises.

The names of its parameters are fields or draws; the last one, `s`, is its settings. It returns the
fields it declares, in that order. The same function is called by the population engine (in a block
loop that is generated and vectorised), by the one-customer engine, by a replay and by a unit test.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from hooper.mechanisms.settings_packing import dimensional_settings


@dataclass(frozen=True)
class Draw:
    """A named random number of one customer in one period.

    A `uniform` takes one word of the decision's four. A `normal` takes the pair that starts at `word`
    (0 or 2): `normal` is the cosine half, `second_normal` the sine half of the same pair.
    """

    name: str
    kind: Literal["uniform", "normal", "second_normal"]
    decision: int
    word: int

    def __post_init__(self) -> None:
        if self.word not in ((0, 1, 2, 3) if self.kind == "uniform" else (0, 2)):
            raise ValueError(f"draw '{self.name}': a {self.kind} cannot begin at word {self.word}")

    def takes_words_of(self, other: "Draw") -> bool:
        """Return whether two draws share a word; the two halves of one pair of normals do not."""
        if self.decision != other.decision:
            return False
        if self.word == other.word and {self.kind, other.kind} == {"normal", "second_normal"}:
            return False
        return bool(self._words & other._words)

    @property
    def _words(self) -> set[int]:
        return {self.word} if self.kind == "uniform" else {self.word, self.word + 1}


@dataclass(frozen=True)
class DrawOfEachDimension:
    """A random number of its own for each dimension, from `places` of (kind, decision, word) in order."""

    name: str
    places: tuple[tuple[Literal["uniform", "normal", "second_normal"], int, int], ...]

    def draws(self, dimensions: tuple[str, ...]) -> tuple[Draw, ...]:
        """Return the draws of a world with these dimensions, named `name.dimension`."""
        return tuple(
            Draw(f"{self.name}.{dimension}", *place)
            for dimension, place in zip(dimensions, self.places, strict=False)
        )


def four_normals(decision: int) -> tuple[tuple[Literal["normal", "second_normal"], int, int], ...]:
    """Return the places of the four normals that the words of a decision make."""
    return (
        ("normal", decision, 0),
        ("second_normal", decision, 0),
        ("normal", decision, 2),
        ("second_normal", decision, 2),
    )


@dataclass(frozen=True)
class Event:
    """A table of the history that gets a row wherever the field `when` is above zero.

    `columns` are the fields that are copied into the row, beside the customer.
    """

    table: str
    when: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """One law: a pure function of one customer (an ODD submodel).

    `state` names the fields it owns that live on, with the value of a newcomer; every other field it
    writes lives for one period. `per_dimension` laws are called once for each dimension of the
    dimensional fields. `when_off` says what it writes when it is switched off; without it, fields of
    the period stay as they are (zero unless an earlier law wrote them) and state stays unchanged.
    """

    name: str
    function: Callable[..., Any]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    state: Mapping[str, float] = field(default_factory=dict[str, float])
    draws: tuple[Draw | DrawOfEachDimension, ...] = ()
    events: tuple[Event, ...] = ()
    per_dimension: bool = False
    when_off: Callable[..., Any] | None = None
    settings_type: type | None = None

    def off(self, function: Callable[..., Any]) -> "Law":
        """Return the law with `function` as what happens when it is switched off."""
        return replace(self, when_off=function)

    def draws_in(self, dimensions: tuple[str, ...]) -> tuple[Draw, ...]:
        """Return the draws of the law in a world with these dimensions."""
        return tuple(
            each
            for draw in self.draws
            for each in (draw.draws(dimensions) if isinstance(draw, DrawOfEachDimension) else (draw,))
        )


SETTINGS_PARAMETER = "s"


@cache
def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the fields that a law's function reads: its parameters less the settings."""
    return tuple(name for name in inspect.signature(function).parameters if name != SETTINGS_PARAMETER)


@cache
def takes_settings(function: Callable[..., Any]) -> bool:
    """Return whether a law's function has the settings among its parameters."""
    return SETTINGS_PARAMETER in inspect.signature(function).parameters


def law(
    *,
    writes: tuple[str, ...],
    settings: type | None = None,
    state: Mapping[str, float] | None = None,
    draws: tuple[Draw | DrawOfEachDimension, ...] = (),
    events: tuple[Event, ...] = (),
    per_dimension: bool = False,
) -> Callable[[Callable[..., Any]], Law]:
    """Declare a function to be a law; the fields that it reads are taken from its signature.

    >>> @law(writes=("grudge",), state={"grudge": 0.0})
    ... def hold_grudge(grudge, disconfirmation):
    ...     return grudge + disconfirmation
    >>> hold_grudge.reads
    ('grudge', 'disconfirmation')
    """

    def declare(function: Callable[..., Any]) -> Law:
        return Law(
            name=function.__name__,
            function=function,
            reads=tuple(name for name in parameters(function) if name not in dimensional_settings(settings)),
            writes=writes,
            state=dict(state or {}),
            draws=draws,
            events=events,
            per_dimension=per_dimension,
            settings_type=settings,
        )

    return declare

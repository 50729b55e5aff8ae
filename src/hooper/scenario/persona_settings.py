"""Settings of personas: the traits of people, and how these go together, or people of one's own."""

from collections.abc import Iterator
from typing import Annotated, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.settings import Settings
from hooper.mechanisms.gaussian_copula import cholesky_factor
from hooper.scenario.category_trait import CategoryTrait
from hooper.scenario.number_traits import LognormalTrait, NormalTrait, UniformTrait
from hooper.scenario.trait_effects import TraitKind

MOST_TRAITS: Final = 16
Person = tuple[float | str, ...]
Trait = Annotated[
    NormalTrait | LognormalTrait | UniformTrait | CategoryTrait, Field(discriminator="distribution")
]

_ROUNDING: Final = 1e-9
# Of the least eigenvalue: below, the Cholesky factor loses its digits.
_LEAST_EIGENVALUE: Final = 1e-6


class PersonaSettings(Settings):
    """Who people are. Their traits come from a Gaussian copula, or from rows of people of one's own.

    `correlations` are those of the normal scores, a row a trait in order; without any, traits are
    independent. A file of one's own, `file`, is a CSV with a column a trait, beside the scenario's; `people`
    are such rows in the scenario itself. Newcomers are drawn from them, the same row any number of times.
    """

    traits: Annotated[tuple[Trait, ...], Field(min_length=1, max_length=MOST_TRAITS)]
    correlations: tuple[tuple[float, ...], ...] = ()
    file: str | None = None
    people: tuple[Person, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the traits, in order."""
        return tuple(trait.name for trait in self.traits)

    @property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """The names of the levels of each trait, none for a number."""
        return {trait.name: trait.level_names for trait in self.traits}

    def of_kinds(self, *kinds: TraitKind) -> tuple[str, ...]:
        """Return the names of the traits of these kinds."""
        return tuple(trait.name for trait in self.traits if trait.kind in kinds)

    def factor(self) -> NDArray[np.float32]:
        """Return the Cholesky factor of the correlations, shape `(n_traits, n_traits)`."""
        return cholesky_factor(self.correlations or np.eye(len(self.traits)).tolist())

    def problems_of(self, person: Person) -> Iterator[tuple[int, str]]:
        """Yield the traits that a person cannot have, by number, and what is wrong with each: `it is ...`."""
        for number, (trait, value) in enumerate(zip(self.traits, person, strict=True)):
            try:
                trait.place_of(value)
            except ValueError as error:
                yield number, str(error)

    @model_validator(mode="after")
    def _holds_together(self) -> "PersonaSettings":
        own = bool(self.people or self.file)
        problems = [*self._wrong_names(), *(self._wrong_people() if own else self._wrong_copula())]
        if problems:
            raise ValueError(problems[0])
        return self

    def _wrong_names(self) -> Iterator[str]:
        for name in self.names:
            if self.names.count(name) > 1:
                yield f"two traits have the name {name!r}; give each a name of its own"
            if name == "customer_id":
                yield "a trait has the name 'customer_id', which tables give to the customer; rename it"

    def _wrong_people(self) -> Iterator[str]:
        if self.people and self.file:
            yield f"there are both people and a file {self.file!r}; leave one of them out"
        if self.correlations:
            yield "there are both correlations and people of one's own, who go together as they are; drop one"
        for row, person in enumerate(self.people, 1):
            given, wanted = len(person), len(self.traits)
            if given != wanted:
                yield f"person {row} has {given} values for {wanted} traits; give one for each"
                continue
            for number, problem in self.problems_of(person):
                yield f"person {row}, trait {self.names[number]!r}: {person[number]!r} {problem}"

    def _wrong_copula(self) -> Iterator[str]:
        for trait in self.traits:
            shares = sum(level.share for level in trait.levels) if isinstance(trait, CategoryTrait) else 1.0
            if abs(shares - 1.0) > _ROUNDING:
                yield f"the shares of the levels of {trait.name!r} add up to {shares:g}; let them add up to 1"
        if self.correlations:
            yield from _wrong_correlations(self.correlations, self.names)


def _wrong_correlations(correlations: tuple[tuple[float, ...], ...], names: tuple[str, ...]) -> Iterator[str]:
    if {len(row) for row in correlations} != {len(names)} or len(correlations) != len(names):
        widths = "/".join(map(str, sorted({len(row) for row in correlations})))
        yield (
            f"correlations have {len(correlations)} rows of {widths} numbers for {len(names)} traits;"
            f" give {len(names)} rows of {len(names)}"
        )
        return
    for row, one in enumerate(names):
        if correlations[row][row] != 1.0:
            yield f"the correlation of {one!r} with itself is {correlations[row][row]:g}; write 1.0"
        for column, other in enumerate(names[:row]):
            below, above = correlations[row][column], correlations[column][row]
            if below != above:
                yield (
                    f"{one!r} and {other!r} have the correlations {below:g} and {above:g};"
                    " write the same in both places"
                )
    least = float(np.linalg.eigvalsh(np.array(correlations))[0])
    if least < _LEAST_EIGENVALUE:
        yield (
            f"no people have these correlations: their least eigenvalue is {round(least, 6) + 0.0:g};"
            f" multiply those off the diagonal by {np.floor(99.0 / (1.0 - least)) / 100.0:g} or less"
        )

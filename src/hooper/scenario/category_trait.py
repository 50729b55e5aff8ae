"""A trait of people that is one of several levels, such as a region or an industry."""

import math
from statistics import NormalDist
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Settings
from hooper.scenario.trait_effects import Effects, Floats, TraitKind, TraitName

_NORMAL: Final = NormalDist()


class Level(Settings):
    """A level of a category: its share of people, and what goes with it."""

    name: Annotated[str, Field(min_length=1)]
    share: NonNegative = 0.0
    effects: Effects = Effects()


class CategoryTrait(Settings):
    """A trait that is one of several levels, numbered from 0, in order from low scores to high ones.

    >>> levels = (Level(name="rented", share=0.5), Level(name="owned", share=0.5))
    >>> home = CategoryTrait(name="home", kind="demographic", distribution="category", levels=levels)
    >>> home.places(np.float32([-0.1, 0.1])).tolist(), home.place_of("owned")
    ([0.0, 1.0], 1.0)
    """

    name: TraitName
    kind: TraitKind
    distribution: Literal["category"]
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _levels_have_names_of_their_own(self) -> "CategoryTrait":
        for name in self.level_names:
            if self.level_names.count(name) > 1:
                raise ValueError(f"two levels have the name {name!r}; give each a name of its own")
        return self

    @property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels, in order."""
        return tuple(level.name for level in self.levels)

    def places(self, scores: Floats) -> Floats:
        """Return the places of people with these normal scores, same shape: the number of the level."""
        upto = np.cumsum([level.share for level in self.levels])[:-1]
        cuts = [_NORMAL.inv_cdf(share) if 0.0 < share < 1.0 else math.inf * (share - 0.5) for share in upto]
        return np.searchsorted(np.array(cuts, np.float32), scores, side="right").astype(np.float32)

    def values_at(self, places: Floats) -> Floats:
        """Return the values at these places: the same numbers."""
        return places

    def effects_at(self, places: Floats) -> Floats:
        """Return the effects on people at these places, shape `(n_effects, n)`."""
        of_levels = np.array([level.effects.amounts() for level in self.levels])
        return of_levels[places.astype(np.int64)].T

    def place_of(self, value: float | str) -> float:
        """Return the place of a level by its name; raises `ValueError` for one that is none of them."""
        if value not in self.level_names:
            raise ValueError(f"is none of the levels; choose from {', '.join(self.level_names)}")
        return float(self.level_names.index(value))

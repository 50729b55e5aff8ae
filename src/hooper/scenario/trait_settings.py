"""Traits of people: what each is, how it is distributed, and what it does to how they buy, spend and leave.

A trait acts by its place: the normal score of a number, at which its distribution has the value, or the level
of a category. Effects of all traits add up, those on factors in their logarithms.
Source: Wedel and Kamakura (2000), Market Segmentation, for the bases: demographic, geographic, psychographic,
behavioural; Bonoma and Shapiro (1983), Segmenting the Industrial Market, for firmographic ones.
"""

import math
from statistics import NormalDist
from typing import Annotated, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Positive, Settings
from hooper.mechanisms.gaussian_copula import exponentials_of, normal_cdf

Floats = NDArray[np.float32]
TraitKind = Literal["demographic", "geographic", "psychographic", "behavioural", "firmographic"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

_NORMAL: Final = NormalDist()


class Effects(Settings):
    """What one standard deviation of a score, or a level, adds.

    The first five act on the logarithm of a factor: of the purchase rate, of the mean amount, of the hazard
    of leaving, of how much prices matter, and of the cost to serve. The others add to the fit with the firm's
    quality, to how offers act, to the share of the offer known at entry, to the yearly growth of amounts (the
    law `income_growth`), and to the number of people who decide, which is one without.

    >>> Effects(log_spend=0.5).amounts().tolist()
    [0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """

    log_purchase_rate: float = 0.0
    log_spend: float = 0.0
    log_frailty: float = 0.0
    log_price_sensitivity: float = 0.0
    log_serving_factor: float = 0.0
    quality_fit: float = 0.0
    persuadability: float = 0.0
    knowledge: float = 0.0
    growth_per_year: float = 0.0
    further_deciders: float = 0.0

    def amounts(self) -> Floats:
        """Return all effects in order, shape `(n_effects,)`."""
        return np.array(list(self.model_dump().values()), np.float32)


class _NumberTrait(Settings):
    """A trait that is a number; its place is its score."""

    name: Name
    kind: TraitKind
    effects: Effects = Effects()

    @property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels: a number has none."""
        return ()

    def places(self, scores: Floats) -> Floats:
        """Return the places of people with these normal scores, same shape."""
        return scores

    def effects_at(self, places: Floats) -> Floats:
        """Return the effects on people at these places, shape `(n_effects, n)`."""
        return self.effects.amounts()[:, np.newaxis] * places


class NormalTrait(_NumberTrait):
    """A trait that is normal over people, such as an age or an attitude.

    >>> age = NormalTrait(name="age", kind="demographic", distribution="normal", mean=45.0, sd=15.0)
    >>> age.values_at(np.float32([0.0, 1.0])).tolist(), age.place_of(30.0)
    ([45.0, 60.0], -1.0)
    """

    distribution: Literal["normal"]
    mean: float
    sd: Positive

    def values_at(self, places: Floats) -> Floats:
        """Return the values at these places, same shape."""
        return np.float32(self.mean) + np.float32(self.sd) * places

    def place_of(self, value: float | str) -> float:
        """Return the place of a value; raises `ValueError` for one that has none."""
        return (_number(value) - self.mean) / self.sd


class LognormalTrait(_NumberTrait):
    """A trait whose logarithm is normal over people, such as an income, or the size of a business."""

    distribution: Literal["lognormal"]
    median: Positive
    log_sd: Positive

    def values_at(self, places: Floats) -> Floats:
        """Return the values at these places, same shape."""
        return np.float32(self.median) * exponentials_of(np.float32(self.log_sd) * places)

    def place_of(self, value: float | str) -> float:
        """Return the place of a value; raises `ValueError` for one that has none."""
        number = _number(value)
        if number <= 0.0:
            raise ValueError("is not above 0, as a lognormal trait is; give a number above 0")
        return math.log(number / self.median) / self.log_sd


class UniformTrait(_NumberTrait):
    """A trait that has every value between two with the same chance, such as a distance, or a rank.

    >>> rank = UniformTrait(name="rank", kind="behavioural", distribution="uniform", low=0.0, high=8.0)
    >>> rank.values_at(np.float32([0.0])).tolist(), rank.place_of(4.0)
    ([4.0], 0.0)
    """

    distribution: Literal["uniform"]
    low: float
    high: float

    @model_validator(mode="after")
    def _has_a_width(self) -> "UniformTrait":
        if self.high <= self.low:
            raise ValueError(f"high is {self.high:g} and low is {self.low:g}; give high above low")
        return self

    def values_at(self, places: Floats) -> Floats:
        """Return the values at these places, same shape."""
        return np.float32(self.low) + np.float32(self.high - self.low) * normal_cdf(places)

    def place_of(self, value: float | str) -> float:
        """Return the place of a value; raises `ValueError` for one that has none."""
        share = (_number(value) - self.low) / (self.high - self.low)
        if not 0.0 < share < 1.0:
            raise ValueError(f"is not between low and high; give one between {self.low:g} and {self.high:g}")
        return _NORMAL.inv_cdf(share)


class Level(Settings):
    """A level of a category: its share of people, and what goes with it."""

    name: Annotated[str, Field(min_length=1)]
    share: NonNegative = 0.0
    effects: Effects = Effects()


class CategoryTrait(Settings):
    """A trait that is one of several levels, such as a region or an industry; they are numbered from 0.

    Levels stand in an order, from low scores to high ones.

    >>> levels = (Level(name="rented", share=0.5), Level(name="owned", share=0.5))
    >>> home = CategoryTrait(name="home", kind="demographic", distribution="category", levels=levels)
    >>> home.places(np.float32([-0.1, 0.1])).tolist(), home.place_of("owned")
    ([0.0, 1.0], 1.0)
    """

    name: Name
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


Trait = Annotated[
    NormalTrait | LognormalTrait | UniformTrait | CategoryTrait, Field(discriminator="distribution")
]


def _number(value: float | str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("is no number; give a number such as 42.5")
    return number

"""Traits of people that are numbers: how each is distributed, and where in it a person stands.

A number acts by its place, the normal score at which its distribution has the value: effects are those of one
standard deviation.
"""

import math
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from pydantic import model_validator

from hooper.foundation.settings import Positive, Settings
from hooper.mechanisms.gaussian_copula import exponentials_of, normal_cdf
from hooper.scenario.trait_effects import Effects, Floats, TraitKind, TraitName

_NORMAL: Final = NormalDist()


class _NumberTrait(Settings):
    """A trait that is a number; its place is its score."""

    name: TraitName
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


def _number(value: float | str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("is no number; give a number such as 42.5")
    return number

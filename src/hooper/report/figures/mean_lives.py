"""What lives of customers are on average: by the month since entry, and from their start to their end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.life_curves import LifeCurves
from hooper.mechanisms.life_stages import STAGES

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MeanLife:
    """Means a month over those of `customers` who are there, at `n` places of a life; NaN where nobody is.

    `at` of shape `(n + 1,)` holds the borders of the places; `volume` and `profit` of shape `(n,)` are in
    currency units a month; `stage_shares` of shape `(n, 4)` says how many are in each stage.
    """

    customers: int
    at: Floats
    volume: Floats
    profit: Floats
    stage_shares: Floats


def by_month(curves: LifeCurves, profit: Floats) -> MeanLife:
    """Average over those who are there as each month since entry begins; `profit` as `curves.volume`."""
    months = len(curves.volume)
    place = np.broadcast_to(np.arange(months)[:, np.newaxis], curves.volume.shape)
    return _mean_life(curves, profit, place, np.arange(months + 1.0))


def over_whole_lives(curves: LifeCurves, profit: Floats, parts: int) -> MeanLife:
    """Average over lives that ended within the months, each cut into `parts` of its length; all count alike.

    Lives of fewer than `parts` months are left out: a part of them would be less than a month.
    """
    there = curves.there[:-1]
    length = np.where(there.any(axis=0), len(there) - there[::-1].argmax(axis=0), 0)
    ended = ~curves.there[-1] & (length >= parts)
    month = np.arange(len(curves.volume))[:, np.newaxis]
    place = np.where(ended, month * parts // np.maximum(length, 1), parts)
    return _mean_life(curves, profit, place, np.linspace(0.0, 1.0, parts + 1))


def _mean_life(curves: LifeCurves, profit: Floats, place: NDArray[np.int64], at: Floats) -> MeanLife:
    """Average over a customer's months with one place, then over customers; later places are left out."""
    places, stages = at.size - 1, len(STAGES)
    counted = curves.there[:-1] & (place < places)
    months, customers = np.nonzero(counted)
    row, stage = place[counted], curves.stage[months, customers]
    _, own, months_there = np.unique(
        row * counted.shape[1] + customers, return_inverse=True, return_counts=True
    )
    weight = 1.0 / months_there[own]
    number = np.bincount(row, weight, minlength=places)
    with np.errstate(invalid="ignore"):
        volume, gain = (
            np.bincount(row, weight * amount[counted], minlength=places) / number
            for amount in (curves.volume, profit)
        )
        staged = np.bincount(row * stages + stage, weight, minlength=places * stages)
        shares = staged.reshape(places, stages) / number[:, np.newaxis]
    return MeanLife(int(counted.any(axis=0).sum()), at, volume, gain, shares)

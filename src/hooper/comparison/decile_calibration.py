"""Calibration by tenths: what was estimated against what was true, in groups of like estimates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.concentration import mean_over_ties


@dataclass(frozen=True)
class DecileCalibration:
    """Means per group of customers, lowest estimates first; every array has shape `(n_groups,)`.

    `estimated_mean` and `true_mean` are in the unit of what was estimated; an estimator is calibrated
    where they agree.
    """

    customers: NDArray[np.int64]
    estimated_mean: NDArray[np.float64]
    true_mean: NDArray[np.float64]


def calibrate_by_decile(
    estimated: NDArray[np.float64], expected: NDArray[np.float64], groups: int = 10
) -> DecileCalibration:
    """Cut the customers into tenths by their estimate and average estimate and truth in each.

    `estimated` and `expected` have shape `(n_customers,)`; ties share their mean truth, so that the
    order of the customers does not matter; fewer customers than groups give fewer groups.

    >>> table = calibrate_by_decile(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 2.0, 2.0, 6.0]), groups=2)
    >>> table.estimated_mean.tolist(), table.true_mean.tolist()
    ([1.5, 3.5], [1.0, 4.0])
    """
    order = np.argsort(estimated, kind="stable")
    truth = mean_over_ties(estimated, expected)
    tenths = np.array_split(order, min(groups, estimated.size))
    return DecileCalibration(
        customers=np.array([tenth.size for tenth in tenths], dtype=np.int64),
        estimated_mean=np.array([estimated[tenth].mean() for tenth in tenths]),
        true_mean=np.array([truth[tenth].mean() for tenth in tenths]),
    )

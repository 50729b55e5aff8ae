"""Intervals of predictions: how far they move with parameters that the data fix only so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.parameter_draws import draw_parameters

Floats = NDArray[np.float64]

_LOW, _HIGH = 0.025, 0.975


class Prediction(NamedTuple):
    """A prediction at the fitted parameters and its interval, each of the shape of the prediction.

    `low` and `high` bound 95 % of the sampling distribution of the *expected* value, or of the
    probability, which is that of the fitted parameters: what one customer will really do varies far
    more. They are nan if a fit has no covariance, or without draws.
    """

    value: Floats
    low: Floats
    high: Floats


def prediction_interval(
    fits: Sequence[Fit], predict: Callable[..., Floats], standard_normals: Floats
) -> Prediction:
    """Return what `predict` tells with the parameters of the `fits`, one argument a fit, and its interval.

    `standard_normals`, shape `(n_draws, n_parameters)` with the parameters of all fits side by side,
    drives the draws: same normals, same interval (`parameter_draws.standard_normals` makes them from a
    seed). All draws are held in memory at once: of very many customers give a block at a time.
    """
    told = [np.asarray(predict(*parameters)) for parameters in draws_of_all(fits, standard_normals)]
    low, high = interval_of(np.array(told[1:]).reshape(-1, *told[0].shape))
    return Prediction(told[0], low, high)


def draws_of_all(fits: Sequence[Fit], standard_normals: Floats) -> list[tuple[Mapping[str, float], ...]]:
    """Return the fitted parameters of all `fits`, a tuple, and then as many tuples of drawn ones."""
    ends = np.cumsum([len(fit.parameters) for fit in fits])
    of_each = np.split(standard_normals, ends[:-1], axis=1)
    sets = [
        [fit.parameters, *draw_parameters(fit, normals)] for fit, normals in zip(fits, of_each, strict=True)
    ]
    return list(zip(*sets, strict=True))


def interval_of(draws: Floats) -> tuple[Floats, Floats]:
    """Return the 2.5 % and 97.5 % points of the draws, which lie along the first axis; nan without any."""
    if not len(draws):
        nothing = np.full(draws.shape[1:], np.nan)
        return nothing, nothing.copy()
    # Points of the draws themselves: between infinite draws nothing can be interpolated.
    low, high = np.quantile(draws, (_LOW, _HIGH), axis=0, method="inverted_cdf")
    return low, high

"""Interval of a Qini coefficient: the customers of the experiment are drawn again, many times.

In each sample a customer is there a Poisson number of times with mean 1, drawn for her alone, so that neither
the order nor the number of the others matters. Scores stay as they are: the interval says how surely the
experiment judges them, and not how they would differ had they been learned from others.
Source: Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data streams, for
the Poisson bootstrap; Efron (1979).
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import UPLIFT_RESAMPLING
from hooper.foundation.random_words import customer_words, uniforms
from hooper.targeting.arms_by_score import OrderedExperiment
from hooper.targeting.effect_fit import Floats, IsTreated
from hooper.targeting.qini import qini_of

SAMPLES: Final = 400
_MOST_TIMES: Final = 12
_TIMES_OR_FEWER: Final = np.cumsum([math.exp(-1.0) / math.factorial(k) for k in range(_MOST_TIMES)])


@dataclass(frozen=True)
class QiniInterval:
    """The middle 95 % of the coefficients of all samples, and their standard deviation."""

    low: float
    high: float
    standard_error: float


def qini_interval(
    score: Floats,
    treated: IsTreated,
    outcome: Floats,
    customer_id: NDArray[np.uint64],
    seed: int,
    samples: int = SAMPLES,
) -> QiniInterval:
    """Return the interval of the Qini coefficient of a score; all arrays `(n,)`."""
    experiment = OrderedExperiment.of(score, treated, outcome)
    in_order = customer_id[experiment.by_score.order]
    coefficients = np.array(
        [
            qini_of(experiment.arms(times_drawn(in_order, seed, sample))).coefficient
            for sample in range(samples)
        ]
    )
    low, high = np.quantile(coefficients, (0.025, 0.975))
    return QiniInterval(float(low), float(high), float(coefficients.std(ddof=1)))


def times_drawn(customer_id: NDArray[np.uint64], seed: int, sample: int) -> Floats:
    """Return how often each customer is in a sample, shape `(n,)`: Poisson with mean 1."""
    lots = uniforms(customer_words((seed, 0), customer_id, sample, UPLIFT_RESAMPLING)[0])
    return np.searchsorted(_TIMES_OR_FEWER, lots).astype(np.float64)

"""How likely each strategy is the best of those compared, and what choosing it would be expected to lose.

The replications are drawn again, for all strategies the same, and in each sample one is the best by its
mean. That is chance in a world taken as known: how often it is the best in worlds of other parameters is a
figure of its own (`parameter_ignorance`). The expected regret of a strategy is the mean over samples of what
the best of the sample is ahead of it: near 0 for one that is never far behind, however seldom it is first.
Source: Efron and Tibshirani (1993); Chick and Inoue (2001), New two-stage and sequential procedures for
selecting the best simulated system, Operations Research 49(5), on the expected loss of a choice.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from hooper.comparison.parameter_ignorance import rank_shares
from hooper.comparison.resampling import drawn_again


@dataclass(frozen=True)
class BestOdds:
    """The share of samples in which a strategy is the best, and its expected regret in the outcome's unit."""

    probability_best: float
    expected_regret: float


def best_odds(outcome: xr.DataArray) -> dict[str, BestOdds]:
    """Return the odds of every strategy by name; ties are split evenly.

    `outcome` has dimensions (strategy, replication), a `strategy` coordinate, and nothing missing.

    >>> profit = xr.DataArray([[1.0, 2.0, 3.0], [1.1, 2.1, 3.1]], {"strategy": ["a", "b"]},
    ...                       ("strategy", "replication"))
    >>> odds = best_odds(profit)
    >>> odds["b"].probability_best, round(odds["a"].expected_regret, 6)
    (1.0, 0.1)
    """
    values = outcome.transpose("strategy", "replication").to_numpy().astype(np.float64)
    drawn = drawn_again(values.shape[1])
    means = np.stack([own[drawn].mean(axis=1) for own in values])
    first = rank_shares(means)[:, 0]
    regret = (means.max(axis=0) - means).mean(axis=1)
    names = [str(name) for name in outcome["strategy"].values]
    return {
        name: BestOdds(float(share), float(lost))
        for name, share, lost in zip(names, first, regret, strict=True)
    }

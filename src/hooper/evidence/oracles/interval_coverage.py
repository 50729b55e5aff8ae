"""Interval coverage: of the 95 % intervals of a parameter 95 % hold the truth, at the size of a real log.

Each replication draws the 2,357 customers of the CDNOW sample anew and fits them; the interval is
1.96 standard errors to either side of the logarithm. A fit without an interval holds nothing. How many
hold the truth is binomial. This is the short form: the 2,000 replications of `tests/long/coverage.py` lie
between .945 and .966, but for beta of the Pareto/NBD, whose intervals are a little too wide (.9705).
"""

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.known_truths import KNOWN_TRUTHS, KnownTruth
from hooper.evidence.oracles.oracle import Oracle, within_chance

CUSTOMERS: Final = 2_357
REPLICATIONS: Final = 100
LEVEL: Final = 0.95
QUANTILE: Final = 1.959964
COVERED: Final = tuple(
    known
    for known in KNOWN_TRUTHS
    if known.model.NAME in {"bg_nbd", "pareto_nbd", "shifted_beta_geometric", "gamma_gamma"}
)


def deviations(known: KnownTruth, like: Any, key: tuple[int, int]) -> NDArray[np.float64]:  # noqa: ANN401
    """Return how many standard errors the log-parameters of a fit lie from the truth, nan without errors.

    The data are drawn for the customers of the summary `like`; `key` is (seed, replication).
    """
    fit = known.model.fit(known.model.simulate(known.parameters, like, key))
    found, true = (np.array(list(values.values())) for values in (fit.parameters, known.parameters))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


def measure(seed: int, times_the_error: float = 1.0) -> dict[str, float]:
    """Return the shares of intervals that hold the truth, made with errors `times_the_error` as large."""
    shares: dict[str, float] = {}
    for known in COVERED:
        like = known.draw(known.parameters, CUSTOMERS, (seed, 0))
        drawn = [deviations(known, like, (seed, number)) for number in range(1, REPLICATIONS + 1)]
        held = (np.abs(drawn) < times_the_error * QUANTILE).mean(axis=0)
        shares |= {
            f"{known.model.NAME}: {key}": float(share)
            for key, share in zip(known.parameters, held, strict=True)
        }
    return shares


_ERROR: Final = math.sqrt(LEVEL * (1.0 - LEVEL) / REPLICATIONS)

ORACLE: Final = Oracle(
    name="interval_coverage",
    claim="of the 95 % intervals of a parameter 95 % hold the truth",
    source="the definition of a confidence interval; Neyman (1937), Phil. Trans. A 236: 333-380",
    bands={
        f"{known.model.NAME}: {key}": within_chance(LEVEL, _ERROR)
        for known in COVERED
        for key in known.parameters
    },
    measure=measure,
)

"""How far a log's own targets may be off: customers drawn anew, each with all that she bought.

Sources: Efron and Tibshirani (1993), An introduction to the bootstrap; how often somebody is drawn hangs on
the seed, the customer and the resample alone (`times_drawn`).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.migration_intervals import times_drawn
from hooper.study.simulated_moments.cohort import Cohort
from hooper.study.simulated_moments.targets import Targets, ratio

RESAMPLES = 400


def sampling_covariance(targets: Targets, log: Cohort, seed: int) -> NDArray[np.float64]:
    """Return the covariance of the targets over resamples of customers, `(n_targets, n_targets)`."""
    above, below = targets.sums(log)
    times = np.stack([times_drawn(log.customer_id, seed, number) for number in range(RESAMPLES)])
    return np.atleast_2d(np.cov(ratio(times @ above, times @ below), rowvar=False))

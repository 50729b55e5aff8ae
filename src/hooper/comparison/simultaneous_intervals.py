"""Intervals of several differences to one baseline that hold all at once.

Each interval is as wide as Student's times the same factor, so that the largest of the |t| stays within it
with the chance of the level. Differences to one baseline hang together, since it is in all of them, and
strategies in one world do too; their correlation is estimated from the replications, and the distribution of
the largest |t| found by drawing normal studies with that correlation. This is Dunnett's comparison with a
control without its assumptions of independent groups and of one variance. What it assumes is that the
differences are normal, and the correlation as estimated. The factor never leaves the range from Student's
quantile for one difference to Bonferroni's for all, between which the true one lies; beyond 100 replications
it is that of 100, a hair too wide.
Source: Dunnett (1955), A multiple comparison procedure for comparing several treatments with a control,
Journal of the American Statistical Association 50(272); Hothorn, Bretz and Westfall (2008), Biometrical
Journal 50(3), on correlations that are estimated.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from hooper.foundation.decisions import SAMPLING_DISTRIBUTION
from hooper.foundation.random_words import uniforms, words

Floats = NDArray[np.float64]
_STUDIES: Final = 4_000
_KEY: Final = (0, 2)
_MOST_REPLICATIONS: Final = 100


def simultaneous_quantile(differences: Floats, level: float) -> float:
    """Return by how many standard errors all intervals reach to both sides.

    `differences` has shape `(strategies, replications)`, with 2 replications or more and a spread each.

    >>> one = np.array([[1.0, 2.0, 4.0]])
    >>> round(simultaneous_quantile(one, 0.95), 3)
    4.303
    """
    strategies, replications = differences.shape
    alone = float(stdtrit(replications - 1, 0.5 + level / 2))
    bonferroni = float(stdtrit(replications - 1, 1.0 - (1.0 - level) / (2 * strategies)))
    if strategies == 1:
        return alone
    largest = _largest_t(np.atleast_2d(np.corrcoef(differences)), min(replications, _MOST_REPLICATIONS))
    return float(np.clip(np.quantile(largest, level), alone, bonferroni))


def _largest_t(correlation: Floats, replications: int) -> Floats:
    """Return the largest |t| of each drawn study without any difference, shape `(studies,)`."""
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn = _normals(replications, correlation.shape[0]) @ root.T
    error = drawn.std(axis=1, ddof=1) / np.sqrt(replications)
    return np.abs(drawn.mean(axis=1) / error).max(axis=1)


def _normals(replications: int, strategies: int) -> Floats:
    """Return independent standard normals, shape `(studies, replications, strategies)`."""
    of_study = replications * strategies
    study, place = np.divmod(np.arange(_STUDIES * of_study), of_study)
    drawn = words(_KEY, place, 0, study, SAMPLING_DISTRIBUTION)[0]
    return ndtri(uniforms(drawn)).reshape(_STUDIES, replications, strategies)

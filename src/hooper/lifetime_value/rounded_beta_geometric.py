"""How customers of the BG/NBD and the MBG/NBD differ, for purchases rounded to cells."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln, polygamma, psi

from hooper.lifetime_value.rounded_chances import Rates, Spread

Floats = NDArray[np.float64]

TIMES: Final = frozenset({"alpha"})
STARTS: Final = np.array([[0.5, 0.2, 1.0, 2.0], [1.0, 1.0, 1.0, 1.0], [3.0, 3.0, 0.3, 3.0]])


def spread(parameters: Floats) -> Spread:
    """Return how rates ~ Gamma(r, alpha) and dropout probabilities ~ Beta(a, b) are spread."""
    r, alpha, a, b = parameters
    shapes = np.array([a, b, a + b])
    (drop, stay, both), (bend_a, bend_b, bend) = psi(shapes), polygamma(1, shapes)
    covariance = np.zeros((4, 4))
    covariance[:2, :2] = [[polygamma(1, r), -1.0 / alpha], [-1.0 / alpha, r / alpha**2]]
    covariance[2:, 2:] = [[bend_a - bend, -bend], [-bend, bend_b - bend]]
    return Spread(
        gammas=((r, alpha),),
        a=a,
        b=b,
        log_factor=float(r * np.log(alpha) - gammaln(r) - betaln(a, b)),
        features=_features,
        mean=np.array([psi(r) - np.log(alpha), -r / alpha, drop - both, stay - both]),
        covariance=covariance,
    )


def _features(rates: Rates) -> tuple[Floats, ...]:
    return rates.log_rate, -np.exp(rates.log_rate), rates.log_drop, rates.log_stay

"""Standard: what a customer thinks a good firm should offer. It rises with expectation and never falls.

`W <- W + b max(0, sum_k w_k E_k - W)`: the should-expectation. It lowers how the firm is judged, where the
will-expectation, what a customer thinks that the firm will do, raises it (`satisfaction`).
Source: Boulding, Kalra, Staelin and Zeithaml (1993), A dynamic process model of service quality, Journal
of Marketing Research 30(1).
"""

from typing import NamedTuple

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ZERO
from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class StandardSettings(Settings):
    """How fast the standard follows expectation upwards."""

    rise_per_month: Probability = assumed(0.1, low=0.0, high=0.6, source="assumed")

    def constants(self, period_days: float, weights: tuple[float, ...]) -> "Standard":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Standard(fraction_over(self.rise_per_month, period_days), weights)


class Standard(NamedTuple):
    """The numbers that the law reads, per period."""

    rise: float
    weights: tuple[float, ...]


@kernel
def _expected(expectation, weights):
    """Return what is expected of the firm as a whole."""
    expected = ZERO
    for k in range(len(expectation)):
        expected += weights[k] * expectation[k]
    return expected


@law(writes=("standard",), settings=Standard)
def first_standard(expectation, s):
    """Return the standard of a newcomer: what is expected of the firm."""
    return _expected(expectation, s.weights)


@law(writes=("standard",), settings=Standard, state={"standard": 0.0})
def standard(standard, expectation, s):
    """Return the standard after a period."""
    rise = _expected(expectation, s.weights) - standard
    return standard + s.rise * (rise if rise > ZERO else ZERO)

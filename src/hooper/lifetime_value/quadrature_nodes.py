"""Where to look at integrands like a gamma or a beta density, however narrow, flat or steep at an end.

The trapezoidal rule converges exponentially in a coordinate in which the integrand is smooth and falls
off at both ends (Trefethen and Weideman 2014, SIAM Review 56(3)): the logarithm of a rate, the logit of a
probability. A density with a shape near zero falls off slowly there; stretching the coordinate
exponentially brings that end near (Takahasi and Mori 1974, Publications of RIMS 9(3)). Good to eight
digits and more.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NOTHING_LEFT = 36.0  # logarithm of how far an integrand has fallen where the nodes end
_STEP = 0.75  # in standard deviations of a normal density
_ROOM = 3.0  # from the top to where the stretching sets in
# A narrow density whose place is quite unknown, far from any optimum, gets a wider step instead of more:
_MOST_RATES = 3000
_MOST_LOGITS = 800


def rate_nodes(shape: float, longest: float, shortest: float, room: float = _ROOM) -> tuple[Floats, Floats]:
    """Return logarithms of rates and those of their weights, both `(n_nodes,)`.

    They serve the integrals over log(rate) of about rate^shape * exp(-rate * time), for all times between
    `shortest` and `longest`. Rates smaller than those of interest by the factor exp(`room`) are looked at
    more coarsely.

    >>> log_rate, log_weight = rate_nodes(4.0, 1.0, 1.0)
    >>> float(np.sum(np.exp(log_weight + 4.0 * log_rate - np.exp(log_rate))).round(8))  # Gamma(4)
    6.0
    """
    low = np.log(shape / longest) - float(_drop(np.array(shape), 1.0 / shape))
    high = np.log(shape / shortest) + _rise(shape)
    begin = np.log((shape + 1.0) / longest) - room
    first = low - begin if low > begin else -np.log1p(begin - low)
    last = high - begin + np.exp(begin - high)
    step = max(_STEP / np.sqrt(shape + 3.0), (last - first) / _MOST_RATES)
    u = np.arange(first, last + step, step)
    return begin + u - np.exp(-u), np.log(step * (1.0 + np.exp(-u)))


def logit_nodes(left: float, right: float, fall: Floats) -> tuple[Floats, Floats]:
    """Return logits of probabilities and the logarithms of their weights, each of shape `(n, n_nodes)`.

    They serve the integrals over the logit of about p^left * (1 - p)^right, where near its top the
    integrand falls as (1 - p)^fall; `fall`, shape `(n,)`, is no less than `right`.
    """
    variance = 1.0 / left + 1.0 / fall
    room_below, room_above = max(_ROOM, _rise(float(fall.min()))), max(_ROOM, _rise(left))
    first = -_stretched(_drop(np.array(left), variance), room_below)
    last = _stretched(_drop(np.array(right), variance), room_above)
    longest_step = _STEP / np.sqrt(1.0 / variance + 3.0)
    steps = np.ceil(min(((last - first) / longest_step).max(), _MOST_LOGITS))
    step = ((last - first) / steps)[:, np.newaxis]
    u = first[:, np.newaxis] + step * np.arange(steps + 1.0)
    lower, upper = np.exp(-u - room_below), np.exp(u - room_above)
    nodes = np.log(left / fall)[:, np.newaxis] + u - lower + upper
    return nodes, np.log(step * (1.0 + lower + upper))


def _stretched(reach: Floats, room: float) -> Floats:
    """Return the coordinate, counted from the top, beyond which lies all that is as far as `reach`."""
    return np.minimum(reach, room + np.log1p(np.maximum(reach - room, 0.0)))


def _drop(slope: Floats, variance: Floats | float) -> Floats:
    """Return how far from a top of this variance nothing is left, if the tail falls with this slope."""
    half = _NOTHING_LEFT / slope
    return half + np.sqrt(half**2 + 2.0 * _NOTHING_LEFT * variance)


def _rise(shape: float) -> float:
    """Return how far above the top of a gamma density nothing is left, in the logarithm."""
    share = 2.0 * _NOTHING_LEFT / shape
    return float(np.sqrt(share) if share < 4.0 else np.log1p(share))

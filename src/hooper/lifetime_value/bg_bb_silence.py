"""How likely it is that a customer of the BG/BB stays silent after the last purchase, and why.

W(j) is the chance of no purchase at the opportunities j + 1 to n, of a customer who was there at j and
bought at x of the first j. With the chance of staying for one opportunity more, s, and the chance of not
buying at it, q, both given what is known after j,

    s = (delta + j) / (gamma + delta + j),    q = (beta + j - x) / (alpha + beta + j),
    W(n) = 1,    W(j) = 1 - s + s q W(j + 1).

This is the sum in equation 5 of Fader, Hardie and Shang (2010), Marketing Science 29(6), over the last
opportunity at which the customer was there, in the order of Horner. Every term is positive, and W is
never below gamma / (gamma + delta + n): nothing cancels or underflows.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@compiled
def log_silence(
    alpha: float,
    beta: float,
    gamma: float,
    delta: float,
    recency: Numbers,
    frequency: Numbers,
    opportunities: Numbers,
    counts: Numbers,
) -> tuple[float, Floats, Floats]:
    """Return the sum of log W(t_x) over the customers, its gradient and the upper triangle of its Hessian.

    The columns have shape `(n_rows,)`. Rows sorted by opportunities, frequency and recency take
    n steps for all rows of one x and n together; in another order each takes its own.
    """
    value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
    slope, bend, contrast = np.zeros(4), np.zeros((4, 4)), np.empty(4)
    x, n, j, silence = -1, -1, -1, 1.0
    for i in range(frequency.size - 1, -1, -1):
        # The next earlier last purchase of the same x and n goes on where this one ended.
        if frequency[i] != x or opportunities[i] != n or recency[i] > j:
            x, n, j, silence = frequency[i], opportunities[i], opportunities[i], 1.0
            slope[:] = 0.0
            bend[:] = 0.0
        while j > recency[i]:
            j -= 1
            silence = _one_before(alpha, beta, gamma, delta, x, j, silence, slope, bend, contrast)
        value += counts[i] * np.log(silence)
        gradient += counts[i] * slope
        hessian += counts[i] * bend
    return value, gradient, hessian


@compiled
def _one_before(
    alpha: float,
    beta: float,
    gamma: float,
    delta: float,
    x: int,
    j: int,
    silence: float,
    slope: Floats,
    bend: Floats,
    contrast: Floats,
) -> float:
    """Return W(j) from `silence`, W(j + 1); turn the slope and the curvature of its logarithm likewise."""
    per_chance, per_miss = 1.0 / (alpha + beta + j), 1.0 / (beta + j - x)
    per_stay, per_stayed = 1.0 / (gamma + delta + j), 1.0 / (delta + j)
    left = gamma * per_stay
    stayed = (delta + j) * per_stay * (beta + j - x) * per_chance * silence
    has_left, has_stayed = left / (left + stayed), stayed / (left + stayed)
    slope[0] -= per_chance
    slope[1] += (alpha + x) * per_chance * per_miss
    slope[2] -= per_stay
    slope[3] += gamma * per_stay * per_stayed
    bend[0, 0] += per_chance**2
    bend[0, 1] += per_chance**2
    bend[1, 1] += per_chance**2 - per_miss**2
    bend[2, 2] += per_stay**2
    bend[2, 3] += per_stay**2
    bend[3, 3] += per_stay**2 - per_stayed**2
    # The slopes of log(stayed) less those of log(left).
    contrast[:] = slope
    contrast[2] -= (delta + j) * per_stay / gamma
    contrast[3] += per_stay
    for k in range(4):
        slope[k] -= has_left * contrast[k]
        for m in range(k, 4):
            bend[k, m] = has_stayed * (bend[k, m] + has_left * contrast[k] * contrast[m])
    bend[2, 2] += has_left * (per_stay**2 - 1.0 / gamma**2)
    bend[2, 3] += has_left * per_stay**2
    bend[3, 3] += has_left * per_stay**2
    return left + stayed


@compiled
def there_in_spite_of_silence(
    alpha: float,
    beta: float,
    gamma: float,
    delta: float,
    recency: Numbers,
    frequency: Numbers,
    opportunities: Numbers,
    out: Floats,
) -> None:
    """Fill `out`, shape `(n_rows,)`, with the probability of having been there at opportunity n.

    Given the silence after t_x; the order of the rows matters as in `log_silence`.
    """
    x, n, j, silence, there = -1, -1, -1, 1.0, 1.0
    for i in range(frequency.size - 1, -1, -1):
        if frequency[i] != x or opportunities[i] != n or recency[i] > j:
            x, n, j = frequency[i], opportunities[i], opportunities[i]
            silence, there = 1.0, 1.0
        while j > recency[i]:
            j -= 1
            per_stay = 1.0 / (gamma + delta + j)
            stayed = (delta + j) * per_stay * (beta + j - x) / (alpha + beta + j) * silence
            silence = gamma * per_stay + stayed
            there *= stayed / silence
        out[i] = there

"""How long somebody stays who may drop out after any purchase, by two integrals over the probability of it.

Purchases come at a rate lambda ~ Gamma(r, alpha), and after each one dropout comes with probability
p ~ Beta(a, b): the time until then is exponential with rate lambda p. With e for the elapsed time over
alpha, the chance to be still there and the mean time there until then, over alpha, are

    S(e) = E[(1 + p e)^-r],    H(e) = E[((1 + p e)^(1 - r) - 1) / ((1 - r) p)] = integral of S from 0 to e.

As series of hypergeometric functions both take the longer the larger e is. Over x = log(p / (1 - p)) the
integrands are positive, have one top, and no singularity nearer to the path than i pi, whatever e is: the
trapezoidal rule converges geometrically (Trefethen and Weideman 2014, SIAM Review 56(3)). Beyond the last
feature on either side, where they fall as slowly as exp(a x) and exp(-b x), x is stretched exponentially.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel

Floats = NDArray[np.float64]

# The error is the share of wave number 2 pi / step in the integrand. For all shapes a of its tops, which
# are like exp(a x - exp(x)), it is below 1e-12 with these two.
_STEP = 0.25  # in x
_STEP_OF_PEAK = 0.5  # in standard deviations of a narrow top
_BEYOND = 3.0  # distance from the last feature at which the stretch begins
_LEFT_OUT = 1e-17  # share of the integral at which it ends
_SMALL_HAZARD = 1e-4  # the fourth power of less, over 120, does not count


@kernel
def _stretched(v: float, left: float, right: float) -> tuple[float, float]:
    """Return x and dx / dv: x is v between left and right, and runs off exponentially beyond."""
    before, after = np.exp(left - v), np.exp(v - right)
    return v - before + after, 1.0 + before + after


@kernel
def _log_one_plus_exp(x: float) -> float:
    return max(x, 0.0) + np.log1p(np.exp(-abs(x)))


@kernel
def _log_mean_power(r: float, a: float, b: float, elapsed: float) -> float:
    """Return log of the integral over p of p^(a - 1) (1 - p)^(b - 1) (1 + p e)^-r."""
    whole = 1.0 + elapsed
    # The top is where a + u (a (1 + e) - b - r e) - b (1 + e) u^2 = 0, with u = p / (1 - p).
    slope = a * whole - b - r * elapsed
    root = np.sqrt(slope**2 + 4.0 * a * b * whole)
    u = (slope + root) / (2.0 * b * whole) if slope > 0.0 else 2.0 * a / (root - slope)
    top, p, q = np.log(u), u / (1.0 + u), whole * u / (1.0 + whole * u)
    bend = (a + b - r) * p / (1.0 + u) + r * q / (1.0 + whole * u)
    step = min(_STEP, _STEP_OF_PEAK / np.sqrt(max(bend, 0.0)))
    left = min(top, -np.log1p(elapsed * max(r, 1.0))) - _BEYOND
    right = max(top, 0.0) + _BEYOND
    height, total = 0.0, 0.0
    for direction in (-1, 1):
        k, mass = (direction - 1) // 2, 1.0  # the top itself belongs to the way right
        while mass > _LEFT_OUT * total:
            x, stretch = _stretched(top + k * step, left, right)
            odds = _log_one_plus_exp(x)
            power = a * x - (a + b) * odds - r * np.log1p(np.exp(x - odds) * elapsed)
            if total == 0.0:
                height = power
            mass = stretch * np.exp(power - height)
            total += mass
            k += direction
    return height + np.log(step * total)


@compiled
def log_survival_of_dropout(r: Floats, a: Floats, b: Floats, elapsed: Floats, out: Floats) -> None:
    """Fill `out` with log S; all arrays have shape `(n,)`. Neighbours that agree in all are computed once."""
    weight = 0.0
    for i in range(out.size):
        same_dropout = i > 0 and a[i] == a[i - 1] and b[i] == b[i - 1]
        if same_dropout and r[i] == r[i - 1] and elapsed[i] == elapsed[i - 1]:
            out[i] = out[i - 1]
            continue
        if not same_dropout:
            weight = _log_mean_power(0.0, a[i], b[i], 0.0)
        out[i] = min(_log_mean_power(r[i], a[i], b[i], elapsed[i]) - weight, 0.0)


@compiled
def times_until_dropout(r: float, a: float, b: float, elapsed: Floats, out: Floats) -> None:
    """Fill `out` with H, the mean time there within each `elapsed` of at least one, all over alpha."""
    longest, last = np.max(elapsed), np.argmax(elapsed)
    top = np.log(a / b)
    step = min(_STEP, _STEP_OF_PEAK * np.sqrt(1.0 / a + 1.0 / b))
    left = min(top, -np.log1p(longest * max(r, 1.0))) - _BEYOND
    right = max(top, 0.0) + _BEYOND
    height, total = 0.0, 0.0
    out[:] = 0.0
    for direction in (-1, 1):
        k, mass, share = (direction - 1) // 2, 1.0, 1.0  # the top itself belongs to the way right
        while mass > _LEFT_OUT * total or mass * share > _LEFT_OUT * out[last]:
            x, stretch = _stretched(top + k * step, left, right)
            odds = _log_one_plus_exp(x)
            power = a * x - (a + b) * odds
            if total == 0.0:
                height = power
            mass = stretch * np.exp(power - height)
            p = np.exp(x - odds)
            for j in range(out.size):
                out[j] += mass * _share_lived(r, p * elapsed[j])
            share = _share_lived(r, p * longest)
            total += mass
            k += direction
    out *= elapsed / total


@compiled
def times_until_dropout_each(r: Floats, a: Floats, b: Floats, elapsed: Floats, out: Floats) -> None:
    """Fill `out` with H; all arrays have shape `(n,)`. Neighbours that agree in all are computed once."""
    for i in range(out.size):
        same_dropout = i > 0 and a[i] == a[i - 1] and b[i] == b[i - 1]
        if same_dropout and r[i] == r[i - 1] and elapsed[i] == elapsed[i - 1]:
            out[i] = out[i - 1]
            continue
        times_until_dropout(r[i], a[i], b[i], elapsed[i : i + 1], out[i : i + 1])


@kernel
def _share_lived(r: float, hazard: float) -> float:
    """Return ((1 + h)^(1 - r) - 1) / ((1 - r) h), which is 1 at h = 0."""
    if hazard * (3.0 + r) < _SMALL_HAZARD:
        rest = 1.0 - (r + 2.0) * hazard / 4.0
        return 1.0 - r * hazard / 2.0 * (1.0 - (r + 1.0) * hazard / 3.0 * rest)
    log_rise = np.log1p(hazard)
    power = (1.0 - r) * log_rise
    return log_rise / hazard * (np.expm1(power) / power if power != 0.0 else 1.0)

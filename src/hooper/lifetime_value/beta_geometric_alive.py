"""What a customer of the BG/NBD or MBG/NBD who is alive at the cut will do: counts, survival, time there.

After x purchases until T, with c chances to drop out behind, such a customer is a new one with the shapes
and scales r + x, alpha + T, a and b + c whose first chance to drop out comes with the next purchase. The
models differ in c = x + 1 - first_exit (`beta_geometric`).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value import dropout_counts
from hooper.lifetime_value.customer_columns import CustomerParameters, customer_columns
from hooper.lifetime_value.dropout_time import log_survival_of_dropout, times_until_dropout_each
from hooper.lifetime_value.special_functions import expected_survived_events

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_SIDE_BY_SIDE = 512  # so many figures at once stay in the processor's nearest cache


def weighted_transactions_while_alive(
    parameters: CustomerParameters,
    frequency: Numbers,
    age: Floats,
    horizons: Floats,
    weights: Floats,
    first_exit: int,
) -> Floats:
    """Return `sum_k weights[k] * E[purchases within horizons[k]]` of customers alive at the cut.

    `frequency` and `age` have shape `(n,)`. Neighbours that agree in all but age are computed side by
    side, those that agree in age too once.
    """
    out = np.empty(age.size)
    # Copies, since the kernel would be compiled once more for read-only arrays.
    columns = frequency.copy(), age.copy()
    own = customer_columns(parameters, ("r", "alpha", "a", "b"), age.size)
    _weighted_transactions(*own, *columns, horizons, weights, first_exit, out)
    return out


@compiled
def _weighted_transactions(
    r: Floats,
    alpha: Floats,
    a: Floats,
    b: Floats,
    frequency: Numbers,
    age: Floats,
    horizons: Floats,
    weights: Floats,
    first_exit: int,
    out: Floats,
) -> None:
    n_horizons = horizons.size
    elapsed = np.empty(max(n_horizons, _SIDE_BY_SIDE))
    expected = np.empty_like(elapsed)
    start = 0 if n_horizons > 0 else age.size
    out[:] = 0.0
    while start < age.size:
        stop, used = start, 0
        while stop < age.size and (
            stop == start
            or (
                frequency[stop] == frequency[start]
                and (r[stop] == r[start] and alpha[stop] == alpha[start])
                and (a[stop] == a[start] and b[stop] == b[start])
            )
        ):
            if stop == start or age[stop] != age[stop - 1]:
                if used + n_horizons > elapsed.size:
                    break
                for k in range(n_horizons):
                    elapsed[used + k] = horizons[k] / (alpha[stop] + age[stop])
                used += n_horizons
            stop += 1
        # A customer alive at the cut is a new one whose rate and dropout are known better.
        x = frequency[start]
        stayed = b[start] + (x + 1 - first_exit)
        expected_survived_events(r[start] + x, a[start], stayed, elapsed[:used], expected[:used])
        used = -n_horizons
        for i in range(start, stop):
            used += n_horizons * (i == start or age[i] != age[i - 1])
            for k in range(n_horizons):
                out[i] += weights[k] * expected[used + k]
        start = stop


def count_probabilities_while_alive(
    parameters: CustomerParameters,
    frequency: Numbers,
    age: Floats,
    horizon: float,
    largest_count: int,
    first_exit: int,
) -> Floats:
    """Return the probabilities of 0, 1, ... purchases within `horizon`, shape `(n, largest_count + 1)`."""
    of_each = _of_each(parameters, frequency, age, horizon, first_exit)
    return dropout_counts.count_probabilities(*of_each, largest_count)


def survival_while_alive(
    parameters: CustomerParameters, frequency: Numbers, age: Floats, times: ArrayLike, first_exit: int
) -> Floats:
    """Return the probability of being there `times` after the cut, one or one each; shape `(n,)`."""
    out = np.empty(age.size)
    log_survival_of_dropout(*_of_each(parameters, frequency, age, times, first_exit), out)
    return np.exp(out, out=out)


def time_while_alive(
    parameters: CustomerParameters, frequency: Numbers, age: Floats, horizon: float, first_exit: int
) -> Floats:
    """Return the mean time there within `horizon` after the cut, shape `(n,)`."""
    out = np.empty(age.size)
    times_until_dropout_each(*_of_each(parameters, frequency, age, horizon, first_exit), out)
    return (parameters["alpha"] + age) * out


def _of_each(
    parameters: CustomerParameters, frequency: Numbers, age: Floats, times: ArrayLike, first_exit: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return r + x, a, b + c, and the times over alpha + T, each of shape `(n,)`."""
    r, alpha, a, b = (parameters[name] for name in ("r", "alpha", "a", "b"))
    elapsed = np.asarray(times, dtype=np.float64) / (alpha + age)
    each = np.broadcast_arrays(r + frequency, a, b + (frequency + (1 - first_exit)), elapsed)
    shape, first, second, elapsed = (np.array(values, dtype=np.float64) for values in each)
    return shape, first, second, elapsed

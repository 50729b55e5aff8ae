"""What a customer of the BG/NBD or MBG/NBD who is alive at the cut will do: counts, survival, time there.

After x purchases until T, with c chances to drop out behind, such a customer is a new one with the shapes
and scales r + x, alpha + T, a and b + c whose first chance to drop out comes with the next purchase. The
models differ in c = x + 1 - first_exit (`beta_geometric`).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.lifetime_value import dropout_counts
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.dropout_time import log_survival_of_dropout, times_until_dropout_each

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


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

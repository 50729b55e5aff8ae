"""Parameters that are one number for all customers or, with covariates, a column with one for each."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CustomerParameters = Mapping[str, float | Floats]


def customer_columns(
    parameters: CustomerParameters, names: tuple[str, ...], n_customers: int
) -> tuple[Floats, ...]:
    """Return the parameters `names` as columns of shape `(n_customers,)` that a kernel can read.

    >>> rate, shape = customer_columns({"r": 2.0, "a": np.array([1.0, 3.0])}, ("r", "a"), 2)
    >>> rate.tolist(), shape.tolist()
    ([2.0, 2.0], [1.0, 3.0])
    """
    # Copies, since a kernel would be compiled once more for read-only arrays.
    return tuple(np.full(n_customers, parameters[name], dtype=np.float64) for name in names)


def beside_times(parameters: CustomerParameters, names: tuple[str, ...]) -> tuple[Floats, ...]:
    """Return the parameters `names` with an axis more, last, that broadcasts against times.

    >>> [column.shape for column in beside_times({"r": 2.0, "a": np.ones(3)}, ("r", "a"))]
    [(1,), (3, 1)]
    """
    return tuple(np.asarray(parameters[name], dtype=np.float64)[..., np.newaxis] for name in names)

"""Holm's step-down correction: p-values that stay honest when several strategies are tried at once."""

import numpy as np
from numpy.typing import NDArray


def holm_adjusted(p_values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Holm-adjusted p-values, shape `(n_hypotheses,)`, in the order given.

    Rejecting where the adjusted value is below alpha keeps the chance of any false rejection
    below alpha whatever the dependence between the tests.
    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    >>> holm_adjusted(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p_values, kind="stable")
    tests_left = np.arange(p_values.size, 0, -1)
    stepped_down = np.maximum.accumulate(p_values[order] * tests_left)
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(stepped_down, 1.0)
    return adjusted

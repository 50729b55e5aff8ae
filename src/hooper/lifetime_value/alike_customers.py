"""Customers alike side by side: what holds for those alive at the cut hangs on frequency and age alone."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary

Floats = NDArray[np.float64]
OfAlive = Callable[[Mapping[str, float], NDArray[np.int64], Floats], Floats]


def of_those_alive(tell: OfAlive, parameters: Mapping[str, float], summary: CustomerSummary) -> Floats:
    """Return `tell(parameters, frequency, age)` of each customer, in the order of the summary.

    `tell` sees the customers sorted, so that those alike are neighbours, whom the models compute once.
    Parameters of shape `(n,)`, one a customer, are sorted with them.
    """
    # One key sorts in a quarter of the time that two take. That it is rounded may part some who are alike.
    order = np.argsort(summary.frequency * (2.0 * summary.age.max(initial=0.0)) + summary.age)
    sorted_too: dict[str, Any] = {
        name: value if np.ndim(value) == 0 else np.asarray(value)[order] for name, value in parameters.items()
    }
    told = tell(sorted_too, summary.frequency[order], summary.age[order])
    out = np.empty_like(told)
    out[order] = told
    return out

"""Four uniforms for every customer, decision and step, a pure function of these and of the key.

A larger population therefore begins with the smaller one, and one purchase more shifts no other draw.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.random_words import uniforms, words

Floats = NDArray[np.float64]
Customers = NDArray[np.int64]


def customer_uniforms(
    key: tuple[int, int], customers: Customers, step: int | Customers, decision: int
) -> Floats:
    """Return uniforms strictly between 0 and 1, shape `(4, n)`.

    `key` is (seed, replication), `customers` the numbers of the customers, shape `(n,)`, and `step` which
    of their purchases or periods it is, one for all or one each.

    >>> few, many = (customer_uniforms((1, 0), np.arange(n), 0, 80) for n in (2, 3))
    >>> bool((few == many[:, :2]).all())
    True
    """
    return uniforms(words(key, customers, 0, step, decision))

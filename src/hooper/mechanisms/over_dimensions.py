"""Sums and functions over the dimensions of a customer, with every place in a tuple written out.

A place that is counted in a loop makes a switch of every look-up, and long loops then do not vectorise.
There are seven dimensions or one.
"""

from typing import Final

from hooper.foundation.jit import kernel
from hooper.mechanisms.dimensions import SEVEN

_ALL: Final = len(SEVEN)


@kernel
def weighted_sum(values, weights):
    """Return the sum of values, one a dimension, each times its weight, added in their order.

    >>> weighted_sum((3.0,), (0.5,))
    1.5
    """
    total = weights[0] * values[0]
    if len(weights) == _ALL:
        total += weights[1] * values[1]
        total += weights[2] * values[2]
        total += weights[3] * values[3]
        total += weights[4] * values[4]
        total += weights[5] * values[5]
        total += weights[6] * values[6]
    return total


@kernel
def gap(experience, expectation, s):
    """Return by how much experience exceeds expectation, in one dimension; `s` is not read."""
    return experience - expectation


@kernel
def of_each(function, one, other, s):
    """Return `function(one, other, s)` of each dimension, from two values a dimension and the settings."""
    if len(one) == _ALL:
        return (
            function(one[0], other[0], s),
            function(one[1], other[1], s),
            function(one[2], other[2], s),
            function(one[3], other[3], s),
            function(one[4], other[4], s),
            function(one[5], other[5], s),
            function(one[6], other[6], s),
        )
    return (function(one[0], other[0], s),)

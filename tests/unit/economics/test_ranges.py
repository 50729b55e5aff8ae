import math

import numpy as np
import pytest

from hooper.economics.ranges import NON_NEGATIVE, OPEN_SHARE, POSITIVE, PROBABILITY, require
from hooper.foundation.errors import InputError


@pytest.mark.parametrize(
    ("within", "inside", "outside"),
    [
        (PROBABILITY, [0.0, 1.0], [-1e-9, 1.0 + 1e-9, math.nan]),
        (OPEN_SHARE, [1e-9, 0.5], [0.0, 1.0]),
        (NON_NEGATIVE, [0.0, 1e300], [-0.1, math.inf, math.nan]),
        (POSITIVE, [1e-300], [0.0, math.inf]),
    ],
)
def test_a_range_holds_its_ends_or_not(within, inside, outside):
    assert all(within.fault("x", number) is None for number in inside)
    assert all(within.fault("x", number) is not None for number in outside)


def test_every_number_that_is_wrong_is_named_with_its_value_and_place():
    with pytest.raises(InputError) as caught:
        require(
            ("cost", -2.5, NON_NEGATIVE),
            ("margin", 1.0, POSITIVE),
            ("retention", np.array([[0.5, 0.5], [1.5, 2.0]]), PROBABILITY),
        )
    told = [(fault.where, fault.problem) for fault in caught.value.faults]
    assert told == [("cost", "is -2.5"), ("retention", "is 1.5 at place 2")]

import pytest
from pydantic import ValidationError

from hooper.mechanisms.dimension_weights import DimensionWeights
from hooper.mechanisms.dimensions import ONE_FOR_ALL, SEVEN

EVEN = dict.fromkeys(SEVEN, 1.0 / 7.0)


def test_one_dimension_stands_for_all_unless_seven_are_weighted():
    assert (DimensionWeights().dimensions, DimensionWeights().values()) == (ONE_FOR_ALL, (1.0,))
    seven = DimensionWeights(overall=0.0, **EVEN)
    assert seven.dimensions == SEVEN
    assert seven.values() == tuple(EVEN.values())


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        (EVEN, "set overall to 0"),
        ({"overall": 0.0, **EVEN, "brand": 0.0}, "no weight is given to brand"),
        ({"overall": 0.0, **EVEN, "brand": 0.5}, "add up to 1.357"),
        ({"overall": 0.5}, "add up to 0.5"),
    ],
)
def test_weights_that_make_no_whole_are_refused(weights, problem):
    with pytest.raises(ValidationError, match=problem):
        DimensionWeights(**weights)

import numpy as np
import pytest

from hooper.segmentation import rfm, rfm_eleven
from hooper.segmentation.crossed_segments import cross
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segments import segments_of


def test_three_customers_crossed_by_hand(customers):
    summary = customers([1, 2, 3], [1, 2, 2], [10.0, 20.0, 30.0])
    records = CustomerRecords(summary)
    first = segments_of("a", ("low", "high"), np.array([0, 1, 1]), records, (), {})
    second = segments_of("b", ("x", "y", "z"), np.array([0, 0, 2]), records, (), {})
    crossed = cross(first, second, summary)
    assert crossed.customers.tolist() == [[1, 0, 0], [1, 0, 1]]
    assert crossed.value.tolist() == [[10.0, 0.0, 0.0], [20.0, 0.0, 30.0]]


def test_its_margins_are_the_segments_of_the_two_schemes(cdnow):
    records = CustomerRecords(cdnow)
    first, second = (scheme.assign(records, RfmSettings()) for scheme in (rfm, rfm_eleven))
    crossed = cross(first, second, cdnow)
    for axis, segments in ((1, first), (0, second)):
        assert crossed.customers.sum(axis=axis).tolist() == [each.customers for each in segments.profiles]
        assert crossed.value.sum(axis=axis) == pytest.approx([each.value for each in segments.profiles])
    assert 0.0 < crossed.adjusted_rand_index < 1.0
    assert cross(first, first, cdnow).adjusted_rand_index == 1.0

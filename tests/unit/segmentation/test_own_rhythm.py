import numpy as np

from hooper.history.purchases import merge_same_day
from hooper.segmentation.own_rhythm import own_rhythm
from tests.unit.segmentation.logs import END_DAYS, log_of


def test_the_own_gap_lies_between_that_of_the_log_and_that_of_the_own_purchases():
    often, seldom = range(0, 361, 10), range(0, 361, 90)
    seen = own_rhythm(merge_same_day(log_of({1: often, 2: seldom, 3: [345.0]})), END_DAYS)
    assert seen.purchases.tolist() == [37, 5, 1]
    assert seen.gap_days.tolist() == [(360 + 50) / 37, (360 + 50) / 5, 50.0]
    assert seen.silent_days.tolist() == [5.0, 5.0, 20.0]


def test_where_nobody_has_come_back_no_silence_is_longer_than_one_gap():
    seen = own_rhythm(merge_same_day(log_of({1: [5.0], 2: [300.0]})), END_DAYS)
    assert np.all(seen.silent_gaps <= 1.0)

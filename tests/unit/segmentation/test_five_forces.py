import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.five_forces import (
    CRITERIA,
    FORCES,
    KnownScores,
    ScreenSettings,
    Weights,
    attractiveness,
    screen,
)
from hooper.segmentation.segments import segments_of

LABELS = ("small", "large", "nobody")


@pytest.fixture
def by_hand(log_of):
    """Two customers in `small`, five in `large`, none in the third; windows end at day 360."""
    small = [(0, 100.0, 10.0), (0, 300.0, 10.0), (1, 300.0, 20.0)]  # 10 before, 30 after, 40 in all
    large = [(each, day, 20.0) for each in range(2, 7) for day in (100.0, 300.0)]
    records = CustomerRecords.of(log_of([*small, *large]))
    code = np.array([0, 0, 1, 1, 1, 1, 1])
    return records, segments_of("by hand", LABELS, code, records, (code,), {})


def test_a_screen_by_hand(by_hand):
    records, segments = by_hand
    small, large, nobody = screen(records, segments, ScreenSettings(known={"small": KnownScores(rivals=5)}))
    assert (small.relative_size, small.growth_rate, small.share_of_largest) == (0.5, 2.0, 1.0)
    assert (small.size, small.growth, small.buyer_power, small.rivals) == (2.0, 5.0, 5.0, 5.0)
    assert small.attractiveness == pytest.approx((2 + 5 + 1 + 1 + 3 * 3) / 7)
    assert (large.relative_size, large.growth_rate, large.share_of_largest) == (2.5, 0.0, 0.8)
    assert (large.size, large.growth, large.buyer_power) == (5.0, 3.0, 5.0)
    assert (nobody.relative_size, nobody.size, nobody.growth, nobody.buyer_power) == (0.0, 1.0, 3.0, 3.0)
    assert np.isnan(nobody.growth_rate)


def test_what_is_known_takes_the_place_of_what_the_log_tells(by_hand):
    records, segments = by_hand
    known = {"large": KnownScores(size=1, growth=1, buyer_power=1)}
    _, large, _ = screen(records, segments, ScreenSettings(known=known))
    assert (large.size, large.growth, large.buyer_power) == (1.0, 1.0, 1.0)


@given(st.lists(st.floats(1, 5), min_size=7, max_size=7), st.sampled_from(CRITERIA))
def test_a_stronger_force_never_makes_a_segment_more_attractive(scores, changed):
    before = dict(zip(CRITERIA, scores, strict=True))
    after = before | {changed: 5.0}
    change = attractiveness(after, Weights()) - attractiveness(before, Weights())
    assert change <= 1e-9 if changed in FORCES else change >= -1e-9
    assert 1.0 - 1e-9 <= attractiveness(after, Weights()) <= 5.0 + 1e-9


def test_scores_of_a_segment_that_there_is_not_are_refused_by_name(by_hand):
    records, segments = by_hand
    with pytest.raises(InputError, match="no segment 'medium'") as refused:
        screen(records, segments, ScreenSettings(known={"medium": KnownScores(rivals=1)}))
    assert "small, large, nobody" in str(refused.value)


def test_weights_that_are_all_zero_are_refused(by_hand):
    records, segments = by_hand
    nothing = Weights(**dict.fromkeys(CRITERIA, 0.0))
    with pytest.raises(InputError, match="all of them are zero"):
        screen(records, segments, ScreenSettings(weights=nothing))


def test_scores_out_of_range_and_cuts_that_do_not_rise_are_refused():
    with pytest.raises(ValidationError):
        KnownScores(rivals=6)
    with pytest.raises(ValidationError, match="do not rise"):
        ScreenSettings(size_cuts=(1.0, 1.0, 2.0, 3.0))

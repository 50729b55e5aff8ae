import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.comparison.alarm_scores import score_alarms

rows = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 100)), max_size=25)


def scored(alarms, exits, window=60.0):
    columns = []
    for each in (alarms, exits):
        who, when = zip(*each, strict=True) if each else ((), ())
        columns += [np.array(who, np.uint64), np.array(when, float)]
    return score_alarms(*columns, window_days=window)


def test_alarms_in_time_late_and_for_nothing_by_hand():
    """Customer 1 leaves on day 50 after two alarms and gets one more; 2 on day 200, too far off; 3 stays."""
    scores = scored([(1, 10), (1, 40), (1, 80), (2, 10), (3, 10)], [(1, 50), (2, 200)])
    assert (scores.alarms, scores.exits) == (5, 2)
    assert scores.warned_share == 0.5
    assert scores.mean_lead_days == scores.median_lead_days == 40.0
    assert scores.alarms_per_warned_exit == 5.0
    assert scores.late_share == 0.2
    assert scores.false_share == 0.4


def test_who_came_back_and_left_again_is_warned_of_each_time_by_herself():
    scores = scored([(1, 10), (1, 90)], [(1, 30), (1, 100)])
    assert (scores.exits, scores.warned_share, scores.mean_lead_days) == (2, 1.0, 15.0)
    assert scores.late_share == scores.false_share == 0.0


def test_an_exit_before_the_first_alarm_could_not_be_warned_of():
    scores = scored([(1, 10), (2, 10)], [(2, 5), (1, 20)])
    assert (scores.exits, scores.warned_share, scores.late_share) == (1, 1.0, 0.5)


def test_an_alarm_on_the_day_of_the_exit_is_too_late():
    assert scored([(1, 10)], [(1, 10)]).late_share == 1.0


def test_without_alarms_or_exits_what_cannot_be_told_is_none():
    assert scored([], [(1, 10)]).alarms_per_warned_exit is None
    quiet = scored([(1, 10)], [])
    assert (quiet.warned_share, quiet.mean_lead_days, quiet.false_share) == (None, None, 1.0)


@given(rows, rows)
def test_every_alarm_is_in_time_late_or_for_nothing_and_none_leads_by_more_than_the_window(alarms, exits):
    scores = scored(alarms, exits)
    if alarms:
        assert 0.0 <= (scores.late_share or 0.0) + (scores.false_share or 0.0) <= 1.0
    if scores.mean_lead_days is not None:
        assert 0.0 < scores.mean_lead_days <= 60.0
        assert 0.0 < (scores.warned_share or 0.0) <= 1.0


@given(rows, rows, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(alarms, exits, lot):
    before = scored(alarms, exits)
    lot.shuffle(alarms)
    lot.shuffle(exits)
    assert scored(alarms, exits).as_dict() == pytest.approx(before.as_dict())

from datetime import date

import numpy as np
import pytest

from hooper.history.cohort_retention import cohort_retention
from hooper.history.read_log import read_log

ROWS = [
    (0, 0.0, 1.0),
    (0, 8.0, 1.0),
    (0, 9.0, 1.0),
    (0, 20.0, 1.0),
    (1, 3.0, 1.0),
    (2, 7.0, 1.0),
    (2, 20.0, 1.0),
]


def test_weekly_cohorts_by_hand(history):
    retention = cohort_retention(history(ROWS, 20.0), "week")
    assert retention.size.tolist() == [2, 1]
    assert retention.start_days.tolist() == [0.0, 7.0]
    assert retention.share[0].tolist() == [1.0, 0.5, 0.5]
    assert retention.share[1, :2].tolist() == [1.0, 1.0]
    assert np.isnan(retention.share[1, 2])


def test_a_period_that_the_log_does_not_end_is_not_counted(history):
    retention = cohort_retention(history(ROWS, 19.5), "week")
    assert np.isnan(retention.share[0, 2])


def test_months_of_a_log_with_dates_are_those_of_the_calendar(history):
    rows = [(0, 0.0, 1.0), (0, 16.0, 1.0), (1, 17.0, 1.0)]
    retention = cohort_retention(history(rows, 44.0, date(2020, 1, 16)), "month")
    assert retention.labels == ("2020-01", "2020-02")
    assert retention.start_days.tolist() == [-15.0, 16.0]
    assert retention.share[0].tolist() == [1.0, 1.0]


def test_cdnow_has_three_monthly_cohorts():
    observed, _ = read_log("example:cdnow")
    retention = cohort_retention(observed)
    assert retention.labels == ("1997-01", "1997-02", "1997-03")
    assert retention.size.tolist() == [781, 857, 719]
    assert retention.share.shape == (3, 18)
    assert (retention.share[:, 0] == 1.0).all()
    assert retention.share[:, 1] == pytest.approx([0.159, 0.156, 0.121], abs=5e-4)
    assert np.isnan(retention.share).sum() == 3


def test_nobody_makes_no_cohort(history):
    retention = cohort_retention(history([], 20.0), "week")
    assert retention.labels == ()
    assert retention.share.shape[0] == 0

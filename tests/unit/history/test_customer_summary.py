from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log


@pytest.fixture(scope="module")
def calibration():
    observed, _ = read_log("example:cdnow")
    return summarise(observed, end_of_day(observed, date(1997, 9, 30)))


def test_cdnow_is_summarised_as_published(calibration):
    """2,357 customers, 946 of them with repeat purchases above zero, 39 weeks (Fader and Hardie)."""
    assert calibration.n_customers == 2357
    assert (calibration.spend_count > 0).sum() == 946
    assert calibration.frequency.sum() == 2457
    assert (calibration.age.min(), calibration.age.max()) == (27.0, 272 / 7)


def test_a_summary_by_hand(history):
    rows = [(3, 1.0, 10.0), (3, 8.0, 4.0), (3, 8.0, 2.0), (3, 22.0, 0.0), (5, 15.0, 7.0)]
    summary = summarise(history(rows, end_days=29.0))
    assert summary.customer_id.tolist() == [3, 5]
    assert summary.frequency.tolist() == [2, 0]
    assert summary.recency.tolist() == [3.0, 0.0]
    assert summary.age.tolist() == [4.0, 2.0]
    assert summary.spend_count.tolist() == [1, 0]  # the purchase of zero counts, its amount does not
    assert summary.mean_spend[0] == 6.0
    assert np.isnan(summary.mean_spend[1])
    assert summary.total_spend.tolist() == [16.0, 7.0]
    assert summary.first_time_days.tolist() == [1.0, 15.0]


def test_the_first_day_is_no_repeat_however_often_somebody_buys_on_it(history):
    summary = summarise(history([(0, 2.1, 1.0), (0, 2.9, 1.0), (0, 3.0, 1.0)], end_days=9.1))
    assert summary.frequency.tolist() == [1]
    assert summary.recency[0] == pytest.approx(0.9 / 7)
    assert summary.age[0] == pytest.approx(1.0)


def test_the_cut_is_included_and_later_customers_are_left_out(history):
    rows = [(0, 0.0, 1.0), (0, 7.0, 1.0), (0, 8.0, 1.0), (1, 8.0, 1.0)]
    summary = summarise(history(rows, end_days=30.0), cut_days=7.0)
    assert summary.customer_id.tolist() == [0]
    assert summary.frequency.tolist() == [1]
    assert summary.cut_days == 7.0


def test_the_unit_divides_times_only(history):
    observed = history([(0, 0.0, 1.0), (0, 14.0, 1.0)], end_days=28.0)
    weeks, days = summarise(observed), summarise(observed, unit_days=1.0)
    assert (days.recency / 7 == weeks.recency).all()
    assert (days.age / 7 == weeks.age).all()
    assert days.mean_spend == weeks.mean_spend


def test_an_empty_history_has_an_empty_summary(history):
    assert summarise(history([], end_days=10.0)).n_customers == 0


def test_a_summary_cannot_be_written_to_and_its_source_can(calibration):
    mine = np.array(calibration.age)
    summary = replace(calibration, age=mine)
    with pytest.raises(ValueError, match="read-only"):
        summary.age[0] = 1.0
    mine[0] = mine[0]


def test_contradictions_are_named_all_at_once(calibration):
    ages = np.where(np.arange(2357) == 3, 0.0, calibration.age)
    frequency = np.where(np.arange(2357) == 5, -1, calibration.frequency)
    with pytest.raises(InputError) as caught:
        replace(calibration, age=ages, frequency=frequency, recency=calibration.recency + 1e-3)
    assert [fault.where for fault in caught.value.faults] == ["customer 5", "customer 3", "customer 2"]


def test_columns_of_different_length_are_refused(calibration):
    with pytest.raises(InputError, match="shapes"):
        replace(calibration, age=calibration.age[:9])


def test_rows_are_taken_in_the_order_asked(calibration):
    taken = calibration.take(np.array([5, 1]))
    assert taken.customer_id.tolist() == [5, 1]
    assert taken.age.tolist() == [calibration.age[5], calibration.age[1]]

"""Which weeks are fitted, which are kept, and which logs are taken to begin amid lives."""

import pytest

from hooper.foundation.errors import InputError
from hooper.study.simulated_moments.calibration_window import window_of
from tests.unit.study.simulated_moments.cohorts import log_of, regular_buyers


def entering(customers, weeks, gap_days, entry_days):
    """Customers who enter one after the other over so many days, and come again after equal gaps."""
    starts = [customer * entry_days // customers for customer in range(customers)]
    return [(k, day, 5.0) for k, start in enumerate(starts) for day in range(start, weeks * 7, gap_days)]


def test_without_a_cut_the_first_half_is_fitted():
    window = window_of(log_of(regular_buyers(120, 10, 31), 31))
    assert (window.weeks, window.holdout_weeks) == (15, 16)


def test_the_day_of_the_cut_is_still_fitted():
    log = log_of(regular_buyers(120, 10, 30), 30)
    assert window_of(log, cut_days=69.0).weeks == 10
    assert window_of(log, cut_days=68.0).weeks == 9


def test_founders_enter_on_the_days_on_which_the_customers_were_first_seen():
    window = window_of(log_of(entering(140, 30, 50, 70), 30))
    assert window.weeks_before == 0
    assert len(window.entry_day_shares) == 70
    assert sum(window.entry_day_shares) == pytest.approx(1.0)
    assert window.entry_day_shares[0] == pytest.approx(2 / 140)


def test_a_log_of_customers_who_come_as_their_rhythm_lets_them_begins_amid_lives():
    """Each buys every 30 days from a day within the first 30: most are seen in four weeks."""
    window = window_of(log_of(entering(150, 30, 30, 30), 30))
    assert window.weeks_before == 52
    assert window.start_days == 364
    assert window.entry_day_shares == (1.0,)


def test_a_log_of_newcomers_who_all_come_at_once_does_not():
    rows = [*regular_buyers(150, 1000, 30), *entering(40, 30, 90, 200)]
    rows = [(k if place < 150 else k + 150, day, 5.0) for place, (k, day, _) in enumerate(rows)]
    assert window_of(log_of(rows, 30)).weeks_before == 0


def test_the_user_knows_best_when_customers_came():
    log = log_of(entering(150, 30, 30, 30), 30)
    assert window_of(log, weeks_before=0).weeks_before == 0
    assert window_of(log, weeks_before=100).weeks_before == 100


@pytest.mark.parametrize(
    ("rows", "weeks", "cut", "problem"),
    [
        (regular_buyers(120, 10, 10), 10, None, "calibration has 5 whole weeks"),
        (regular_buyers(120, 10, 30), 30, 209.0, "no whole week of the log lies after"),
        (regular_buyers(60, 10, 30), 30, None, "60 customers bought"),
    ],
)
def test_a_log_that_cannot_be_fitted_is_refused(rows, weeks, cut, problem):
    with pytest.raises(InputError, match=problem) as error:
        window_of(log_of(rows, weeks), cut)
    assert all(fault.remedy for fault in error.value.faults)

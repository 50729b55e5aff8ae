"""What is not settled with those who have left: how long, how much at a time, and remembered for whom."""

import numpy as np
import pytest

from hooper.firm.customer_ids import PAID, acquired_ids
from hooper.firm.open_matters import OpenMatters
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.settlement import SettlementSettings

KEY, MANY = (1, 0), 20_000
TWO_MONTHS = SettlementSettings(mean_months=2.0).constants(DAYS_PER_MONTH)


def leave(matters, period, count=MANY):
    return matters.open(KEY, period, acquired_ids(PAID, period, count))


def test_they_are_settled_at_a_constant_chance_a_month():
    """Whole months of an exponential time are geometric; four standard errors of a share, 6e-5 each."""
    lags = leave(OpenMatters(TWO_MONTHS), 7) - 7
    for months in range(6):
        chance = np.exp(-months / 2.0)
        assert (lags >= months).mean() == pytest.approx(chance, abs=4 * np.sqrt(0.25 / MANY))


def test_what_is_open_is_what_was_opened_less_what_is_settled():
    matters, due = OpenMatters(TWO_MONTHS), []
    for period in range(12):
        due.append(leave(matters, period, 500))
        assert matters.settled.size == (np.concatenate(due) > period).sum()
    assert 500 < matters.settled.size < 12 * 500


def test_in_the_long_run_as_many_are_open_as_littles_law_says():
    """Those who leave in a month times the mean of whole months: 500 / (e^.5 - 1)."""
    matters, opened = OpenMatters(TWO_MONTHS), []
    for period in range(120):
        _ = leave(matters, period, 500)
        opened.append(matters.settled.size)
    assert np.mean(opened[20:]) == pytest.approx(500 / np.expm1(0.5), rel=0.01)


def test_switched_off_nothing_is_open():
    matters = OpenMatters(None)
    assert leave(matters, 3, 5).tolist() == [3] * 5
    assert matters.settled.size == 0

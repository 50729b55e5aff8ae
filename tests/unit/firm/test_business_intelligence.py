"""Business intelligence by itself: which orders come into the log, when, and with which amount."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.business_intelligence import BusinessIntelligence
from hooper.scenario.business_intelligence_settings import BusinessIntelligenceSettings
from tests.happened import WEEK, a_period, placed

MANY = 20_000
WHOLE = {"delay_days": 0.0, "missing_share": 0.0, "amount_noise_log_sd": 0.0}


def department(**settings):
    return BusinessIntelligence(BusinessIntelligenceSettings(**WHOLE | settings))


def written_down(log, period, orders=None):
    return log.work(a_period(period, orders=orders)).written_down


def of_many(nth=1, amount=1.0):
    orders = placed(np.ones(MANY), np.arange(MANY), nth)
    return replace(orders, amount=np.full(MANY, amount))


def test_a_log_without_delay_gaps_or_noise_is_what_was_sold_bit_for_bit():
    orders = replace(placed(np.linspace(0.0, WEEK, 50), nth=1), amount=np.geomspace(1e-3, 1e7, 50))
    written = written_down(department(), 0, orders)
    for name, column in vars(orders).items():
        assert np.array_equal(getattr(written, name), column), name


def test_the_share_that_is_missing_is_as_set_and_each_order_is_missing_by_itself():
    """Of 20,000; .0128 and .0063 are 4.5 standard errors of shares of .2 and .04: wrong once in 150,000.

    A word that is the same for all orders of a customer in a period puts the second share at .2.
    """
    kept = [written_down(department(missing_share=0.2), 0, of_many(nth)).slots for nth in (1, 2)]
    missing = [~np.isin(np.arange(MANY), slots) for slots in kept]
    for each in missing:
        assert each.mean() == pytest.approx(0.2, abs=0.0128)
    assert (missing[0] & missing[1]).mean() == pytest.approx(0.04, abs=0.0063)


def test_the_order_of_entry_opens_the_account_and_is_there_at_once():
    log = department(missing_share=1.0, delay_days=30.0)
    assert written_down(log, 0, of_many(nth=0)).slots.size == MANY
    assert written_down(log, 1, of_many(nth=1)).slots.size == 0


def test_amounts_are_right_on_average_and_spread_as_set():
    """Of 20,000 factors with sd .2 of the log; .0064 and .0045 are 4.5 standard errors of mean and sd.

    A factor of e^(sd z), without the mean of 1, is off by .02.
    """
    written = written_down(department(amount_noise_log_sd=0.2), 0, of_many(amount=50.0)).amount / 50.0
    assert written.mean() == pytest.approx(1.0, abs=0.0065)
    assert np.log(written).std() == pytest.approx(0.2, abs=0.0045)


weeks = st.lists(st.lists(st.floats(0.0, 6.99), max_size=8), min_size=1, max_size=5)


@given(weeks, st.sampled_from([0.0, 2.5, WEEK, 19.0]))
def test_every_order_is_written_down_once_after_its_delay_and_a_stop_changes_nothing(lists, delay):
    log, told, known = department(delay_days=delay), [], []
    for period, days in enumerate([*lists, *[[]] * 4]):
        orders = placed(np.asarray(days) + period * WEEK, np.arange(len(days)), nth=1)
        work = log.work(a_period(period, orders=orders))
        told += orders.time_days.tolist()
        known += work.written_down.time_days.tolist()
        ends = (period + 1) * WEEK
        assert sorted(known) == sorted(day for day in told if day <= ends - delay)
        assert work.operations["waiting"] == len(told) - len(known)
        again = department(delay_days=delay)
        again.restore(log.state())
        log = again
    assert known == sorted(known)

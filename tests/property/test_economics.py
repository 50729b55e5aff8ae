"""Laws of the books that hold for any amounts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.economics.discounting import present_value
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.ledger import ACCOUNTS, OVERHEADS, Ledger, check_balances

laws = settings(deadline=None, derandomize=True, max_examples=100)
cents = st.integers(-10_000_000, 0)
counts = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=30)


@laws
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(ACCOUNTS + OVERHEADS), cents), max_size=60))
def test_whatever_is_posted_the_ledger_balances_with_the_cash(postings):
    ledger, cash = Ledger(periods=5), np.zeros(5)
    for period, column, amount in postings:
        ledger.post(period, column, amount / 100)
        cash[period] += amount / 100
    check_balances(ledger, cash, relative_tolerance=1e-12)
    assert ledger.profit_and_loss()["profit"].to_numpy().sum() == pytest.approx(cash.sum(), rel=1e-12)


@laws
@given(counts)
def test_a_bucket_that_is_filled_and_drained_by_the_rules_is_conserved(flows):
    held = [0]
    leaks = []
    for by_advertising, by_referral, share in flows:
        at_risk = held[-1] + by_advertising + by_referral
        leaks.append(int(share * at_risk))
        held.append(at_risk - leaks[-1])
    arrivals = np.array([flow[:2] for flow in flows])
    bucket = LeakyBucket(("ad", "wom"), ("any",), np.array(held), arrivals, np.array(leaks)[:, None])
    bucket.check_conservation()
    retention = bucket.retention(window_periods=1)
    assert ((retention >= 0.0) & (retention <= 1.0) | np.isnan(retention)).all()


@laws
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(0, 1), st.floats(-3, 3))
def test_a_present_value_is_linear_in_money(amounts, rate, factor):
    series = np.array(amounts)
    scaled = present_value(factor * series, 7.0, rate)
    assert scaled == pytest.approx(factor * present_value(series, 7.0, rate), abs=1e-6, rel=1e-9)


@laws
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_rate_never_raises_the_value_of_income(rate, rise):
    income = np.full(52, 10.0)
    assert present_value(income, 7.0, rate + rise) <= present_value(income, 7.0, rate)

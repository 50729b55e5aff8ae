import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.economics.constant_retention import ConstantRetention
from hooper.economics.discounting import present_value, yearly_rate
from hooper.economics.equity_split import equity_of_a_steady_firm, equity_split
from hooper.economics.ledger import ACCOUNTS
from hooper.economics.lifetime_profit import lifetime_profit
from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR

books = arrays(float, (3, 5, 7), elements=st.floats(-100, 100))


@given(books, st.floats(0.0, 1.0))
def test_it_is_the_discounted_sum_term_by_term(accounts, rate):
    found = lifetime_profit(accounts, DAYS_PER_MONTH, rate)
    for customer in range(3):
        expected = sum(
            accounts[customer, t, account] / (1.0 + rate) ** (t / 12.0)
            for t in range(5)
            for account in range(7)
        )
        assert found.of_each[customer] == pytest.approx(expected, abs=1e-9)


@given(books, st.floats(0.0, 1.0))
def test_customers_add_up_to_the_firm(accounts, rate):
    of_the_firm = present_value(accounts.sum(axis=(0, 2)), DAYS_PER_WEEK, rate)
    found = lifetime_profit(accounts, DAYS_PER_WEEK, rate)
    assert found.total == pytest.approx(of_the_firm, abs=1e-8)
    assert found.by_account.shape == (3, len(ACCOUNTS))


@pytest.mark.parametrize(
    ("rate", "per", "days"),
    [
        (0.001, "day", 1.0),
        (0.002, "week", DAYS_PER_WEEK),
        (0.01, "month", DAYS_PER_MONTH),
        (0.1, "year", DAYS_PER_YEAR),
    ],
)
def test_a_rate_of_any_unit_discounts_a_later_unit_by_itself(rate, per, days):
    accounts = np.zeros((1, 2, 7))
    accounts[0, 1, 0] = 1.0
    found = lifetime_profit(accounts, days, yearly_rate(rate, per))
    assert found.total == pytest.approx(1.0 / (1.0 + rate))


@pytest.mark.parametrize(
    ("accounts", "told"),
    [(np.zeros((2, 3, 6)), "accounts: has the shape"), (np.full((1, 1, 7), np.nan), "accounts: is nan")],
)
def test_books_of_other_accounts_or_no_numbers_are_told(accounts, told):
    with pytest.raises(InputError, match=told):
        lifetime_profit(accounts, 7.0, 0.1)


def test_a_rate_below_zero_is_told():
    with pytest.raises(InputError, match="rate_per_year"):
        lifetime_profit(np.zeros((1, 1, 7)), 7.0, -0.1)
    with pytest.raises(InputError, match=r"rate: is -0\.01"):
        yearly_rate(-0.01, "month")


@given(arrays(float, 8, elements=st.floats(-1e3, 1e3)), arrays(bool, 8))
def test_both_parts_of_equity_are_all_of_it(profit, held):
    split = equity_split(profit, held)
    assert split.customer_equity == pytest.approx(profit.sum(), abs=1e-9)


def test_a_steady_firm_is_worth_its_cohorts_one_by_one():
    """Cohort s enters in period s, is paid for then, and decays; the base of today decays from now on."""
    periods, margin, cost, stay, rate = 4000, 9.0, 5.0, 0.8, 0.05
    decay = (stay / (1.0 + rate)) ** np.arange(periods)
    of_each = margin * decay.sum()
    newcomers = 20.0 * (of_each - cost) * (1.0 + rate) ** -np.arange(periods)
    firm = equity_of_a_steady_firm(
        ConstantRetention(retention_per_period=stay, rate_per_period=rate),
        customers=100.0,
        arrivals_per_period=20.0,
        margin_per_period=margin,
        cost_per_newcomer=cost,
    )
    assert firm.retention_equity == pytest.approx(100.0 * of_each)
    assert firm.acquisition_equity == pytest.approx(newcomers.sum())


def test_a_firm_at_its_steady_level_is_worth_the_profit_that_never_ends():
    """With A = p N, N after arrivals, profit is m N less the cost of newcomers in every period."""
    stay, rate, margin, cost = 0.8, 0.1, 9.0, 5.0
    customers, arrivals = 100.0, 20.0
    firm = equity_of_a_steady_firm(
        ConstantRetention(retention_per_period=stay, rate_per_period=rate),
        customers=customers - arrivals,
        arrivals_per_period=arrivals,
        margin_per_period=margin,
        cost_per_newcomer=cost,
    )
    for_ever = (margin * customers - cost * arrivals) * (1.0 + rate) / rate
    assert firm.customer_equity == pytest.approx(for_ever)


def test_newcomers_without_end_and_without_discount_are_told():
    with pytest.raises(InputError, match="rate_per_period"):
        equity_of_a_steady_firm(
            ConstantRetention(retention_per_period=0.8, rate_per_period=0.0),
            customers=1.0,
            arrivals_per_period=1.0,
            margin_per_period=1.0,
            cost_per_newcomer=0.0,
        )

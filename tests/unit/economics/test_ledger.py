import numpy as np
import pytest

from hooper.economics.balance import BalanceError
from hooper.economics.ledger import ACCOUNTS, OVERHEADS, Ledger, check_balances


def a_ledger():
    """Return a ledger of two periods with a posting in every column of the first."""
    ledger = Ledger(periods=2)
    for amount, account in zip((100.0, 20.0, 5.0, 8.0, -40.0, -3.0, -2.0), ACCOUNTS, strict=True):
        ledger.post(0, account, amount)
    ledger.post(0, "departmental_cost", -10.0)
    ledger.post(0, "strategy_cost", -7.0)
    return ledger


def test_the_accounts_are_the_seven_of_customer_lifetime_profit():
    assert ACCOUNTS == (
        "base_profit",
        "related_sales",
        "cost_saving",
        "referral_benefit",
        "acquisition",
        "price_concession",
        "referral_destruction",
    )


def test_profit_is_the_sum_of_accounts_and_overheads():
    assert a_ledger().profit.tolist() == [71.0, 0.0]


def test_accounts_and_overheads_are_kept_apart():
    assert a_ledger().accounts.sum() == 88.0
    assert a_ledger().overheads[0].tolist() == [-10.0, -7.0]


def test_postings_to_one_account_add_up():
    ledger = Ledger(periods=1)
    ledger.post(0, "base_profit", 3.0)
    ledger.post(0, "base_profit", -5.0)
    assert ledger.accounts[0, 0] == -2.0


@pytest.mark.parametrize("column", ["acquisition", "price_concession", "strategy_cost"])
def test_a_cost_with_the_wrong_sign_is_refused(column):
    with pytest.raises(ValueError, match=f"{column} is a cost"):
        Ledger(periods=1).post(0, column, 1.0)


def test_an_account_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="not in"):
        Ledger(periods=1).post(0, "goodwill", 1.0)  # pyright: ignore[reportArgumentType]


def test_a_closed_ledger_takes_no_postings_and_its_figures_are_copies():
    ledger = a_ledger()
    ledger.close()
    with pytest.raises(ValueError, match="read-only"):
        ledger.post(0, "base_profit", 1.0)
    ledger.accounts[:] = 0.0
    assert ledger.profit[0] == 71.0


def test_what_was_set_aside_and_not_claimed_comes_back_in_a_period_of_its_own():
    ledger = Ledger(periods=2)
    ledger.post(0, "price_concession", -5.0)
    ledger.take_back(1, "price_concession", 5.0)
    assert ledger.profit.tolist() == [-5.0, 5.0]
    for amount in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="at least 0, and not"):
            ledger.take_back(1, "price_concession", amount)


def test_profit_and_loss_has_a_row_a_period_and_a_column_an_account():
    table = a_ledger().profit_and_loss()
    assert table.column_names == ["period", *ACCOUNTS, *OVERHEADS, "profit"]
    assert table["profit"].to_pylist() == [71.0, 0.0]


def test_a_ledger_that_agrees_with_the_cash_balances():
    check_balances(a_ledger(), np.array([71.0, 0.0]))


def test_rounding_of_float32_money_is_no_imbalance():
    ledger = Ledger(periods=1)
    amounts = np.random.default_rng(1).lognormal(3.0, 1.0, 10_000)
    ledger.post(0, "base_profit", float(amounts.astype(np.float32).astype(np.float64).sum()))
    check_balances(ledger, np.array([amounts.sum()]))


@pytest.mark.parametrize("cash", [[70.99, 0.0], [71.0, 0.01], [float("nan"), 0.0]])
def test_a_cent_that_is_missing_is_found_and_its_period_named(cash):
    period = 0 if cash[0] != 71.0 else 1
    with pytest.raises(BalanceError, match=f"fails in period {period}"):
        check_balances(a_ledger(), np.array(cash))

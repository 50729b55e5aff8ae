"""What a study keeps of one run: the outcome by which strategies are ranked, and what stands beside it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.economics.customer_equity import CustomerEquity, customer_equity
from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.books import MEANS, Books
from hooper.engine.plan import RunPlan
from hooper.engine.simulated import Simulated
from hooper.history.truth import Truth
from hooper.mechanisms.life_stages import GONE
from hooper.scenario.scenario import Scenario

# What customers who are held bring and cost: acquisition and referral are about others.
_OF_HELD_CUSTOMERS = tuple(
    ACCOUNTS.index(name) for name in ("base_profit", "related_sales", "cost_saving", "price_concession")
)
_CLOSING_PERIODS = 13
Outcome = dict[str, NDArray[Any]]


def outcome_of(simulated: Simulated, scenario: Scenario, plan: RunPlan) -> Outcome:
    """Return the named arrays of a run: scalars as 0-d arrays, series over periods, leaks over causes."""
    books, branch = simulated.books, plan.branch_period
    days, rate = scenario.period_days, scenario.economics.discount_rate_per_year
    equity = equity_of(books, scenario, branch)
    factors = discount_factors(plan.periods - branch, days, rate)
    scalars = {
        "equity": equity.within_horizon,
        "equity_beyond_horizon": equity.expected_beyond_horizon,
        "retention": retention(simulated.history.truth, branch, days),
        "customers_held": float(books.held[-1]),
        "revenue": float(books.revenue[branch:].sum()),
        "mean_satisfaction": float(books.means[branch:, MEANS.index("satisfaction")].mean()),
        "strategy_spend": simulated.budget.spent,
        "budget": simulated.budget.granted,
        "refused": simulated.budget.refused,
    }
    series = {
        name: books.means[:, MEANS.index(name)] for name in ("satisfaction", "expectation", "experience")
    }
    # What the books hold of the spend is its sum so far; before the branch nothing counts.
    spend = np.diff(books.strategy_spend, prepend=0.0)
    money = {"discounted_profit": books.ledger.profit, "discounted_spend": spend}
    before = np.zeros(branch)
    return {
        **{name: np.array(value) for name, value in scalars.items()},
        **series,
        **{name: np.concatenate((before, factors * own[branch:])) for name, own in money.items()},
        "leaks": books.leaks[branch:].sum(axis=0),
        "accounts": factors @ books.ledger.accounts[branch:],
        "active": books.held[1:],
        "arrivals": books.arrivals.sum(axis=1),
        "exits": books.leaks.sum(axis=1),
        "digest": np.array(simulated.digest),
    }


def equity_of(books: Books, scenario: Scenario, branch_period: int) -> CustomerEquity:
    """Return the customer equity of a run at its branch, within the horizon and beyond."""
    accounts = books.ledger.accounts[-_CLOSING_PERIODS:, _OF_HELD_CUSTOMERS]
    return customer_equity(
        books.ledger.profit[branch_period:],
        closing_margin=float(accounts.sum(axis=1).mean()),
        closing_retention=_closing_retention(books),
        period_days=scenario.period_days,
        rate_per_year=scenario.economics.discount_rate_per_year,
    )


def retention(truth: Truth, branch_period: int, period_days: float) -> float:
    """Return the share of the customers held at the branch who are held at the end (nan if none)."""
    entered = truth.traits["entry_days"].to_numpy() < branch_period * period_days
    held = entered & ~_gone(truth, before=branch_period)
    gone = _gone(truth, before=np.iinfo(np.int32).max)
    return 1.0 - int((gone & held).sum()) / int(held.sum()) if held.any() else float("nan")


def _gone(truth: Truth, before: int) -> NDArray[np.bool_]:
    """Return for each customer of the traits whether the last move before a period was out."""
    earlier = truth.stage_moves["period"].to_numpy() < before
    moved, after = (truth.stage_moves[name].to_numpy()[earlier] for name in ("customer_id", "stage"))
    is_last = np.append(moved[1:] != moved[:-1], True) if moved.size else np.empty(0, np.bool_)
    return np.isin(truth.traits["customer_id"].to_numpy(), moved[is_last & (after == GONE)])


def _closing_retention(books: Books) -> float:
    at_risk = books.bucket().at_risk[-_CLOSING_PERIODS:]
    lost = books.leaks[-_CLOSING_PERIODS:].sum()
    return 1.0 - float(lost) / float(at_risk.sum()) if at_risk.sum() else 0.0

"""What a study keeps of one run: the outcome by which strategies are ranked, and what stands beside it."""

from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.economics.customer_equity import CustomerEquity, customer_equity
from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.books import MEANS, Books
from hooper.engine.plan import RunPlan
from hooper.engine.simulated import Simulated
from hooper.engine.since_branch import SinceBranch
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
        "retention": retention(simulated.since_branch),
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
    # What the books hold of spend and uses is their sum so far; before the branch nothing counts.
    spend = np.diff(books.strategy_spend, prepend=0.0)
    money = {"discounted_profit": books.ledger.profit, "discounted_spend": spend}
    by_lever = {"discounted_lever_spend": books.lever_spend, "discounted_lever_uses": books.lever_uses}
    before = np.zeros(branch)
    return {
        **{name: np.array(value) for name, value in scalars.items()},
        **series,
        **{name: np.concatenate((before, factors * own[branch:])) for name, own in money.items()},
        **{name: factors @ np.diff(own, axis=0, prepend=0.0)[branch:] for name, own in by_lever.items()},
        "leaks": books.leaks[branch:].sum(axis=0),
        "accounts": factors @ books.ledger.accounts[branch:],
        "active": books.held[1:],
        "arrivals": books.arrivals.sum(axis=1),
        "exits": books.leaks.sum(axis=1),
        "digest": np.array(digest_of_lives(simulated)),
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


def retention(since_branch: SinceBranch) -> float:
    """Return the share of the customers held at the branch who are held at the end (nan if none)."""
    before = since_branch.stage_before
    held = np.empty(0, np.bool_) if before is None else before < GONE
    return float(since_branch.is_there()[held].mean()) if held.any() else float("nan")


def digest_of_lives(simulated: Simulated) -> str:
    """Return the SHA-256 of who was ever a customer, what each brought since the branch, and the accounts.

    Two runs have the same only if their customers lived alike: it is that of no history, since a study keeps
    none.
    """
    people, books = simulated.population, simulated.books
    size = slice(0, people.size)
    lived = (
        *(people.customer_id[size], people.entry_days[size], people.values("stage")),
        *(simulated.since_branch.worth[size], books.ledger.accounts, books.revenue, books.means),
    )
    digest = sha256()
    for column in lived:
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()


def _closing_retention(books: Books) -> float:
    at_risk = books.bucket().at_risk[-_CLOSING_PERIODS:]
    lost = books.leaks[-_CLOSING_PERIODS:].sum()
    return 1.0 - float(lost) / float(at_risk.sum()) if at_risk.sum() else 0.0

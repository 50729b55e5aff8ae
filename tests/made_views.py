"""Views made by hand, of customers of whom a test says what matters, and a price list."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from hooper.history.customer_summary import CustomerSummary
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.observed_view import KnownCustomers, ObservedView

PRICES = Prices(
    contact=0.5,
    gift=0.5,
    enrolment=0.5,
    agent_per_period=10.0,
    reward_rate=0.03,
    win_back_contact=0.25,
    win_back_gifts=(6.0, 10.0, 4.0),
    of_strength={
        "personal_bond": 1.0,
        "structural_tie": 4.0,
        "care": 0.5,
        "onboarding": 1.0,
        "cross_sell": 0.5,
    },
    of_programmes={"training": 2.0, "quality": 4.0, "assortment": 4.0, "recovery": 2.0},
)


def budget(money):
    return Budget(PRICES, periods_to_next_review=13, granted=money)


def made_view(frequency, recency, spend, *, age=52.0, memory=None, wait_days=0.0, **columns):
    """Return a view of customers with so many repeat purchases, the last so many weeks after the first.

    `columns` are those of `KnownCustomers`: nobody has a case, was contacted, is a member, or has left,
    unless they say so.
    """
    frequency = np.asarray(frequency, np.int64)
    n = frequency.size
    summary = CustomerSummary(
        customer_id=np.arange(n, dtype=np.uint64),
        frequency=frequency,
        recency=np.asarray(recency, np.float64),
        age=np.full(n, age),
        mean_spend=np.where(frequency > 0, 30.0, np.nan),
        spend_count=frequency,
        total_spend=np.asarray(spend, np.float64),
        first_time_days=np.zeros(n),
        unit_days=7.0,
        cut_days=7.0 * age,
    )
    nobody = {
        "service_cases": np.zeros(n, np.int64),
        "contacts": np.zeros(n, np.int64),
        "enrolled": np.zeros(n),
        "ended_days": np.full(n, np.nan),
        "reason_told": np.full(n, -1),
    }
    cases, contacts, enrolled, ended_days, reason_told = (
        np.asarray(columns.get(name, nothing), nothing.dtype) for name, nothing in nobody.items()
    )
    known = KnownCustomers(summary, cases, contacts, enrolled, ended_days, reason_told)
    return ObservedView(lambda: known, 1000.0, wait_days, 0.0, memory=memory or {})


def with_estimates(view, alive, revenue_if_there):
    """Return the view with estimates that are known beforehand."""
    known = replace(view)
    there, revenue = np.asarray(alive, np.float64), np.asarray(revenue_if_there, np.float64)
    known.__dict__["estimates"] = SimpleNamespace(
        probability_alive=there,
        revenue_if_there=lambda weeks: revenue,
        expected_revenue=lambda weeks: there * revenue,
    )
    return known

"""The best spending and the best split of a budget against brute force, and what customers cost then."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from hooper.economics.budget_split import best_split, cost_ratio
from hooper.economics.response_curve import ResponseCurve
from hooper.economics.spending_optimum import Prospects, best_spending
from hooper.foundation.errors import InputError

PUBLISHED = Prospects(ResponseCurve(0.4, 0.06), ResponseCurve(0.8, 0.05), 100.0, 0.1)
curves = st.builds(ResponseCurve, st.floats(0.02, 0.95), st.floats(0.005, 0.5))
prospects = st.builds(Prospects, curves, curves, st.floats(5.0, 500.0), st.floats(0.02, 0.5))


def test_the_published_optimum():
    best = best_spending(PUBLISHED)
    assert (best.acquisition_spend, best.retention_spend) == pytest.approx((23.590, 38.524), abs=5e-4)
    assert best.customer_equity == pytest.approx(28.378, abs=5e-4)


def test_customer_equity_is_the_sum_of_what_cohorts_bring_period_by_period():
    """a prospects of one become customers, bring m at once, and each period R is spent on every one."""
    won, stay = 0.4 * (1 - np.exp(-0.06 * 20)), 0.8 * (1 - np.exp(-0.05 * 30))
    there = won * stay ** np.arange(3000)
    paid = 100.0 * there @ 1.1 ** -np.arange(3000)
    # What keeps customers into the next period is valued with the margin of that one.
    spent = 30.0 * there @ 1.1 ** -(np.arange(3000) + 1.0)
    assert PUBLISHED.customer_equity(20.0, 30.0) == pytest.approx(paid - spent - 20.0)


@given(prospects)
@settings(max_examples=25, deadline=None)
def test_nothing_near_or_far_is_better(case):
    best = best_spending(case)
    spends = np.linspace(0.0, 1.0, 20) ** 2
    for win in spends * 3.0 * max(best.acquisition_spend, case.margin_per_period):
        for keep in spends * 1.1 * case.margin_per_period:
            assert case.customer_equity(win, keep) <= best.customer_equity + 1e-9 * case.margin_per_period


@given(prospects)
def test_the_next_one_costs_what_a_customer_is_worth_unless_none_pays(case):
    best = best_spending(case)
    worth = case.worth_of_customer(best.retention_spend)
    if best.acquisition_spend > 0.0:
        assert case.acquisition.marginal_cost(best.acquisition_spend) == pytest.approx(worth, rel=1e-9)
    else:
        assert case.acquisition.marginal_cost(0.0) >= worth * (1.0 - 1e-9)
    if best.retention_spend > 0.0:
        assert case.retention.marginal_cost(best.retention_spend) == pytest.approx(worth, rel=1e-6)
    else:
        assert case.retention.marginal_cost(0.0) >= worth * (1.0 - 1e-9)


def test_another_search_finds_the_same():
    found = minimize(lambda x: -PUBLISHED.customer_equity(*np.abs(x)), [10.0, 10.0], method="Nelder-Mead")
    assert found.x == pytest.approx([23.590, 38.524], abs=1e-2)


def test_where_the_first_unit_does_not_pay_nothing_is_spent():
    best = best_spending(Prospects(ResponseCurve(0.1, 0.01), ResponseCurve(0.5, 0.001), 10.0, 0.1))
    assert (best.acquisition_spend, best.retention_spend, best.customer_equity) == (0.0, 0.0, 0.0)


@given(curves, st.floats(0.0, 50.0))
def test_a_response_rises_ever_more_slowly_to_its_ceiling(curve, spend):
    assert 0.0 <= curve.share(spend) <= curve.ceiling
    assert curve.average_cost(spend) <= curve.marginal_cost(spend) * (1.0 + 1e-9)
    step = 1e-5
    slope = (curve.share(spend + step) - curve.share(spend)) / step
    assert slope == pytest.approx(curve.slope(spend), rel=1e-3, abs=1e-9)


@pytest.mark.parametrize("budget", [2.0, 10.0, 20.0, 30.0])
def test_no_other_split_of_a_budget_is_better(budget):
    found = best_split(PUBLISHED, budget)
    used = (
        found.acquisition_spend + PUBLISHED.acquisition.share(found.acquisition_spend) * found.retention_spend
    )
    assert used == pytest.approx(budget)
    for win in np.linspace(1e-6, budget, 4001):
        most = (budget - win) / PUBLISHED.acquisition.share(win)
        for keep in (most, 0.9 * most, 0.5 * most):
            assert PUBLISHED.customer_equity(win, keep) <= found.customer_equity + 1e-7


def test_a_larger_budget_is_never_worth_less_and_ends_with_the_best_spending():
    equity = [best_split(PUBLISHED, budget).customer_equity for budget in np.linspace(1.0, 40.0, 30)]
    assert (np.diff(equity) >= -1e-9).all()
    assert best_split(PUBLISHED, 40.0) == best_spending(PUBLISHED)


def test_at_the_best_spending_marginal_costs_are_equal_and_average_ones_are_not():
    costs = cost_ratio(PUBLISHED, best_spending(PUBLISHED))
    assert costs.of_marginals == pytest.approx(1.0)
    assert costs.of_averages == pytest.approx(77.88 / 56.37, abs=2e-3)


def test_where_winning_is_hard_it_costs_several_times_as_much_as_keeping_though_marginal_costs_are_equal():
    hard = Prospects(ResponseCurve(0.05, 0.3), ResponseCurve(0.9, 0.1), 100.0, 0.1)
    costs = cost_ratio(hard, best_spending(hard))
    assert costs.of_marginals == pytest.approx(1.0)
    assert costs.of_averages > 3.0


def test_what_is_wrong_is_told():
    with pytest.raises(InputError, match=r"ceiling: is 1\.2"):
        ResponseCurve(1.2, 0.1)
    with pytest.raises(InputError, match="steepness: is 0"):
        ResponseCurve(0.5, 0.0)
    with pytest.raises(InputError, match="margin_per_period"):
        Prospects(PUBLISHED.acquisition, PUBLISHED.retention, -1.0, 0.1)
    with pytest.raises(InputError, match="acquisition_spend"):
        PUBLISHED.customer_equity(-1.0, 0.0)
    with pytest.raises(InputError, match="retention_spend"):
        PUBLISHED.customer_equity(1.0, -1.0)
    with pytest.raises(InputError, match="budget_per_prospect"):
        best_split(PUBLISHED, 0.0)

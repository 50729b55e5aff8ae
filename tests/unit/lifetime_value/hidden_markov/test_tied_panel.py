"""Equal customers count once, and nothing hangs on the order in which they came."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.lifetime_value.hidden_markov.estimation import fit
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.search_coordinates import SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import as_it_is, centre_and_spread, standardised
from hooper.lifetime_value.hidden_markov.tied_panel import tie_customers
from tests.unit.lifetime_value.hidden_markov.panels import panel_of, panel_of_rows


def repeated(panel, times):
    """The panel with each customer `times` times, shuffled."""
    order = np.random.default_rng(2).permutation(np.repeat(np.arange(panel.n_customers), times))
    return panel.take(order)


def test_equal_customers_are_one_with_a_weight():
    tied = tie_customers(repeated(panel_of([3, 5, 3, 1]), 4))
    assert tied.customers.tolist() == [4, 4, 4, 4]
    assert sorted(tied.panel.n_periods.tolist()) == [1, 3, 3, 5]


def test_customers_who_differ_in_one_covariate_are_two():
    panel = panel_of_rows(np.ones((2, 3)))
    panel = replace(panel, covariate_names=("x",), covariates=np.array([[0.0, 1, 1, 0, 1, 2]]).T)
    assert tie_customers(panel).customers.tolist() == [1, 1]


def test_covariates_of_first_periods_and_the_sign_of_zero_make_no_difference():
    panel = panel_of_rows(np.ones((2, 3)))
    panel = replace(panel, covariate_names=("x",), covariates=np.array([[7.0, 0.0, 1, 9, -0.0, 1]]).T)
    assert tie_customers(panel).customers.tolist() == [2]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_likelihood_and_its_slope_are_those_of_the_customers_one_by_one(seed):
    panel = repeated(panel_of([4, 7, 2, 9], seed), 3)
    tied, scaling = tie_customers(panel), centre_and_spread(panel)
    apart = replace(tied, panel=panel, customers=np.ones(panel.n_customers, np.int64))
    one, other = (SearchSpace(standardised(each, *scaling), 3) for each in (tied, apart))
    point = np.random.default_rng(seed).normal(size=one.n_parameters)
    (value, slope), (expected, expected_slope) = one.log_likelihood(point), other.log_likelihood(point)
    assert one.panel.n_customers == other.panel.n_customers == 12
    assert one.panel.mean_purchases == pytest.approx(other.panel.mean_purchases)
    assert value == pytest.approx(expected, rel=1e-12)
    assert slope == pytest.approx(expected_slope, rel=1e-9, abs=1e-9)


def test_moves_of_few_distinct_covariates_are_those_of_each_row():
    """Covariates that are alike are computed once, and others customer by customer: the same figures."""
    panel = panel_of([30, 40, 50])
    panel = replace(panel, covariates=np.round(panel.covariates).clip(0.0, 1.0))
    few = as_it_is(panel)
    each = replace(few, covariates=panel.covariates.copy(), moves=np.arange(120))
    assert len(few.covariates) == 4
    point = np.random.default_rng(3).normal(size=17)
    (value, slope), (expected, expected_slope) = (
        SearchSpace(p, 3).log_likelihood(point) for p in (few, each)
    )
    assert value == pytest.approx(expected, rel=1e-13)
    assert slope == pytest.approx(expected_slope, rel=1e-10)


def test_the_order_of_the_customers_changes_no_bit_of_a_fit():
    panel = panel_of([12] * 40, seed=4)
    backwards = panel.take(np.arange(40)[::-1])
    assert fit(panel, 2).as_dict() == fit(backwards, 2).as_dict()


def test_thinning_takes_every_kth_customer_whoever_they_are_equal_to():
    rows = np.repeat([[0, 0, 0, 1], [0, 0, 2, 1], [3, 0, 0, 0]], [60, 30, 10], axis=0)
    tied = tie_customers(panel_of_rows(rows))
    thinned = tied.thinned(3)
    assert thinned.customers.sum() == 25
    assert sorted(thinned.customers.tolist()) == pytest.approx([2.5, 7.5, 15.0], abs=0.5)
    assert tied.thinned(12) is tied


def test_many_who_are_unlike_are_thinned_to_about_as_many_rows():
    thinned = tie_customers(panel_of([5] * 100)).thinned(120)
    assert thinned.panel.purchases.size == 100
    assert thinned.customers.tolist() == [1] * 20


def test_nobody_can_be_tied():
    nobody = PurchasePanel(np.zeros(0, np.int64), np.zeros((0, 2)), ("a", "b"), np.zeros(1, np.int64))
    assert tie_customers(nobody).panel.n_customers == 0

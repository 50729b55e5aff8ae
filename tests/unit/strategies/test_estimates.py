"""Estimators on what a strategy sees: any that reads a summary, fitted once; others are refused by name."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.strategies.estimates import Estimates
from tests.made_views import made_view


@pytest.fixture(scope="module")
def summary() -> CustomerSummary:
    chance = np.random.default_rng(4)
    rate, leaves = chance.gamma(0.8, 0.3, 800), chance.exponential(60.0, 800)
    lived = np.minimum(leaves, 52.0)
    frequency = chance.poisson(rate * lived)
    recency = np.where(frequency > 0, lived * chance.random(800) ** (1.0 / np.maximum(frequency, 1)), 0.0)
    view = made_view(frequency, recency, 30.0 * (1 + frequency))
    mean = chance.gamma(6.0, 5.0, 800)
    return replace(view.summary, mean_spend=np.where(frequency > 0, mean, np.nan))


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd", "pareto_nbd", "gamma_gamma"])
def test_models_that_read_a_summary_are_fitted_once(summary, model):
    estimates = Estimates(summary)
    fit = estimates.fit(model)
    assert fit.model == model
    assert fit.status in ("ok", "boundary", "flat")
    assert estimates.fit(model) is fit


@pytest.mark.parametrize("model", ["bg_bb", "shifted_beta_geometric", "lognormal_spend"])
def test_models_that_need_more_are_refused_with_those_that_do_not(summary, model):
    with pytest.raises(InputError) as caught:
        Estimates(summary).fit(model)
    (fault,) = caught.value.faults
    assert f"'{model}'" in fault.problem
    assert "pareto_nbd" in fault.remedy
    assert model not in fault.remedy


def test_a_model_that_does_not_exist_is_answered_with_the_nearest(summary):
    with pytest.raises(InputError) as caught:
        Estimates(summary).fit("pareto_nb")
    assert "pareto_nbd" in caught.value.faults[0].remedy


def test_expected_revenue_is_purchases_to_come_times_spend(summary):
    estimates = Estimates(summary)
    purchases = bg_nbd.conditional_expected_transactions(estimates.bg_nbd.parameters, summary, 26.0)
    spend = gamma_gamma.expected_spend(estimates.fit("gamma_gamma").parameters, summary)
    np.testing.assert_allclose(estimates.expected_revenue(26.0), purchases * spend, rtol=1e-12)
    assert (estimates.expected_revenue(26.0) <= estimates.revenue_if_there(26.0) + 1e-12).all()


def test_where_a_fit_fails_nothing_is_known():
    estimates = Estimates(made_view([0, 0], [0.0, 0.0], [9.0, 9.0], age=0.0).summary)
    assert np.isnan(estimates.revenue_if_there(26.0)).all()
    assert np.isnan(estimates.expected_revenue(26.0)).all()

"""The bootstrap lives the fit through again: as many customers, seen for as long, and every refit is kept."""

import math
from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.log_spend_summary import summarise_log_spend
from hooper.history.opportunity_summary import summary_of_counts
from hooper.lifetime_value import (
    beta_discrete_weibull,
    bg_bb,
    bg_nbd,
    gamma_gamma,
    lognormal_spend,
    mbg_nbd,
    pareto_nbd,
    shifted_beta_geometric,
)
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.parametric_bootstrap import Bootstrap, parametric_bootstrap
from tests.unit.lifetime_value.contracts import HIGH_END, cohorts

DONATIONS = summary_of_counts([0, 1, 1, 2, 3], [0, 1, 3, 4, 6], [6] * 5, [600, 150, 90, 160, 300], 365.0)


@pytest.fixture(scope="session")
def data(cdnow, calibration):
    purchases = dict.fromkeys((bg_nbd, mbg_nbd, pareto_nbd, gamma_gamma), calibration)
    contracts = dict.fromkeys((shifted_beta_geometric, beta_discrete_weibull), HIGH_END)
    spend = summarise_log_spend(cdnow, calibration.cut_days)
    return purchases | contracts | {bg_bb: DONATIONS, lognormal_spend: spend}


MODELS = pytest.mark.parametrize(
    "model",
    [
        bg_nbd,
        mbg_nbd,
        pareto_nbd,
        bg_bb,
        shifted_beta_geometric,
        beta_discrete_weibull,
        gamma_gamma,
        lognormal_spend,
    ],
    ids=lambda model: model.NAME,
)


def fake(refits, **changes):
    """A bootstrap of a model with one parameter, whose refits are given."""
    fit = Fit("any", {"rate": 2.0}, {"rate": 0.1}, -1.0, "ok", "", 10, **changes)
    return Bootstrap(fit, tuple(replace(fit, parameters={"rate": value}) for value in refits))


@MODELS
def test_every_model_is_bootstrapped_on_its_own_data(data, model):
    fit = model.fit(data[model])
    bootstrap = parametric_bootstrap(model, data[model], fit, seed=1, n_replications=4)
    assert [refit.n_customers for refit in bootstrap.refits] == [fit.n_customers] * 4
    spread = np.log(bootstrap.parameters / list(fit.parameters.values()))
    assert (spread.std(axis=0) > 0.0).all()
    assert np.median(np.abs(spread), axis=0).max() < 1.0


@MODELS
def test_a_refit_from_one_start_is_the_fit_from_all_of_them(data, model):
    fit = model.fit(data[model])
    (refit,) = parametric_bootstrap(model, data[model], fit, seed=3, n_replications=1).refits
    again = model.fit(model.simulate(fit.parameters, data[model], (3, 0)))
    assert refit.status == again.status
    assert refit.log_likelihood == pytest.approx(again.log_likelihood, abs=1e-6)


def test_errors_by_bootstrap_are_those_by_hessian(calibration, purchase_fit):
    """On the log scale, of 120 refits: within 25 %, which is 3.9 standard errors of a standard deviation."""
    bootstrap = parametric_bootstrap(bg_nbd, calibration, purchase_fit, seed=1, n_replications=120)
    errors = np.log(bootstrap.parameters).std(axis=0)
    assert errors == pytest.approx(np.sqrt(np.diag(purchase_fit.log_covariance)), rel=0.25)


def test_a_refit_hangs_on_its_number_alone(calibration, purchase_fit):
    few, more = (
        parametric_bootstrap(bg_nbd, calibration, purchase_fit, seed=1, n_replications=n) for n in (2, 3)
    )
    np.testing.assert_array_equal(few.parameters, more.parameters[:2])
    other = parametric_bootstrap(bg_nbd, calibration, purchase_fit, seed=2, n_replications=2)
    assert (other.parameters != few.parameters).all()


def test_percentiles_are_order_statistics():
    bootstrap = fake(np.arange(1.0, 100.0))  # of 99 the fifth from either end
    assert bootstrap.percentile_intervals(0.9)["rate"] == pytest.approx((5.0, 95.0))


def test_the_basic_interval_is_the_percentile_interval_turned_over():
    bootstrap = fake(np.arange(1.0, 100.0))
    assert bootstrap.basic_intervals(0.9)["rate"] == pytest.approx((4.0 / 95.0, 4.0 / 5.0))
    real = fake(np.arange(1.0, 100.0), real_valued=frozenset({"rate"}))
    assert real.basic_intervals(0.9)["rate"] == pytest.approx((4.0 - 95.0, 4.0 - 5.0))


def test_too_few_refits_give_an_interval_without_ends():
    assert fake([1.0, 2.0, 3.0]).percentile_intervals()["rate"] == (0.0, math.inf)


def test_failed_refits_are_kept_and_widen_the_interval():
    bootstrap = fake(np.arange(1.0, 100.0))
    bad = tuple(replace(refit, status="failed", reason="no top") for refit in bootstrap.refits[:2])
    mixed = replace(bootstrap, refits=bad + bootstrap.refits[2:])
    assert mixed.reasons() == {"failed: no top": 2}
    assert mixed.percentile_intervals(0.9)["rate"] == pytest.approx((5.0, 97.0))
    assert np.isnan(mixed.parameters).sum() == 2
    worse = replace(bootstrap, refits=5 * bad + bootstrap.refits[10:])
    assert worse.percentile_intervals(0.9)["rate"] == (0.0, math.inf)


def test_a_fit_at_the_boundary_is_bootstrapped_without_an_exception(customers):
    summary = customers(np.full(50, 10), np.full(50, 29.9), np.full(50, 30.0))
    fit = bg_nbd.fit(summary)
    assert fit.status == "boundary"
    bootstrap = parametric_bootstrap(bg_nbd, summary, fit, seed=1, n_replications=4)
    assert sum(bootstrap.reasons().values()) > 0
    assert all(low <= high for low, high in bootstrap.percentile_intervals().values())


def test_a_failed_fit_gives_failed_refits(customers):
    nobody = customers([0], [0.0], [0.0])
    fit = bg_nbd.fit(nobody)
    bootstrap = parametric_bootstrap(bg_nbd, nobody, fit, seed=1, n_replications=2)
    (reason,) = bootstrap.reasons()
    assert "nobody was seen" in reason
    assert bootstrap.percentile_intervals()["r"] == (0.0, math.inf)


def test_contracts_that_all_end_are_bootstrapped():
    survivors = cohorts([30, 0])
    fit = shifted_beta_geometric.fit(survivors)
    bootstrap = parametric_bootstrap(shifted_beta_geometric, survivors, fit, seed=1, n_replications=3)
    assert len(bootstrap.refits) == 3


def test_the_fit_of_other_customers_and_no_replications_are_refused(calibration, purchase_fit):
    with pytest.raises(InputError) as refused:
        other = replace(purchase_fit, n_customers=5)
        parametric_bootstrap(bg_nbd, calibration, other, seed=1, n_replications=0)
    assert [fault.where for fault in refused.value.faults] == ["fit", "n_replications"]

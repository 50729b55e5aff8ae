"""What every lifetime-value model promises; a new one inherits these checks by its line in the catalogue."""

import pickle
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.example_opportunities import read_example_opportunities
from hooper.history.read_log import read_log
from hooper.history.survivors import Survivors
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.discounted_transactions import discounted_transactions
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import no_covariates
from hooper.lifetime_value.model_kinds import OpportunityModel, PurchaseModel, RetentionModel, SpendModel
from hooper.lifetime_value.new_customer import new_customer
from hooper.lifetime_value.panel_model import PanelModel
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.lifetime_value.prediction_interval import prediction_interval
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities
from hooper.lifetime_value.time_there import (
    expected_time_there,
    probability_there,
    residual_lifetime_quantile,
)

STATUSES = {"ok", "boundary", "flat", "failed"}
every_model = pytest.mark.parametrize("model", catalogue.MODELS, ids=catalogue.names())
every_purchase_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, PurchaseModel)], ids=lambda m: m.name
)
every_spend_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, SpendModel)], ids=lambda m: m.name
)


every_opportunity_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, OpportunityModel)], ids=lambda m: m.name
)
every_model_of_customers = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if not isinstance(m, RetentionModel)], ids=lambda m: m.name
)
every_retention_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, RetentionModel)], ids=lambda m: m.name
)
# Fader and Hardie (2007): 1,000 customers each of two kinds, after 0 to 7 renewals.
TENURE = (
    np.array([1000, 869, 743, 653, 593, 551, 517, 491]),
    np.array([1000, 631, 468, 382, 326, 289, 262, 241]),
)


@pytest.fixture(scope="module")
def log():
    return read_log("example:cdnow")[0]


@pytest.fixture(scope="module")
def summary(log):
    return summarise(log, cut_days=272.0)


@pytest.fixture(scope="module")
def data(log, summary):
    """A function that gives a model what it reads."""

    def of(model):
        if isinstance(model, RetentionModel):
            return Survivors(("high end",), TENURE[:1])
        if isinstance(model, OpportunityModel):
            return read_example_opportunities("example:donations")
        if isinstance(model, PanelModel):
            return panel_of_log(log, no_covariates(), 7.0, 272.0).panel
        return model.summarise(log, 272.0) if isinstance(model, SpendModel) else summary

    return of


def contents(data) -> bytes:
    return pickle.dumps(data)


def test_names_are_unique():
    assert len(set(catalogue.names())) == len(catalogue.MODELS)


@every_model
def test_a_model_tells_what_it_is(model):
    assert model.needs
    assert model.source
    assert model.equation
    assert catalogue.get(model.name) is model
    assert all(model.parameters.values())


@every_model
def test_a_fit_names_its_model_and_all_its_parameters(model, data):
    fit = model.fit(data(model))
    assert fit.model == model.name
    assert fit.parameters.keys() == fit.standard_errors.keys() == model.parameters.keys()
    assert fit.log_covariance.shape == (len(model.parameters),) * 2
    assert fit.status == "ok"
    assert np.isfinite(list(fit.standard_errors.values())).all()


@every_model
def test_the_data_are_left_as_they_were(model, data):
    before = contents(data(model))
    model.fit(data(model))
    assert contents(data(model)) == before


@every_model
def test_the_same_data_give_the_same_bits(model, data):
    one, other = model.fit(data(model)), model.fit(data(model))
    assert one.as_dict() == other.as_dict()
    assert one.log_covariance.tobytes() == other.log_covariance.tobytes()


@every_model_of_customers
def test_the_order_of_the_customers_does_not_matter(model, data):
    forwards = data(model)
    backwards = forwards.take(np.arange(forwards.n_customers)[::-1])
    assert model.fit(backwards).as_dict() == model.fit(forwards).as_dict()


@every_retention_model
def test_the_order_of_the_cohorts_does_not_matter(model):
    labels = ("high end", "regular")
    backwards = model.fit(Survivors(labels[::-1], TENURE[::-1]))
    assert backwards.as_dict() == model.fit(Survivors(labels, TENURE)).as_dict()


@every_model_of_customers
@pytest.mark.parametrize("customers", [0, 1])
def test_no_customer_and_one_customer_give_a_status_and_a_reason(model, data, customers):
    fit = model.fit(data(model).take(np.arange(customers)))
    assert fit.status in STATUSES - {"ok"}
    assert fit.reason
    assert fit.parameters.keys() == model.parameters.keys()


@every_retention_model
def test_foretold_survival_falls_and_retention_is_its_ratio(model, data):
    parameters = model.fit(data(model)).parameters
    survival = model.survival(parameters, np.arange(31))
    assert survival[0] == 1.0
    assert ((survival[1:] < survival[:-1]) & (survival[1:] > 0.0)).all()
    ratio = survival[1:] / survival[:-1]
    assert model.retention_rates(parameters, np.arange(1, 31)) == pytest.approx(ratio)


@every_purchase_model
def test_predicted_purchases_are_possible(model, summary):
    parameters = model.fit(summary).parameters
    alive = model.probability_alive(parameters, summary)
    none, some, more = (model.expected_transactions(parameters, summary, h) for h in (0.0, 10.0, 52.0))
    assert ((alive >= 0.0) & (alive <= 1.0)).all()
    assert (none == 0.0).all()
    assert ((some > 0.0) & (some < more)).all()


@every_purchase_model
def test_the_probabilities_of_counts_sum_to_one_and_have_the_expected_mean(model, summary):
    parameters = model.fit(summary).parameters
    customers = summary.take(np.arange(0, summary.n_customers, 10))
    told = purchase_count_probabilities(model, parameters, customers, 10.0, 200)
    assert ((told >= 0.0) & (told <= 1.0)).all()
    assert told.sum(axis=1) == pytest.approx(1.0, abs=1e-9)
    expected = model.expected_transactions(parameters, customers, 10.0)
    assert told @ np.arange(201) == pytest.approx(expected, rel=1e-9)


@every_purchase_model
def test_within_no_time_nobody_buys_or_leaves(model, summary):
    parameters = model.fit(summary).parameters
    alive = model.probability_alive(parameters, summary)
    told = purchase_count_probabilities(model, parameters, summary, 0.0, 2)
    assert (told[:, 0] == 1.0).all()
    assert (told[:, 1:] == 0.0).all()
    assert probability_there(model, parameters, summary, 0.0) == pytest.approx(alive, rel=1e-12)
    assert (expected_time_there(model, parameters, summary, 0.0) == 0.0).all()


@every_purchase_model
def test_later_fewer_are_there_and_fewer_have_bought_nothing(model, summary):
    parameters = model.fit(summary).parameters
    there = [probability_there(model, parameters, summary, time) for time in (0.0, 10.0, 52.0, 1e4)]
    none = [
        purchase_count_probabilities(model, parameters, summary, time, 0)[:, 0] for time in (1.0, 10.0, 52.0)
    ]
    lived = [expected_time_there(model, parameters, summary, time) for time in (1.0, 10.0, 52.0)]
    assert all((late < early).all() for early, late in pairwise(there))
    assert all((late < early).all() for early, late in pairwise(none))
    assert all((late > early).all() for early, late in pairwise(lived))
    assert (there[-1] > 0.0).all()
    assert (lived[-1] < 52.0).all()


@every_purchase_model
def test_half_of_those_alive_have_left_at_the_median(model, summary):
    parameters = model.fit(summary).parameters
    median = residual_lifetime_quantile(model, parameters, summary, 0.5)
    left = residual_lifetime_quantile(model, parameters, summary, 0.9)
    half = model.survival_while_alive(parameters, summary.frequency, summary.age, median)
    assert half == pytest.approx(0.5, rel=1e-9)
    assert (median < left).all()


@every_purchase_model
def test_discounted_purchases_rise_with_the_horizon_and_fall_with_the_rate(model, summary):
    parameters = model.fit(summary).parameters
    few = summary.take(np.arange(0, summary.n_customers, 10))
    year, endless = (discounted_transactions(model, parameters, few, 0.1, h) for h in (52.0, np.inf))
    assert ((year > 0.0) & (year < endless) & np.isfinite(endless)).all()
    assert (discounted_transactions(model, parameters, few, 0.2) < endless).all()
    expected = model.expected_transactions(parameters, few, 52.0)
    assert ((year < expected) & (year > expected / 1.1)).all()


@every_purchase_model
def test_predictions_do_not_hang_on_the_unit_of_time(model, summary):
    few = summary.take(np.arange(0, summary.n_customers, 10))
    days = replace(few, recency=few.recency * 7.0, age=few.age * 7.0, unit_days=1.0)
    whole = replace(summary, recency=summary.recency * 7.0, age=summary.age * 7.0, unit_days=1.0)
    weekly, daily = model.fit(summary).parameters, model.fit(whole).parameters
    counts = [
        purchase_count_probabilities(model, parameters, customers, horizon, 5)
        for parameters, customers, horizon in ((weekly, few, 39.0), (daily, days, 273.0))
    ]
    assert counts[1] == pytest.approx(counts[0], rel=1e-4)
    residual = [discounted_transactions(model, *of, 0.1) for of in ((weekly, few), (daily, days))]
    assert residual[1] == pytest.approx(residual[0], rel=1e-4)
    median = [residual_lifetime_quantile(model, *of, 0.5) for of in ((weekly, few), (daily, days))]
    assert median[1] == pytest.approx(7.0 * median[0], rel=1e-4)


@every_purchase_model
def test_a_new_customer_is_predicted_like_others_and_is_likely_there(model, summary):
    parameters, new = model.fit(summary).parameters, new_customer()
    told = purchase_count_probabilities(model, parameters, new, 52.0, 400)[0]
    expected = model.expected_transactions(parameters, new, 52.0)[0]
    assert told.sum() == pytest.approx(1.0, abs=1e-9)
    assert told @ np.arange(401) == pytest.approx(expected, rel=1e-8)
    assert 0.0 < probability_there(model, parameters, new, 52.0)[0] < 1.0


@every_purchase_model
def test_every_prediction_has_an_interval(model, summary):
    fit, few = model.fit(summary), summary.take(np.arange(0, summary.n_customers, 100))
    normals = standard_normals(1, 20, len(fit.parameters))
    for tell in (
        lambda drawn: purchase_count_probabilities(model, drawn, few, 10.0, 3),
        lambda drawn: discounted_transactions(model, drawn, few, 0.1),
        lambda drawn: expected_time_there(model, drawn, few, 52.0),
        lambda drawn: residual_lifetime_quantile(model, drawn, few, 0.5),
    ):
        value, low, high = prediction_interval((fit,), tell, normals)
        assert low.shape == value.shape == high.shape
        assert ((low <= high) & np.isfinite(value)).all()
        assert ((low <= value) & (value <= high)).mean() > 0.9


@every_opportunity_model
def test_of_opportunities_counts_sum_to_one_and_survival_falls(model, data):
    customers = data(model).take(np.arange(0, data(model).n_customers, 100))
    parameters = model.fit(data(model)).parameters
    told = model.purchase_count_probabilities(parameters, customers, 6)
    assert told.sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    expected = model.expected_transactions(parameters, customers, 6)
    assert told @ np.arange(7) == pytest.approx(expected, rel=1e-11)
    there = [model.probability_there(parameters, customers, k) for k in range(4)]
    assert there[0] == pytest.approx(model.probability_alive(parameters, customers), rel=1e-12)
    assert all((late < early).all() for early, late in pairwise(there))


@every_purchase_model
def test_of_two_alike_the_one_silent_for_longer_is_less_likely_alive(model, summary):
    parameters = model.fit(summary).parameters
    repeat = summary.take(np.flatnonzero(summary.frequency > 0))
    silent = replace(repeat, age=repeat.age + 10.0)
    assert (model.probability_alive(parameters, silent) < model.probability_alive(parameters, repeat)).all()


@every_spend_model
def test_expected_spend_is_positive_and_finite(model, data, summary):
    expected = model.expected_spend(model.fit(data(model)).parameters, data(model))
    assert expected.shape == (summary.n_customers,)
    assert ((expected > 0.0) & np.isfinite(expected)).all()

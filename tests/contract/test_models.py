"""What every lifetime-value model promises; a new one inherits these checks by its line in the catalogue."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.example_opportunities import read_example_opportunities
from hooper.history.read_log import read_log
from hooper.history.survivors import Survivors
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.hidden_markov.customer_covariates import no_covariates
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.model_kinds import OpportunityModel, PurchaseModel, RetentionModel, SpendModel
from hooper.lifetime_value.panel_model import PanelModel

STATUSES = {"ok", "boundary", "flat", "failed"}
every_model = pytest.mark.parametrize("model", catalogue.MODELS, ids=catalogue.names())
every_purchase_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, PurchaseModel)], ids=lambda m: m.name
)
every_spend_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, SpendModel)], ids=lambda m: m.name
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

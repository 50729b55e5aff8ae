"""What every lifetime-value model promises; a new one inherits these checks by its line in the catalogue."""

from dataclasses import fields, replace

import numpy as np
import pytest

from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.read_log import read_log
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.catalogue import PurchaseModel, SpendModel

STATUSES = {"ok", "boundary", "flat", "failed"}
every_model = pytest.mark.parametrize("model", catalogue.MODELS, ids=catalogue.names())
every_purchase_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, PurchaseModel)], ids=lambda m: m.name
)
every_spend_model = pytest.mark.parametrize(
    "model", [m for m in catalogue.MODELS if isinstance(m, SpendModel)], ids=lambda m: m.name
)


@pytest.fixture(scope="module")
def summary():
    observed, _ = read_log("example:cdnow")
    return summarise(observed, cut_days=272.0)


def contents(summary: CustomerSummary) -> list[bytes]:
    return [np.asarray(getattr(summary, field.name)).tobytes() for field in fields(summary)]


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
def test_a_fit_names_its_model_and_all_its_parameters(model, summary):
    fit = model.fit(summary)
    assert fit.model == model.name
    assert fit.parameters.keys() == fit.standard_errors.keys() == model.parameters.keys()
    assert fit.log_covariance.shape == (len(model.parameters),) * 2
    assert fit.status == "ok"
    assert np.isfinite(list(fit.standard_errors.values())).all()


@every_model
def test_the_data_are_left_as_they_were(model, summary):
    before = contents(summary)
    model.fit(summary)
    assert contents(summary) == before


@every_model
def test_the_same_data_give_the_same_bits(model, summary):
    one, other = model.fit(summary), model.fit(summary)
    assert one.as_dict() == other.as_dict()
    assert one.log_covariance.tobytes() == other.log_covariance.tobytes()


@every_model
def test_the_order_of_the_customers_does_not_matter(model, summary):
    backwards = summary.take(np.arange(summary.n_customers)[::-1])
    assert model.fit(backwards).as_dict() == model.fit(summary).as_dict()


@every_model
@pytest.mark.parametrize("customers", [0, 1])
def test_no_customer_and_one_customer_give_a_status_and_a_reason(model, summary, customers):
    fit = model.fit(summary.take(np.arange(customers)))
    assert fit.status in STATUSES - {"ok"}
    assert fit.reason
    assert fit.parameters.keys() == model.parameters.keys()


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
def test_expected_spend_is_positive_and_finite(model, summary):
    expected = model.expected_spend(model.fit(summary).parameters, summary)
    assert expected.shape == (summary.n_customers,)
    assert ((expected > 0.0) & np.isfinite(expected)).all()

"""How long customers stay: survival, the time there, and the lifetimes at which shares of them have left."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.lifetime_value import catalogue, pareto_nbd
from hooper.lifetime_value.new_customer import new_customer
from hooper.lifetime_value.time_there import (
    expected_time_there,
    probability_there,
    residual_lifetime_quantile,
)

MODELS = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "mbg_nbd": {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
    "pareto_nbd": {"r": 0.553, "alpha": 10.580, "s": 0.606, "beta": 11.656},
}
every_model = pytest.mark.parametrize("name", MODELS)


@pytest.fixture(scope="module")
def few(calibration):
    return calibration.take(np.arange(60))


def told(name):
    return catalogue.purchase_model(name), MODELS[name]


@every_model
def test_at_the_cut_it_is_the_probability_of_being_alive(name, few):
    model, parameters = told(name)
    assert probability_there(model, parameters, few, 0.0) == pytest.approx(
        model.probability_alive(parameters, few), rel=1e-12
    )


@every_model
def test_the_time_there_rises_by_the_probability_of_being_there(name, few):
    model, parameters = told(name)
    rise = expected_time_there(model, parameters, few, 52.01) - expected_time_there(
        model, parameters, few, 51.99
    )
    assert rise / 0.02 == pytest.approx(probability_there(model, parameters, few, 52.0), rel=1e-7)


def test_a_new_customer_of_the_mbg_nbd_may_have_left_after_the_entry():
    model, parameters = told("mbg_nbd")
    entered = parameters["b"] / (parameters["a"] + parameters["b"])
    assert probability_there(model, parameters, new_customer(), 0.0)[0] == pytest.approx(entered)


@every_model
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_at_the_quantile_the_share_has_left(name, few, share):
    model, parameters = told(name)
    lifetime = residual_lifetime_quantile(model, parameters, few, share)
    columns = few.frequency, few.age
    assert model.survival_while_alive(parameters, *columns, lifetime) == pytest.approx(1.0 - share, rel=1e-10)


@given(st.floats(0.05, 20.0), st.floats(0.1, 100.0), st.floats(0.01, 0.99))
def test_of_the_pareto_nbd_the_quantile_is_the_closed_one(s, beta, share):
    parameters = {"r": 1.0, "alpha": 1.0, "s": s, "beta": beta}
    model = catalogue.purchase_model("pareto_nbd")
    found = residual_lifetime_quantile(model, parameters, new_customer(), share)[0]
    assert found == pytest.approx(beta * np.expm1(-np.log1p(-share) / s), rel=1e-9)


def test_a_lifetime_beyond_all_floats_is_infinite():
    hardly_mortal = MODELS["pareto_nbd"] | {"s": 1e-4}
    model = catalogue.purchase_model("pareto_nbd")
    assert residual_lifetime_quantile(model, hardly_mortal, new_customer(), 0.5)[0] == np.inf


@every_model
def test_a_failed_fit_tells_no_lifetime(name, few):
    model, parameters = told(name)
    assert np.isnan(residual_lifetime_quantile(model, dict.fromkeys(parameters, np.nan), few, 0.5)).all()


@every_model
def test_the_unit_of_time_is_that_of_the_summary(name, few):
    model, parameters = told(name)
    days = replace(few, recency=few.recency * 7.0, age=few.age * 7.0, unit_days=1.0)
    scales = {scale: 7.0 * parameters[scale] for scale in ("alpha", "beta") if scale in parameters}
    in_days = parameters | scales
    weekly = residual_lifetime_quantile(model, parameters, few, 0.5)
    assert residual_lifetime_quantile(model, in_days, days, 0.5) == pytest.approx(7.0 * weekly, rel=1e-9)
    weekly = expected_time_there(model, parameters, few, 52.0)
    assert expected_time_there(model, in_days, days, 364.0) == pytest.approx(7.0 * weekly, rel=1e-11)


def test_how_much_was_bought_says_nothing_of_survival_in_the_pareto_nbd():
    survival = pareto_nbd.survival_while_alive(MODELS["pareto_nbd"], np.array([0, 9]), np.full(2, 30.0), 5.0)
    assert survival[0] == survival[1]


@pytest.mark.parametrize("share", [0.0, 1.0, -0.5, np.nan])
def test_a_share_that_is_none_is_refused(few, share):
    with pytest.raises(InputError, match="share"):
        residual_lifetime_quantile(*told("bg_nbd"), few, share)


@pytest.mark.parametrize("time", [-1.0, np.inf, np.nan])
def test_a_time_without_end_or_before_the_cut_is_refused(few, time):
    with pytest.raises(InputError, match="time: is"):
        probability_there(*told("bg_nbd"), few, time)
    with pytest.raises(InputError, match="horizon: is"):
        expected_time_there(*told("bg_nbd"), few, time)

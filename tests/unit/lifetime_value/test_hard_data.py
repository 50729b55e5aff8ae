"""Logs on which a search can only go wrong: what matters is that the fit says so."""

import numpy as np
import pytest

from hooper.lifetime_value import bg_nbd, gamma_gamma, pareto_nbd

PURCHASE_MODELS = pytest.mark.parametrize("model", [bg_nbd, pareto_nbd], ids=lambda model: model.NAME)


def one_timers(customers):
    return customers(np.zeros(50), np.zeros(50), np.linspace(10, 30, 50))


def no_dropout_at_all(customers):
    return customers(np.full(200, 10), np.full(200, 29.9), np.full(200, 30.0))


def everybody_the_same(customers):
    return customers(np.full(100, 3), np.full(100, 10.0), np.full(100, 20.0))


def equal_rates(customers):
    frequency = np.random.default_rng(1).poisson(5, 1000)
    return customers(
        frequency, np.where(frequency > 0, 30 * frequency / (frequency + 1), 0.0), np.full(1000, 30)
    )


@pytest.mark.parametrize("log", [one_timers, no_dropout_at_all, everybody_the_same, equal_rates])
@PURCHASE_MODELS
def test_a_log_without_an_interior_optimum_is_never_ok(customers, log, model):
    fit = model.fit(log(customers))
    assert fit.status in {"boundary", "flat"}
    assert any(name in fit.reason.split() for name in model.PARAMETERS)


@pytest.mark.parametrize(
    "columns",
    [([], [], []), ([0], [0.0], [20.0]), ([3], [10.0], [20.0]), ([0, 0], [0.0, 0.0], [0.0, 0.0])],
    ids=["nobody", "one who came once", "one customer", "no time to come back"],
)
@PURCHASE_MODELS
def test_too_little_data_is_never_ok(customers, columns, model):
    summary = customers(*columns)
    assert model.fit(summary).status != "ok"
    assert gamma_gamma.fit(summary).status != "ok"


@pytest.mark.parametrize(
    "frequency",
    [501, 10_000],
)
@PURCHASE_MODELS
def test_a_customer_with_very_many_purchases_does_not_break_the_fit(customers, frequency, model):
    """lifetimes issue 405: no convergence with a frequency of 501."""
    generator = np.random.default_rng(1)
    many = np.minimum(generator.poisson(generator.gamma(0.3, 30.0, 400)), generator.geometric(0.2, 400))
    many[0] = frequency
    recency = np.where(many > 0, generator.uniform(100.0, 500.0, 400), 0.0)
    fit = model.fit(customers(many, recency, np.full(400, 501.0)))
    assert fit.status in {"ok", "boundary", "flat"}
    assert np.isfinite(list(fit.parameters.values())).all()
    assert np.isfinite(fit.log_likelihood)


def test_equal_amounts_leave_the_spend_model_flat_or_at_the_boundary(customers):
    summary = customers(np.full(60, 4), np.full(60, 20.0), np.full(60, 30.0), mean_spend=25.0)
    assert gamma_gamma.fit(summary).status in {"boundary", "flat"}

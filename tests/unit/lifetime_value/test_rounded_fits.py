"""Fits to purchases on a grid: CDNOW in days, what must not matter, and logs on which a search goes wrong."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import (
    bg_nbd,
    mbg_nbd,
    pareto_nbd,
    rounded_bg_nbd,
    rounded_mbg_nbd,
    rounded_pareto_nbd,
)

PLAIN = {rounded_bg_nbd: bg_nbd, rounded_mbg_nbd: mbg_nbd, rounded_pareto_nbd: pareto_nbd}
EACH = pytest.mark.parametrize("model", PLAIN, ids=lambda model: model.MODEL.name)
DAY = 1 / 7
# Fitted here: no other package has a correction to compare with.
CDNOW = {
    "bg_nbd": ({"r": 0.235322, "alpha": 4.082248, "a": 0.809983, "b": 2.437033}, -9543.33625),
    "mbg_nbd": ({"r": 0.490967, "alpha": 5.641269, "a": 0.937183, "b": 1.774780}, -9544.29201),
    "pareto_nbd": ({"r": 0.542464, "alpha": 10.082587, "s": 0.612233, "beta": 11.479010}, -9560.06555),
}


@pytest.fixture(scope="module")
def few(calibration):
    """Every sixth customer of CDNOW, for what holds for any log."""
    return calibration.take(np.arange(0, calibration.n_customers, 6))


def one_timers(customers):
    return customers(np.zeros(50), np.zeros(50), np.arange(10, 60))


def a_purchase_in_every_cell(customers):
    return customers(np.full(60, 20), np.full(60, 20.0), np.full(60, 20.0))


def everybody_the_same(customers):
    return customers(np.full(100, 3), np.full(100, 10.0), np.full(100, 20.0))


@pytest.mark.slow
@EACH
def test_the_fit_on_cdnow_in_days_is_the_one_found_before(model, calibration):
    fit = model.MODEL.fit(calibration, DAY)
    parameters, height = CDNOW[model.MODEL.name]
    assert fit.status == "ok"
    assert fit.parameters == pytest.approx(parameters, rel=2e-5)
    assert fit.log_likelihood == pytest.approx(height, abs=1e-3)
    assert fit.spread_of_optima < 1e-6
    # A day hides purchases, so that they are less rare than they look: by two thirds of a standard error.
    plain = PLAIN[model].fit(calibration)
    assert 0.03 < np.log(plain.parameters["alpha"] / fit.parameters["alpha"]) < 0.10


@EACH
def test_where_nothing_was_rounded_all_is_as_without_a_grid(model, few):
    plain = PLAIN[model]
    fit = plain.fit(few)
    assert model.MODEL.fit(few, 0.0).as_dict() == fit.as_dict()
    alive = model.MODEL.probability_alive(fit.parameters, few, 0.0)
    assert (alive == plain.probability_alive(fit.parameters, few)).all()
    expected = model.MODEL.expected_transactions(fit.parameters, few, 0.0, 39.0)
    assert (expected == plain.conditional_expected_transactions(fit.parameters, few, 39.0)).all()


@EACH
def test_on_a_fine_grid_predictions_are_nearly_those_without_one(model, few):
    plain = PLAIN[model]
    values = plain.fit(few).parameters
    alive = model.MODEL.probability_alive(values, few, DAY / 50)
    assert alive == pytest.approx(plain.probability_alive(values, few), abs=1e-3)
    expected = model.MODEL.expected_transactions(values, few, DAY / 50, 39.0)
    assert expected == pytest.approx(plain.conditional_expected_transactions(values, few, 39.0), rel=1e-2)


@pytest.mark.slow
@EACH
def test_the_unit_of_time_changes_times_and_nothing_else(model, few):
    few = few.take(np.arange(0, few.n_customers, 4))
    fit = model.MODEL.fit(few, DAY)
    days = replace(few, recency=np.rint(few.recency * 7), age=np.rint(few.age * 7), unit_days=1.0)
    in_days = model.MODEL.fit(days, 1.0)
    expected = fit.parameters | {name: 7.0 * fit.parameters[name] for name in model.MODEL.times}
    assert in_days.parameters == pytest.approx(expected, rel=1e-6)
    purchases = few.frequency.sum()
    assert in_days.log_likelihood == pytest.approx(fit.log_likelihood - purchases * np.log(7.0))


@EACH
def test_probabilities_are_ones_and_more_horizon_brings_more_purchases(model, customers):
    values = CDNOW[model.MODEL.name][0]
    summary = customers([0, 0, 8, 5, 30], [0.0, 0.0, 38.0, 5.0, 30.0], [0.0, 39.0, 39.0, 39.0, 30.0])
    alive = model.MODEL.probability_alive(values, summary, 1.0)
    assert ((alive > 0.0) & (alive <= 1.0)).all()
    assert alive[2] > 0.85
    assert alive[3] < 0.02
    within = [model.MODEL.expected_transactions(values, summary, 1.0, h) for h in (0.0, 1.0, 4.0, 40.0)]
    assert (within[0] == 0.0).all()
    assert (np.diff(within, axis=0) > 0.0).all()
    assert (within[2] < 4.0 * within[1]).all()


@EACH
def test_nobody_has_no_predictions(model, customers):
    values, nobody = CDNOW[model.MODEL.name][0], customers([], [], [])
    assert model.MODEL.probability_alive(values, nobody, 1.0).shape == (0,)
    assert model.MODEL.expected_transactions(values, nobody, 1.0, 4.0).shape == (0,)


def test_who_came_once_may_have_left_within_the_first_day(customers):
    """The BG/NBD without a grid knows nobody who left without a second purchase."""
    alive = rounded_bg_nbd.MODEL.probability_alive(CDNOW["bg_nbd"][0], customers([0], [0.0], [39.0]), DAY)
    assert 0.99 < alive[0] < 1.0


@pytest.mark.slow
@EACH
@pytest.mark.parametrize("log", [one_timers, a_purchase_in_every_cell, everybody_the_same])
def test_a_log_without_an_interior_optimum_is_never_ok(model, log, customers):
    fit = model.MODEL.fit(log(customers), 1.0)
    assert fit.status in {"boundary", "flat"}
    assert any(name in fit.reason.replace(":", "").split() for name in model.MODEL.parameters)


@EACH
@pytest.mark.parametrize(
    "columns", [([], [], []), ([0, 0], [0.0, 0.0], [0.0, 0.0])], ids=["nobody", "no time to come back"]
)
def test_nothing_to_fit_is_a_failed_fit(model, columns, customers):
    fit = model.MODEL.fit(customers(*columns), 1.0)
    assert fit.status == "failed"
    assert fit.reason == "nobody was seen for any time after a first purchase"


@pytest.mark.slow
@EACH
@pytest.mark.parametrize(
    "columns", [([0], [0.0], [20.0]), ([3], [10.0], [20.0])], ids=["one who came once", "one customer"]
)
def test_too_little_data_is_never_ok(model, columns, customers):
    assert model.MODEL.fit(customers(*columns), 1.0).status != "ok"


@EACH
def test_times_off_the_grid_are_refused(model, customers):
    summary = customers([1], [3.5], [9.0])
    with pytest.raises(InputError, match="off the grid"):
        model.MODEL.fit(summary, 1.0)
    with pytest.raises(InputError, match="off the grid"):
        model.MODEL.probability_alive(CDNOW[model.MODEL.name][0], summary, 1.0)

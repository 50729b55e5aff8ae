"""Predictions take parameters that are a customer's own: each customer is told what one alone would be."""

import numpy as np
import pytest

from hooper.lifetime_value import bg_nbd
from tests.unit.lifetime_value.covariate_data import HERE, MODELS, people

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.NAME)
HORIZONS, WEIGHTS = np.array([4.0, 26.0]), np.array([0.2, 0.8])
PREDICTIONS = pytest.mark.parametrize(
    "predict",
    [
        lambda model, own, summary: model.probability_alive(own, summary),
        lambda model, own, summary: model.conditional_expected_transactions(own, summary, 26.0),
        lambda model, own, summary: model.weighted_transactions_while_alive(
            own, summary.frequency, summary.age, HORIZONS, WEIGHTS
        ),
        lambda model, own, summary: model.expected_transactions(own, HORIZONS) @ WEIGHTS,
    ],
    ids=["alive", "conditional", "weighted", "new customers"],
)


def plain(model):
    return dict(zip(model.PARAMETERS, HERE[model.NAME], strict=True))


def own_parameters(model, n_customers):
    factors = np.exp(np.random.default_rng(3).normal(0.0, 0.5, (4, n_customers)))
    return {name: value * row for (name, value), row in zip(plain(model).items(), factors, strict=True)}


@every_model
@PREDICTIONS
def test_each_customer_is_told_what_one_alone_would_be(customers, model, predict):
    summary, _ = people(customers, 30)
    own = own_parameters(model, 30)
    together = predict(model, own, summary)
    for row in range(30):
        alone = {name: float(column[row]) for name, column in own.items()}
        expected = np.ravel(predict(model, alone, summary.take(np.array([row]))))[0]
        assert together[row] == pytest.approx(expected, rel=1e-14)


@every_model
@PREDICTIONS
def test_the_same_number_for_all_is_that_number(customers, model, predict):
    summary, _ = people(customers, 30)
    columns = {name: np.full(30, value) for name, value in plain(model).items()}
    expected = predict(model, plain(model), summary)
    assert predict(model, columns, summary) == pytest.approx(np.full(30, expected), rel=1e-15)


@every_model
@PREDICTIONS
def test_numbers_and_columns_may_stand_side_by_side(customers, model, predict):
    summary, _ = people(customers, 30)
    own = own_parameters(model, 30)
    mixed = own | {"r": 0.4}
    expected = predict(model, own | {"r": np.full(30, 0.4)}, summary)
    assert predict(model, mixed, summary) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("name", bg_nbd.PARAMETERS)
def test_neighbours_who_differ_in_one_parameter_only_are_told_apart(name):
    own = {each: np.full(2, value) for each, value in plain(bg_nbd).items()}
    own[name][1] *= 2.0
    told = bg_nbd.weighted_transactions_while_alive(
        own, np.array([3, 3]), np.array([20.0, 20.0]), HORIZONS, WEIGHTS
    )
    assert abs(told[1] / told[0] - 1.0) > 0.01

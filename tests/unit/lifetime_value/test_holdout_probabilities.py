from typing import Any

import numpy as np
import pytest

from hooper.lifetime_value import catalogue, holdout_probabilities
from hooper.lifetime_value.holdout import holdout_purchases
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities

BG_NBD = catalogue.purchase_model("bg_nbd")


def test_they_are_those_of_each_customer_and_count(cdnow, calibration, purchase_fit):
    actual = holdout_purchases(calibration, cdnow)
    parameters = purchase_fit.parameters
    of_actual, of_any = holdout_probabilities.holdout_probabilities(
        BG_NBD, parameters, calibration, 39.0, actual
    )
    table = purchase_count_probabilities(BG_NBD, parameters, calibration, 39.0, int(actual.max()))
    assert of_actual == pytest.approx(table[np.arange(actual.size), actual], rel=1e-9)
    assert of_any == pytest.approx(1.0 - table[:, 0], rel=1e-9)


def test_blocks_leave_no_mark(cdnow, calibration, purchase_fit, monkeypatch):
    arguments = (BG_NBD, purchase_fit.parameters, calibration, 39.0, holdout_purchases(calibration, cdnow))
    whole = holdout_probabilities.holdout_probabilities(*arguments)
    monkeypatch.setattr(holdout_probabilities, "_BLOCK", 100)
    for one, other in zip(whole, holdout_probabilities.holdout_probabilities(*arguments), strict=True):
        assert other == pytest.approx(one, rel=1e-9)


def test_parameters_may_be_those_of_each_customer(cdnow, calibration, purchase_fit, monkeypatch):
    monkeypatch.setattr(holdout_probabilities, "_BLOCK", 1000)
    actual = holdout_purchases(calibration, cdnow)
    each: Any = {name: np.full(actual.size, value) for name, value in purchase_fit.parameters.items()}
    one, other = (
        holdout_probabilities.holdout_probabilities(BG_NBD, parameters, calibration, 39.0, actual)
        for parameters in (purchase_fit.parameters, each)
    )
    assert other.of_actual == pytest.approx(one.of_actual, rel=1e-9)


def test_the_probability_to_buy_at_all_comes_true_on_the_whole(cdnow, calibration, purchase_fit):
    """29 % of CDNOW's customers bought in the holdout; the BG/NBD is known to foretell somewhat less."""
    actual = holdout_purchases(calibration, cdnow)
    foretold = holdout_probabilities.holdout_probabilities(
        BG_NBD, purchase_fit.parameters, calibration, 39.0, actual
    )
    assert foretold.of_any.mean() == pytest.approx((actual > 0).mean(), abs=0.04)
    assert ((foretold.of_actual > 0.0) & (foretold.of_actual <= 1.0)).all()


def test_nobody_has_no_probabilities(customers):
    none = np.zeros(0, dtype=np.int64)
    foretold = holdout_probabilities.holdout_probabilities(
        BG_NBD, {"r": 0.2, "alpha": 4.0, "a": 0.8, "b": 2.4}, customers([], [], []), 39.0, none
    )
    assert foretold.of_actual.size == foretold.of_any.size == 0

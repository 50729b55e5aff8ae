import numpy as np
import pytest

from hooper.lifetime_value import bg_nbd
from hooper.lifetime_value.fit import no_fit
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.lifetime_value.prediction_interval import interval_of, prediction_interval

NORMALS = standard_normals(1, 500, 4)


def test_the_interval_of_a_parameter_is_that_of_its_sampling_distribution(purchase_fit):
    told = prediction_interval((purchase_fit,), lambda drawn: np.array(drawn["r"]), NORMALS)
    error = np.sqrt(purchase_fit.log_covariance[0, 0])
    assert told.value == purchase_fit.parameters["r"]
    # An outer quantile of 500 normals has a standard error of 0.12 standard errors; four of these.
    bounds = np.log([told.low, told.high]) - np.log(told.value)
    assert bounds == pytest.approx([-1.96 * error, 1.96 * error], abs=0.5 * error)


def test_it_holds_the_prediction_and_has_its_shape(purchase_fit, calibration):
    few = calibration.take(np.arange(20))
    told = prediction_interval(
        (purchase_fit,), lambda drawn: bg_nbd.conditional_expected_transactions(drawn, few, 39.0), NORMALS
    )
    expected = bg_nbd.conditional_expected_transactions(purchase_fit.parameters, few, 39.0)
    np.testing.assert_array_equal(told.value, expected)
    assert told.low.shape == told.high.shape == (20,)
    assert ((told.low < told.value) & (told.value < told.high)).all()


def test_the_same_normals_give_the_same_interval(purchase_fit):
    one, other = (
        prediction_interval((purchase_fit,), lambda drawn: np.array(drawn["a"]), NORMALS) for _ in range(2)
    )
    assert one == other


def test_each_fit_has_its_own_draws(purchase_fit, spend_fit):
    seven = standard_normals(1, 100, 7)
    told = prediction_interval(
        (purchase_fit, spend_fit), lambda one, other: np.array([one["r"], other["q"]]), seven
    )
    alone = prediction_interval((spend_fit,), lambda other: np.array(other["q"]), seven[:, 4:])
    assert (told.value[1], told.low[1], told.high[1]) == alone


def test_without_covariance_or_draws_there_is_none(purchase_fit):
    failed = no_fit("bg_nbd", bg_nbd.PARAMETERS, "no data", 0)
    told = prediction_interval((failed,), lambda drawn: np.array(drawn["r"]), NORMALS)
    assert np.isnan([told.value, told.low, told.high]).all()
    told = prediction_interval((purchase_fit,), lambda drawn: np.array(drawn["r"]), NORMALS[:0])
    assert told.value == purchase_fit.parameters["r"]
    assert np.isnan([told.low, told.high]).all()


def test_infinite_draws_are_a_bound_like_others():
    low, high = interval_of(np.array([1.0, 2.0, np.inf, np.inf]))
    assert (low, high) == (1.0, np.inf)

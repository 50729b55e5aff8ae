import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.targeting.logistic_regression import fit_logistic


def drawn(n=3000, seed=1):
    chance = np.random.default_rng(seed)
    signs = {"first": chance.normal(5.0, 2.0, n), "second": chance.exponential(3.0, n)}
    score = -1.0 + 0.4 * (signs["first"] - 5.0) - 0.2 * signs["second"]
    return signs, chance.random(n) < 1.0 / (1.0 + np.exp(-score))


def test_a_table_of_two_by_two_has_the_known_odds_ratio_and_error():
    """By hand: odds 3/1 and 1/3, so that the weight is ln 9, and its variance 1/3 + 1 + 1 + 1/3 a cell."""
    late = {"late": np.repeat([0.0, 0.0, 1.0, 1.0], [30, 10, 10, 30])}
    came = np.repeat([False, True, False, True], [30, 10, 10, 30])
    fit = fit_logistic(late, came)
    assert (fit.status, fit.n_rows) == ("ok", 80)
    assert fit.weights["late"] == pytest.approx(np.log(9.0), rel=1e-5)
    assert fit.weights["constant"] == pytest.approx(np.log(1 / 3), rel=1e-5)
    assert fit.standard_errors["late"] == pytest.approx(np.sqrt(1 / 30 + 1 / 10 + 1 / 10 + 1 / 30), rel=1e-5)
    assert fit.log_likelihood == pytest.approx(60 * np.log(0.75) + 20 * np.log(0.25))


def test_at_the_top_what_is_foretold_adds_up_to_what_came_in_all_and_by_every_sign():
    signs, came = drawn()
    fit = fit_logistic(signs, came)
    chance = fit.probability(signs, came.size)
    assert chance.sum() == pytest.approx(came.sum())
    for values in signs.values():  # signs are kept in float32 while they are fitted
        assert chance @ values == pytest.approx(came @ values, rel=1e-5)


def test_true_weights_lie_within_four_standard_errors():
    """Wrong once in 5,000 seeds: three weights at 4 standard errors."""
    signs, came = drawn(20_000)
    fit = fit_logistic(signs, came)
    for name, true in (("first", 0.4), ("second", -0.2), ("constant", -3.0)):
        assert abs(fit.weights[name] - true) < 4.0 * fit.standard_errors[name]


@pytest.mark.parametrize(
    ("signs", "came", "status", "reason"),
    [
        ({"x": np.arange(6.0)}, np.arange(6) > 2, "boundary", "keeps rising"),
        ({"x": np.arange(6.0)}, np.zeros(6, bool), "failed", "False in all 6 rows"),
        ({"x": np.empty(0)}, np.empty(0, bool), "failed", "no row"),
    ],
)
def test_a_fit_that_goes_wrong_is_a_status_with_a_reason(signs, came, status, reason):
    fit = fit_logistic(signs, came)
    assert fit.status == status
    assert reason in fit.reason


def test_signs_that_say_the_same_twice_are_flat_and_one_that_never_differs_is_left_out():
    signs, came = drawn()
    twice = fit_logistic(signs | {"again": 2.0 * signs["first"]}, came)
    assert twice.status == "flat"
    assert "again" in twice.reason
    level = fit_logistic(signs | {"level": np.full(came.size, 7.0)}, came)
    assert (level.status, level.left_out) == ("ok", ("level",))
    assert level.weights == fit_logistic(signs, came).weights


def test_a_failed_fit_foretells_nothing():
    fit = fit_logistic({"x": np.arange(3.0)}, np.ones(3, bool))
    assert np.isnan(fit.probability({"x": np.arange(3.0)}, 3)).all()


@given(st.floats(0.01, 100.0), st.floats(-50.0, 50.0))
@settings(max_examples=20, deadline=None)
def test_the_unit_and_zero_of_a_sign_change_no_probability(factor, shift):
    signs, came = drawn(500)
    other = {**signs, "first": factor * signs["first"] + shift}
    before, after = (fit_logistic(each, came).probability(each, came.size) for each in (signs, other))
    assert after == pytest.approx(before, abs=1e-4)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.comparison.warning_scores import score_warnings

warnings = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), min_size=2, max_size=50)


def drawn(n=20_000, seed=1):
    chance = np.random.default_rng(seed)
    risk = chance.beta(1.0, 3.0, n)
    return risk, chance.random(n) < risk


def test_scores_of_ten_customers_by_hand():
    """The one with the highest risk fell silent, and one of the other nine: lift 5, area (8 + 5) / 16."""
    risk, came = np.linspace(0.0, 0.9, 10), np.zeros(10, bool)
    came[[9, 5]] = True
    scores = score_warnings(risk, came)
    assert scores.lift_in_top_tenth == pytest.approx(5.0)
    assert scores.area_under_curve == pytest.approx((8 + 5) / 16)
    assert scores.brier_score == pytest.approx((((risk - came) ** 2).sum()) / 10)
    assert (scores.base_rate, scores.brier_of_base_rate) == pytest.approx((0.2, 0.16))


def test_risks_that_are_as_they_should_be_have_slope_one():
    """The slope has a standard error of .02 here: .08 is 4 of them, wrong once in 15,000."""
    risk, came = drawn()
    scores = score_warnings(risk, came)
    assert scores.calibration_slope == pytest.approx(1.0, abs=0.08)
    assert (scores.brier_score or 1.0) < (scores.brier_of_base_rate or 0.0)


def test_risks_that_are_too_far_apart_have_a_slope_below_one():
    risk, came = drawn()
    odds = (risk / (1.0 - risk)) ** 2
    assert score_warnings(odds / (1.0 + odds), came).calibration_slope == pytest.approx(0.5, abs=0.04)


def test_the_same_risk_for_everybody_has_lift_one_and_area_one_half():
    scores = score_warnings(np.full(40, 0.25), np.arange(40) % 4 == 0)
    assert (scores.lift_in_top_tenth, scores.area_under_curve) == pytest.approx((1.0, 0.5))
    assert scores.brier_score == pytest.approx(scores.brier_of_base_rate)
    assert scores.calibration_slope is None


@given(warnings, st.randoms(use_true_random=False))
def test_the_order_of_the_customers_changes_no_score(rows, lot):
    other = rows.copy()
    lot.shuffle(other)
    one, two = (
        score_warnings(np.array([row[0] for row in each]), np.array([row[1] for row in each]))
        for each in (rows, other)
    )
    for name in ("base_rate", "lift_in_top_tenth", "brier_score", "area_under_curve"):
        assert getattr(one, name) == pytest.approx(getattr(two, name))


@pytest.mark.parametrize("came", [np.zeros(3, bool), np.ones(3, bool)])
def test_where_all_ended_alike_only_the_squared_error_can_be_told(came):
    scores = score_warnings(np.full(3, 0.5), came)
    assert scores.brier_score == 0.25
    assert scores.lift_in_top_tenth is scores.area_under_curve is scores.calibration_slope is None


def test_risks_of_a_failed_fit_and_of_nobody_are_not_scored():
    for risk in (np.full(3, np.nan), np.empty(0)):
        assert score_warnings(risk, np.zeros(risk.size, bool)).brier_score is None

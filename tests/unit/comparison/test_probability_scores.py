import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.comparison.probability_scores import score_probabilities

probability = st.floats(0.01, 0.99)


def test_scores_of_hand():
    """Four customers in four groups: each is the share of its own."""
    of_actual = np.array([0.9, 0.1, 0.2, 0.8])
    of_any = np.array([0.1, 0.5, 0.7, 0.2])
    scores = score_probabilities(of_actual, of_any, np.array([0, 2, 1, 0]))
    assert scores.log_score == pytest.approx(math.log(0.9 * 0.1 * 0.2 * 0.8) / 4)
    assert scores.brier_score == pytest.approx((0.01 + 0.25 + 0.09 + 0.04) / 4)
    assert scores.calibration_error == pytest.approx((0.1 + 0.5 + 0.3 + 0.2) / 4)


def test_shares_that_come_true_are_calibrated_however_little_they_tell():
    actual = np.tile([0, 0, 0, 1, 2], 100)
    scores = score_probabilities(np.full(500, 0.4), np.full(500, 0.4), actual)
    assert scores.calibration_error == pytest.approx(0.0, abs=1e-12)
    assert scores.brier_score == pytest.approx(0.24)


def test_calibration_is_judged_within_tenths_and_not_on_the_whole():
    of_any, actual = np.repeat([0.2, 0.8], 50), np.repeat([1, 0], 50)
    assert score_probabilities(of_any, of_any, actual).calibration_error == pytest.approx(0.8)


def test_the_impossible_that_happened_costs_everything():
    scores = score_probabilities(np.array([0.0, 1.0]), np.array([0.0, 0.0]), np.array([1, 0]))
    assert scores.log_score == -math.inf
    assert scores.as_dict()["log_score"] is None
    assert scores.brier_score == 0.5


@given(probability, probability)
@settings(deadline=None, derandomize=True)
def test_nobody_can_expect_to_do_better_than_by_the_truth(truth, told):
    """Expected scores: customers who buy once with probability `truth`, weighted by hand."""

    def expected(p):
        bought = score_probabilities(np.array([p]), np.array([p]), np.array([1]))
        not_so = score_probabilities(np.array([1.0 - p]), np.array([p]), np.array([0]))
        log = truth * bought.log_score + (1.0 - truth) * not_so.log_score
        return log, truth * bought.brier_score + (1.0 - truth) * not_so.brier_score

    (best_log, best_brier), (log, brier) = expected(truth), expected(told)
    assert log <= best_log + 1e-12
    assert brier >= best_brier - 1e-12

"""The scores of an estimator of value, and that they tell what is wrong with one."""

import json

import numpy as np
import pytest

from hooper.comparison.value_score import ValueScore, score_values
from hooper.foundation.random_words import uniforms, words
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated, no_estimate

CUSTOMERS = 2_000
EXPECTED = np.exp(1.5 * np.sin(np.arange(CUSTOMERS) * 0.7)) * (np.arange(CUSTOMERS) % 5 > 0)


def scored(value, interval=None):
    scores = score_values(estimated(value, interval), EXPECTED, EXPECTED)
    assert scores is not None
    return scores


def test_the_truth_itself_has_no_fault():
    scores = scored(EXPECTED)
    assert (scores.card.bias, scores.card.root_mean_squared_error, scores.targeting.regret) == (0.0, 0.0, 0.0)
    assert scores.card.rank_correlation == pytest.approx(1.0)
    assert scores.calibration_error == pytest.approx(0.0, abs=1e-12)
    assert scores.coverage is None


def test_an_estimator_that_is_a_fifth_too_high_shows_it():
    scores = scored(1.2 * EXPECTED)
    assert scores.card.relative_bias_of_total == pytest.approx(0.2)
    assert scores.calibration_error == pytest.approx(0.2)
    assert scores.card.rank_correlation == pytest.approx(1.0)


def test_an_estimator_that_is_a_fifth_too_low_forgoes_customers_who_pay():
    flat = np.linspace(0.9, 1.1, CUSTOMERS)
    scores = score_values(estimated(0.8 * flat), flat, flat)
    assert scores is not None
    assert scores.card.relative_bias_of_total == pytest.approx(-0.2)
    assert (scores.targeting.treated, scores.targeting.regret_share) == (0, 1.0)


def test_an_estimator_that_shuffles_the_customers_knows_nothing():
    """False alarms: the rank correlation has a standard deviation of .022: about 1 in 100,000 seeds."""
    luck = uniforms(words((1, 0), np.arange(CUSTOMERS), 0, 0, 1))[0]
    scores = scored(EXPECTED[np.argsort(luck)])
    assert scores.card.rank_correlation == pytest.approx(0.0, abs=0.1)
    assert scores.card.relative_bias_of_total == pytest.approx(0.0, abs=1e-12)
    assert scores.targeting.regret_share == pytest.approx(1.0, abs=0.15)
    assert scores.calibration_error is not None
    assert scores.calibration_error > 0.5


def test_intervals_that_hold_half_of_the_lives_say_so():
    low = np.where(np.arange(CUSTOMERS) % 2 == 0, EXPECTED, EXPECTED + 1.0)
    coverage = scored(EXPECTED, (low, low + 1.0)).coverage
    assert coverage is not None
    assert (coverage.coverage, coverage.below, coverage.mean_width) == (0.5, 0.5, pytest.approx(1.0))


def test_what_gave_no_values_is_a_row_with_its_reason():
    assert score_values(no_estimate("not_applicable", "no contracts"), EXPECTED, EXPECTED) is None
    row = ValueScore("shop", "structural", "sbg", "not_applicable", "no contracts", None)
    assert row.record() == {
        "world": "shop",
        "kind": "structural",
        "estimator": "sbg",
        "status": "not_applicable",
        "reason": "no contracts",
    }


def test_a_row_is_plain_json():
    row = ValueScore("shop", "structural", "mine", "ok", "", scored(EXPECTED + 1.0))
    told = json.loads(json.dumps(row.record(), allow_nan=False))
    assert told["bias"] == pytest.approx(1.0)
    assert len(told["decile_estimated_mean"]) == 10
    assert told["coverage"] is None
    assert told["regret"] >= 0.0


def test_values_that_are_not_finite_are_a_failure():
    broken = estimated(np.array([1.0, np.nan]))
    assert isinstance(broken, ValueEstimate)
    assert (broken.status, broken.value) == ("failed", None)
    assert "1 customers" in broken.reason

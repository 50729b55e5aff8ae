from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.mechanisms.survey_answers import CUTS, rating, reported_satisfaction, score, stated_intent

SLOPE = 7.0
feelings = st.floats(-300.0, 300.0)


def test_what_is_told_is_satisfaction_with_the_glow_of_recoveries():
    told = reported_satisfaction(np.array([0.25, -0.5], np.float32), np.array([0.125, 0.0], np.float32))
    assert told.tolist() == [0.375, -0.5]
    assert told.dtype == np.float32


def test_the_score_is_logistic_and_intent_its_root():
    told = np.array([-0.4, 0.0, 0.1, 0.4])
    expected = [1 / (1 + exp(-SLOPE * each)) for each in told]
    np.testing.assert_allclose(score(told, SLOPE), expected, rtol=1e-12)
    np.testing.assert_allclose(
        stated_intent(score(told, SLOPE)), [sqrt(each) for each in expected], rtol=1e-12
    )


def test_a_rating_begins_at_its_cut():
    just_below = np.nextafter(CUTS, 0.0)
    assert rating(np.array([0.0, *CUTS])).tolist() == [1, 2, 3, 4, 5]
    assert rating(np.array([*just_below, 1.0])).tolist() == [1, 2, 3, 4, 5]


@given(feelings, feelings)
def test_who_is_more_satisfied_never_answers_lower(one, other):
    low, high = score(np.array(sorted((one, other))), SLOPE)
    assert 0.0 <= low <= high <= 1.0
    assert rating(np.array([low]))[0] <= rating(np.array([high]))[0]
    assert stated_intent(low) <= stated_intent(high)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_intent_has_decreasing_returns(one, other):
    middle = stated_intent(np.array([(one + other) / 2]))[0]
    ends = stated_intent(np.array([one, other])).mean()
    assert middle >= ends or middle == pytest.approx(ends)

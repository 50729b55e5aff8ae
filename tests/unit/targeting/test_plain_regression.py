"""Regressions against what they must find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.targeting.plain_regression import plain_regression


def test_a_plane_is_found_whatever_is_the_same_for_all():
    rng = np.random.default_rng(1)
    features = np.column_stack((rng.normal(size=(60, 2)), np.full(60, 3.0)))
    outcome = 2.0 + features[:, 0] - 5.0 * features[:, 1]
    found = plain_regression(features, outcome)(features)
    assert found == pytest.approx(outcome, abs=1e-4)


def test_an_outcome_of_0_and_1_has_a_chance_between_them_and_the_shares_of_a_table():
    features = np.repeat([0.0, 1.0], 100)[:, np.newaxis]
    outcome = np.concatenate((np.repeat([1.0, 0.0], [20, 80]), np.repeat([1.0, 0.0], [70, 30])))
    chance = plain_regression(features, outcome)
    assert chance(np.array([[0.0], [1.0]])) == pytest.approx([0.2, 0.7], abs=1e-4)
    assert 0.0 < chance(np.array([[-9.0]]))[0] < chance(np.array([[9.0]]))[0] < 1.0


def test_outcomes_that_a_feature_tells_for_sure_do_not_run_away():
    features = np.arange(40.0)[:, np.newaxis]
    chance = plain_regression(features, (features[:, 0] >= 20.0).astype(np.float64))(features)
    assert np.isfinite(chance).all()
    assert (chance[:20] < 0.5).all()
    assert (chance[20:] > 0.5).all()


@given(st.integers(0, 2**16 - 1), st.sampled_from([0.25, 8.0, 1024.0]))
@settings(max_examples=25)
def test_units_and_order_do_not_matter(seed, factor):
    rng = np.random.default_rng(seed)
    features, outcome = rng.normal(size=(80, 3)), rng.gamma(2.0, 1.0, 80)
    places = rng.permutation(80)
    found = plain_regression(features, outcome)(features)
    scaled = plain_regression(factor * features, factor * outcome)(factor * features)
    assert scaled == pytest.approx(factor * found, rel=1e-9)
    assert plain_regression(features[places], outcome[places])(features) == pytest.approx(found, rel=1e-9)

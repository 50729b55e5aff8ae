from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value.hidden_markov.ordered_logit import transition_matrices
from hooper.lifetime_value.hidden_markov.state_model import state_model
from tests.unit.lifetime_value.hidden_markov.panels import NAMES, THREE, plain_moves


@given(st.floats(-6.0, 6.0), st.floats(-6.0, 6.0))
def test_moves_are_differences_of_logistic_functions(contacts, satisfaction):
    model = state_model(THREE, NAMES)
    [moves] = transition_matrices(model, np.array([[contacts, satisfaction]]))
    expected = plain_moves(THREE, 3, {"contacts": contacts, "satisfaction": satisfaction})
    assert moves == pytest.approx(expected, rel=1e-9, abs=1e-14)


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_chances_are_above_zero_and_sum_to_one_however_large_the_covariates(contacts, satisfaction):
    moves = transition_matrices(state_model(THREE, NAMES), np.array([[contacts, satisfaction]]))
    assert (moves > 0.0).all()
    assert moves.sum(axis=2) == pytest.approx(1.0, abs=1e-12)


def test_small_chances_do_not_cancel():
    """Landing in state 1 has the chance F(u_2) - F(u_1), of which both are near 0, or both near 1."""
    model = replace(state_model(THREE, NAMES), lowest_thresholds=np.array([-60.0, 0.0, 60.0]))
    [moves] = transition_matrices(model, np.zeros((1, 2)))
    assert moves[0, 1] == pytest.approx(np.exp(-59.0) - np.exp(-60.0), rel=1e-12)
    assert moves[2, 1] == pytest.approx(np.exp(-60.0) - np.exp(-61.7), rel=1e-12)


@given(st.floats(-3.0, 3.0), st.floats(0.01, 3.0))
def test_more_of_what_pulls_up_makes_every_higher_state_likelier(satisfaction, more):
    columns = np.array([[0.0, satisfaction], [0.0, satisfaction + more]])
    less, higher = transition_matrices(state_model(THREE, NAMES), columns)
    assert (higher.cumsum(axis=1)[:, :-1] < less.cumsum(axis=1)[:, :-1]).all()

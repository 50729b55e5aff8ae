import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value.discrete_time_hazard.cumulative_incidence import cumulative_incidence, survival

paths = st.lists(st.tuples(st.floats(0.0, 0.5), st.floats(0.0, 0.5)), min_size=1, max_size=20)


def test_two_periods_by_hand():
    hazards = np.array([[0.2, 0.3], [0.5, 0.1]])
    assert survival(hazards) == pytest.approx([0.5, 0.2])
    assert cumulative_incidence(hazards) == pytest.approx(np.array([[0.2, 0.3], [0.45, 0.35]]))


def test_constant_leaks_share_the_customers_by_their_size():
    """Of leaks h_k all who leave for k are h_k / sum of h in the end."""
    hazards = np.tile([0.03, 0.01], (5000, 1))
    assert cumulative_incidence(hazards)[-1] == pytest.approx([0.75, 0.25])


@given(paths)
def test_who_stays_and_who_has_left_for_any_cause_are_all(path):
    hazards = np.array(path)
    gone = cumulative_incidence(hazards)
    assert survival(hazards) + gone.sum(axis=1) == pytest.approx(np.ones(len(path)), abs=1e-12)
    assert (np.diff(gone, axis=0, prepend=0.0) >= 0.0).all()


@given(paths)
def test_customers_are_reckoned_one_by_one(path):
    hazards = np.array(path)
    many = np.stack((hazards, hazards[::-1]))
    assert cumulative_incidence(many)[1].tolist() == cumulative_incidence(hazards[::-1]).tolist()

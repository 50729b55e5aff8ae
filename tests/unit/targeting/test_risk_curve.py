import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.targeting.risk_curve import risk_curve

outcomes = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=60)


def test_neighbours_that_would_fall_are_put_together():
    """By hand: shares 0, 1, 0, 1 at 1, 2, 3, 4 become 0, 1/2, 1/2, 1."""
    curve = risk_curve(np.array([1.0, 2.0, 3.0, 4.0]), np.array([False, True, False, True]))
    assert curve.at(np.array([0.0, 1.5, 2.0, 3.9, 9.0])).tolist() == [0.0, 0.0, 0.5, 0.5, 1.0]


@given(outcomes)
def test_risks_never_fall_and_add_up_to_what_came(rows):
    sign, came = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows])
    risks = risk_curve(sign, came).at(sign)
    assert (np.diff(risks[np.argsort(sign, kind="stable")]) >= 0.0).all()
    assert risks.sum() == pytest.approx(came.sum())
    assert ((risks >= 0.0) & (risks <= 1.0)).all()

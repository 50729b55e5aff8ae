import numpy as np
import pytest

from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import (
    CONSTANT,
    LOG_TENURE,
    period_dummies,
    tenure_polynomial,
)

TENURE = np.array([[1, 2], [3, 9]])


@pytest.mark.parametrize("baseline", [CONSTANT, LOG_TENURE, period_dummies(3), tenure_polynomial(3)])
def test_every_baseline_has_a_column_a_name(baseline):
    assert baseline.columns(TENURE).shape == (2, 2, len(baseline.names))


def test_the_names_tell_the_terms():
    assert tenure_polynomial(3).names == ("tenure", "tenure^2", "tenure^3")
    assert period_dummies(3).names == ("period_2", "period_3")
    assert tenure_polynomial(0).names == period_dummies(1).names == ()


def test_the_terms_are_what_they_are_called():
    assert LOG_TENURE.columns(TENURE)[..., 0] == pytest.approx(np.log(TENURE))
    assert tenure_polynomial(2).columns(TENURE)[1].tolist() == [[3, 9], [9, 81]]
    assert period_dummies(3).columns(TENURE)[1].tolist() == [[0, 1], [0, 1]]

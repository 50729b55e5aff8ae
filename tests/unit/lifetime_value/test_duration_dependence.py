import math

import pytest
from scipy.stats import chi2

from hooper.lifetime_value import beta_discrete_weibull, shifted_beta_geometric
from hooper.lifetime_value.duration_dependence import duration_dependence
from tests.unit.lifetime_value.contracts import FOUR_COHORTS, HIGH_END, cohorts


def dependence(survivors):
    return duration_dependence(beta_discrete_weibull.fit(survivors), shifted_beta_geometric.fit(survivors))


def test_the_statistic_is_twice_what_the_exponent_brings():
    found = dependence(HIGH_END)
    assert found.statistic == pytest.approx(2 * (1611.15815 - 1605.31421), abs=1e-4)
    assert found.p_value == pytest.approx(chi2.sf(found.statistic, 1), rel=1e-12)


def test_customers_who_follow_the_shifted_beta_geometric_show_none():
    """These counts were made from S(t) with alpha 3.8 and beta 15.2, but for rounding."""
    assert dependence(FOUR_COHORTS).p_value > 0.9


def test_nobody_shows_nothing():
    found = dependence(cohorts([0, 0]))
    assert math.isnan(found.statistic)
    assert math.isnan(found.p_value)

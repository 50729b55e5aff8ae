"""Figures of Gupta, Lehmann and Stuart (2004), and closed forms."""

import pytest

from hooper.economics.margin_multiplier import margin_multiplier, retention_elasticity


@pytest.mark.parametrize(
    ("retention", "rate", "expected"),
    [(0.8, 0.10, 2.6667), (0.9, 0.10, 4.5), (0.9, 0.12, 4.0909), (0.8, 0.12, 2.5)],
)
def test_the_published_multipliers(retention, rate, expected):
    assert margin_multiplier(retention, rate) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("retention", "gain"), [(0.6, 0.2037), (0.7, 0.2245), (0.8, 0.2750), (0.9, 0.4074)])
def test_five_points_of_retention_lift_the_multiplier_by_20_to_41_percent(retention, gain):
    lift = margin_multiplier(retention + 0.05, 0.1) / margin_multiplier(retention, 0.1) - 1.0
    assert lift == pytest.approx(gain, abs=5e-5)


def test_the_multiplier_is_the_discounted_sum_of_the_survivors():
    series = sum((0.8 / 1.1) ** period for period in range(1, 400))
    assert margin_multiplier(0.8, 0.1) == pytest.approx(series, rel=1e-13)


@pytest.mark.parametrize(("retention", "expected"), [(0.9, 5.09), (0.8, 3.5)])
def test_the_elasticity_is_the_published_one_and_the_slope_of_the_multiplier(retention, expected):
    elasticity = retention_elasticity(retention, 0.12)
    assert elasticity == pytest.approx(expected, abs=5e-3)
    step = 1e-6
    lift = margin_multiplier(retention * (1.0 + step), 0.12) / margin_multiplier(retention, 0.12) - 1.0
    assert lift / step == pytest.approx(elasticity, rel=1e-4)

"""Elasticities against the slopes of the value, and their order."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hooper.economics.margin_multiplier import margin_multiplier
from hooper.economics.value_elasticities import value_elasticities
from hooper.foundation.errors import InputError

DRIVERS = ("margin_per_period", "retention_per_period", "rate_per_period", "acquisition_cost")
NAMES = ("margin", "retention", "discount_rate", "acquisition_cost")


def value(margin, retention, rate, cost):
    return margin * margin_multiplier(retention, rate) - cost


@given(st.floats(1, 100), st.floats(0.3, 0.95), st.floats(0.02, 0.5), st.floats(0.01, 0.8))
def test_each_is_the_slope_of_the_value_in_logarithms(margin, retention, rate, share):
    at = [margin, retention, rate, share * margin * margin_multiplier(retention, rate)]
    found = value_elasticities(*at)
    step = 1e-6
    for place, name in enumerate(NAMES):
        up, down = ([*at[:place], at[place] * (1 + s), *at[place + 1 :]] for s in (step, -step))
        slope = (value(*up) - value(*down)) / (2 * step * value(*at))
        assert getattr(found, name) == pytest.approx(slope, rel=1e-4)


@given(st.floats(1, 100), st.floats(0.01, 1.0), st.floats(0.001, 2.0), st.floats(0.0, 0.999))
def test_retention_comes_before_margin_and_margin_before_acquisition_cost(margin, retention, rate, share):
    cost = share * margin * margin_multiplier(retention, rate)
    assume(cost < margin * margin_multiplier(retention, rate))
    found = value_elasticities(margin, retention, rate, cost)
    assert found.retention > found.margin > -found.acquisition_cost >= 0.0
    assert found.margin + found.acquisition_cost == pytest.approx(1.0)


def test_the_published_five_one_and_a_tenth():
    """A tenth of acquisition cost is a cost of a tenth of the value; five is a retention of about .9."""
    found = value_elasticities(10.0, 0.88, 0.12, 0.1 / 1.1 * 10.0 * margin_multiplier(0.88, 0.12))
    assert found.acquisition_cost == pytest.approx(-0.1)
    assert found.margin == pytest.approx(1.1)
    assert found.retention == pytest.approx(5.0, abs=0.15)


def test_a_customer_who_costs_what_is_brought_has_no_percent():
    with pytest.raises(InputError, match=r"acquisition_cost: .*nothing is gained"):
        value_elasticities(10.0, 0.5, 0.5, 5.0)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError) as caught:
        value_elasticities(-1.0, 1.2, -0.1, -4.0)
    assert [fault.where for fault in caught.value.faults] == list(DRIVERS)

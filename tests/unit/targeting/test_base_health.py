import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.targeting.base_health import base_health, health_by_group

bases = st.lists(st.tuples(st.floats(0.01, 1e4), st.floats(0.0, 1.0)), min_size=1, max_size=30)


def test_health_is_the_chance_to_stay_weighted_by_value():
    assert base_health(np.array([10.0, 30.0]), np.array([0.0, 0.5])) == pytest.approx(25.0 / 40.0)


@given(bases, st.floats(0.001, 1000.0))
def test_it_lies_between_the_ends_and_forgets_the_unit_of_money(rows, factor):
    value, risk = np.array(rows).T
    health = base_health(value, risk)
    assert 0.0 <= health <= 1.0 + 1e-12
    assert base_health(factor * value, risk) == pytest.approx(health)
    assert base_health(value, np.zeros(value.size)) == pytest.approx(1.0)


@given(bases)
def test_groups_weighted_by_value_are_the_base(rows):
    value, risk = np.array(rows).T
    groups = health_by_group(value, risk, np.arange(value.size) % 3, ["a", "b", "c"])
    assert sum(each.customers for each in groups) == value.size
    weighted = sum(each.value * each.health for each in groups) / sum(each.value for each in groups)
    assert weighted == pytest.approx(base_health(value, risk))


def test_a_risk_outside_0_to_1_is_refused():
    with pytest.raises(InputError, match=r"risk: is 1.5 at place 0"):
        base_health(np.ones(1), np.array([1.5]))

"""What the laws make of seven dimensions, against plain arithmetic on lists."""

from functools import cache
from math import exp
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.jit import kernel
from hooper.mechanisms.desires import desires
from hooper.mechanisms.dimensions import SEVEN
from hooper.mechanisms.holes import holes
from hooper.mechanisms.satisfaction import satisfaction
from hooper.mechanisms.standard import standard
from hooper.scenario import presets
from hooper.scenario.law_constants import law_constants
from tests.unit.mechanisms.laws_twin import felt

WORLD = presets.load("default")
CONSTANTS = law_constants(WORLD)
WEIGHTS = list(WORLD.dimension_weights.values())
levels = st.floats(-3.0, 3.0, width=32)
compiled: Any = cache(kernel)
seven_levels = st.tuples(*(levels for _ in SEVEN))


def settings_of(name):
    constants: Any = CONSTANTS[name]
    return type(constants)(
        *(tuple(map(np.float32, each)) if isinstance(each, tuple) else np.float32(each) for each in constants)
    )


def result(law, *values):
    given_values = [
        tuple(map(np.float32, each)) if isinstance(each, tuple) else np.float32(each) for each in values
    ]
    return compiled(law.function)(*given_values, settings_of(law.name))


def weighted(values):
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))


@given(x=seven_levels, expected=seven_levels, should=levels, desired=levels, before=levels)
def test_satisfaction_weighs_what_is_felt_in_each_dimension(x, expected, should, desired, before):
    s = WORLD.satisfaction
    seen = 0.9 * weighted(x) + 0.2 * weighted(expected) - 0.1 * should
    gaps = [one - other for one, other in zip(x, expected, strict=True)]
    of_period = (
        s.level_weight * seen + (1 - s.level_weight) * weighted([felt(gap, s) for gap in gaps]) + desired
    )
    gap, after = result(satisfaction, x, expected, should, desired, 1.0, before)
    assert gap == pytest.approx(weighted(gaps), rel=1e-5, abs=1e-5)
    assert after == pytest.approx(before + 0.15 * (of_period - before), rel=1e-5, abs=1e-5)


@given(x=seven_levels, expected=seven_levels)
def test_desires_are_missed_above_and_below_in_each_dimension_for_itself(x, expected):
    s = WORLD.desires
    congruence = -weighted([abs(s.desired_level - each) for each in x])
    information = s.congruence_in_information * congruence
    information += s.disconfirmation_in_information * (weighted(x) - weighted(expected))
    pull = s.congruence_weight * congruence + s.information_weight * information
    assert result(desires, x, expected) == pytest.approx(pull, rel=1e-5, abs=1e-5)


def test_who_gets_what_was_desired_and_expected_gains_nothing_and_misses_nothing():
    desired = (WORLD.desires.desired_level,) * 7
    assert result(desires, desired, desired) == 0.0
    too_much_here_too_little_there = tuple(WORLD.desires.desired_level + k for k in (3, -3, 0, 0, 0, 0, 0))
    assert result(desires, too_much_here_too_little_there, desired) < 0.0


@given(x=seven_levels, expected=seven_levels, promised=st.floats(0.125, 2.0, width=32))
def test_to_promise_more_never_pleases(x, expected, promised):
    told_more = tuple(each + promised for each in expected)
    assert result(desires, x, told_more) < result(desires, x, expected)


@given(expected=seven_levels, before=levels)
def test_the_standard_rises_with_expectation_and_never_falls(expected, before):
    after = result(standard, before, expected)
    assert after == pytest.approx(before + 0.1 * max(0.0, weighted(expected) - before), rel=1e-5, abs=1e-5)
    assert after >= np.float32(before)


@given(remembered=st.tuples(*(levels for _ in range(5))))
def test_memory_tilts_the_holes_and_leaves_their_sum(remembered):
    service, relationship, product, convenience, price = remembered
    hazards = (0.012, 0.008, 0.012, 0.008, 0.010)
    tilted = [h * exp(-1.5 * (m - 0.37)) for h, m in zip(hazards, remembered, strict=True)]
    found = result(holes, service, relationship, product, convenience, price, 0.0)
    assert found == pytest.approx([0.05 * each / sum(tilted) for each in tilted], rel=1e-4)
    assert sum(found) == pytest.approx(0.05, rel=1e-5)
    wider = result(holes, service, relationship, product, convenience, price, 0.25)
    left = [1.0, 1.0, 1.0, 0.75, 1.0]
    assert wider == pytest.approx([each * share for each, share in zip(found, left, strict=True)])


def test_a_wait_is_felt_in_service_and_a_failure_in_product_and_service():
    s = WORLD.experience.constants(SEVEN)
    assert dict(zip(SEVEN, s.wait_loss, strict=True)) == dict.fromkeys(SEVEN, 0.0) | {"service": 0.35}
    assert dict(zip(SEVEN, s.failure_loss, strict=True)) == dict.fromkeys(SEVEN, 0.0) | {
        "product": 0.8,
        "service": 0.8,
    }

"""How near rewards pull, on customers whose answer is known."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.jit import kernel
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.points_pressure import PointsPressureSettings, points_pressure

WEEK = 7.0
SETTINGS = PointsPressureSettings(
    pull_at_goal=0.4,
    distance_of_half_pull=0.25,
    lift_after_reward=0.1,
    fading_per_month=0.5,
    purchases_elsewhere_per_month=1.0,
)
# One purchase a month here, and one elsewhere: half of the category.
A_MEMBER = {
    **{"breadth": 1.0, "purchase_rate": 1.0 / DAYS_PER_MONTH, "share_of_wallet": 1.0},
    **{"member": 1.0, "reward_progress": 1.0, "rewarded": 0.0, "programme": 1.0},
}
law = kernel(points_pressure.function)
shares = st.floats(0.0, 1.0, width=32)
rates = st.floats(2.0**-10, 2.0, width=32)
pulls = st.floats(0.0, 3.0)


def pulled(settings=SETTINGS, days=WEEK, **fields):
    """Return the factor on the rate of orders, and what is left of the last reward."""
    told = {**A_MEMBER, **fields}
    constants: Any = settings.constants(days)
    s = type(constants)(*map(np.float32, constants))
    return law(*(np.float32(told[name]) for name in points_pressure.reads), s)


def of_half(pull):
    """Return the factor of somebody who buys half of the category here: odds of 1 become e^pull."""
    return 2.0 * math.exp(pull) / (1.0 + math.exp(pull))


def test_a_reward_pulls_in_full_at_the_goal_half_at_the_distance_and_a_fifth_from_the_beginning():
    assert pulled()[0] == pytest.approx(of_half(0.4), rel=1e-6)
    assert pulled(reward_progress=0.75)[0] == pytest.approx(of_half(0.2), rel=1e-6)
    assert pulled(reward_progress=0.0)[0] == pytest.approx(of_half(0.08), rel=1e-6)


def test_a_reward_that_was_had_lifts_and_fades_by_the_month():
    factor, left = pulled(rewarded=1.0, programme=0.0, days=DAYS_PER_MONTH)
    assert factor == pytest.approx(of_half(0.1), rel=1e-6)
    assert left == pytest.approx(0.5)
    _, a_week = pulled(rewarded=1.0)
    assert a_week ** (DAYS_PER_MONTH / WEEK) == pytest.approx(0.5, rel=1e-5)


@pytest.mark.parametrize("fields", [{"member": 0.0}, {"programme": 0.0}])
def test_who_cannot_earn_points_feels_nothing_to_the_last_bit(fields):
    assert pulled(**fields, breadth=1.36)[0] == np.float32(1.36)


def test_what_is_bought_elsewhere_counts_whether_beside_the_own_rate_or_of_it():
    """A rate of two a month of which half goes elsewhere, beside nearly nothing, is as one and one."""
    little = SETTINGS.model_copy(update={"purchases_elsewhere_per_month": 1e-6})
    of_two = {"purchase_rate": 2.0 / DAYS_PER_MONTH, "share_of_wallet": 0.5}
    assert pulled(little, **of_two)[0] == pytest.approx(pulled()[0], rel=1e-6)


@given(rates, shares, shares, shares, pulls, pulls)
def test_nobody_orders_less_for_points_or_more_here_than_in_the_category(rate, own, near, had, pull, lift):
    settings = SETTINGS.model_copy(update={"pull_at_goal": pull, "lift_after_reward": lift})
    fields = {"purchase_rate": rate, "share_of_wallet": own, "reward_progress": near, "rewarded": had}
    factor, _ = pulled(settings, **fields)
    here = own * rate / (rate + 1.0 / DAYS_PER_MONTH)
    assert factor >= 1.0 - 1e-6
    assert here * factor <= 1.0 + 1e-6


@given(rates, rates, shares, shares)
def test_the_nearer_the_reward_the_stronger_and_the_more_is_bought_here_the_weaker(one, other, near, far):
    light, heavy = sorted((one, other))
    behind, ahead = sorted((near, far))
    of_light, of_heavy = (pulled(purchase_rate=rate, reward_progress=ahead)[0] for rate in (light, heavy))
    assert of_light >= of_heavy - 1e-6
    assert pulled(purchase_rate=light, reward_progress=behind)[0] <= of_light + 1e-6

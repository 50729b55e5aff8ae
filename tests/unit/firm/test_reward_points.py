"""Reward points by themselves: what is earned, redeemed, broken and owed, and who is in which tier."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.reward_points import RewardPoints
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.scenario.reward_points_settings import RewardPointsSettings, TierSettings
from tests.happened import WEEK

SILVER = TierSettings(name="silver", spend_per_year=100.0, points_multiplier=1.5, bond=1.2)
GOLD = TierSettings(name="gold", spend_per_year=300.0, points_multiplier=2.0, bond=2.0)
ALL, NOBODY = 0.0, 1.0


def programme(members=3, **settings):
    """Return accounts in which a reward takes 100 points, worth 10."""
    given = {"value_per_point": 0.1, "points_per_reward": 100.0, "tiers": (SILVER, GOLD)} | settings
    points = RewardPoints(RewardPointsSettings(**given))
    points.make_room(members)
    return points


def earn(points, slots, paid, day=0.0, worth=None):
    slots, paid = np.asarray(slots), np.asarray(paid, float)
    points.earn(slots, np.full(slots.size, day), paid, 0.1 * paid if worth is None else np.asarray(worth))


def redeem(points, lot=ALL):
    can = points.have_a_reward(np.arange(3))
    return points.redeem(can, np.full(can.size, lot), WEEK)


def test_whole_rewards_are_redeemed_and_the_rest_stays():
    """By hand: 99, 100 and 250 points; a reward for the second, two for the third, 50 points left of hers."""
    points = programme()
    earn(points, [0, 1, 2], [99.0, 100.0, 250.0])
    assert points.outstanding == pytest.approx(44.9)
    who, redeemed = redeem(points)
    assert (who.tolist(), redeemed) == ([1, 2], 30.0)
    assert points.progress(np.arange(3)).tolist() == pytest.approx([0.99, 0.0, 0.5])
    assert points.outstanding == pytest.approx(14.9)


def test_who_has_a_reward_redeems_it_with_a_chance_a_month():
    """.5 a month is 1 - .5^(7 / 30.44) a week."""
    points = programme(redemption_per_month=0.5)
    chance = 1.0 - 0.5 ** (WEEK / DAYS_PER_MONTH)
    earn(points, [0, 1], [100.0, 100.0])
    who, _ = points.redeem(np.arange(2), np.array([chance - 1e-9, chance]), WEEK)
    assert who.tolist() == [0]


def test_all_points_expire_when_nothing_was_bought_for_so_long_and_an_order_keeps_them():
    points = programme(idle_months_to_expiry=6.0)
    half_a_year = 6.0 * DAYS_PER_MONTH
    earn(points, [0, 1], [40.0, 70.0])
    earn(points, [1], [10.0], day=20.0)
    assert points.expire(half_a_year - 0.01)[0].size == 0
    slots, worth = points.expire(half_a_year)
    assert (slots.tolist(), worth.tolist()) == ([0], [4.0])
    slots, worth = points.expire(half_a_year + 20.0)
    assert (slots.tolist(), worth.tolist()) == ([1], [8.0])
    assert points.outstanding == 0.0


def test_a_tier_is_kept_until_the_end_of_the_next_year():
    points, everybody = programme(), np.arange(3)
    earn(points, [0, 1, 2], [99.0, 100.0, 400.0])
    assert points.tiers(everybody).tolist() == [0, 1, 2]
    assert points.multipliers(everybody).tolist() == [1.0, 1.5, 2.0]
    assert points.bonds(everybody).tolist() == [1.0, 1.2, 2.0]
    points.begin(DAYS_PER_YEAR)
    earn(points, [0], [310.0])
    assert points.tiers(everybody).tolist() == [2, 1, 2]
    points.begin(2.0 * DAYS_PER_YEAR)
    assert points.tiers(everybody).tolist() == [2, 0, 0]


def test_without_tiers_all_are_of_the_base():
    points = programme(tiers=())
    earn(points, [0], [1e9])
    assert points.tiers(np.arange(3)).tolist() == [0, 0, 0]
    assert points.multipliers(np.arange(3)).tolist() == [1.0, 1.0, 1.0]


def test_orders_that_earn_nothing_count_as_spend_and_keep_points_alive():
    """An order that the budget cannot reward any more."""
    points = programme(idle_months_to_expiry=1.0)
    earn(points, [0], [90.0])
    earn(points, [0], [20.0], day=25.0, worth=[0.0])
    assert points.tiers(np.arange(1)).tolist() == [1]
    assert points.expire(1.5 * DAYS_PER_MONTH)[0].size == 0


weeks = st.lists(
    st.tuples(st.lists(st.tuples(st.integers(0, 4), st.floats(0.01, 400.0)), max_size=6), st.booleans()),
    min_size=1,
    max_size=30,
)


@given(weeks, st.floats(0.3, 4.0), st.floats(0.5, 50.0))
def test_what_was_earned_is_redeemed_broken_or_outstanding(lists, idle_months, points_per_reward):
    settings = {"points_per_reward": points_per_reward, "idle_months_to_expiry": idle_months}
    points, everybody = programme(5, **settings), np.arange(5)
    earned = redeemed = broken = 0.0
    for week, (orders, all_redeem) in enumerate(lists):
        points.begin(week * WEEK)
        for who, paid in orders:
            worth = 0.1 * paid * points.multipliers(np.array([who]))
            earn(points, [who], [paid], week * WEEK + 3.0, worth)
            earned += float(worth[0])
        can = points.have_a_reward(everybody)
        redeemed += points.redeem(can, np.full(can.size, ALL if all_redeem else NOBODY), WEEK)[1]
        broken += math.fsum(points.expire((week + 1) * WEEK)[1])
        assert earned == pytest.approx(redeemed + broken + points.outstanding, rel=1e-9, abs=1e-9)
        assert ((points.progress(everybody) >= 0.0) & (points.progress(everybody) < 1.0)).all()
        again = programme(5, **settings)
        again.restore(points.state())
        points = again

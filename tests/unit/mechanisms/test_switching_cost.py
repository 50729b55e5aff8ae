"""What there is to lose by leaving, on lives whose outcome is known."""

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.mechanisms.switching_cost import SwitchingCostSettings
from tests.small_worlds import changed, default_world

CUSTOMERS = 20_000
MONTHS = 12


def lives(*laws, most=0.5):
    """Return who is there after a year, their switching cost, and their satisfaction."""
    on = (*default_world().switched_on, *laws)
    alone = {"referral": {"recommendations_per_positive_talk": 0.0}}
    scenario = changed(default_world(), switched_on=on, switching_cost={"most": most}, **alone)
    lone = LoneCustomers(World(scenario).physics, (1, 0), CUSTOMERS)
    lone.enter(CUSTOMERS)
    _ = list(lone.live(MONTHS))
    values = [lone.population.values(row).copy() for row in ("stage", "switching_cost", "satisfaction")]
    lone.close()
    return values[0] < 4, values[1], values[2]


def test_it_grows_to_its_most_by_the_same_share_a_month():
    there, cost, _ = lives("switching_cost")
    np.testing.assert_allclose(cost[there], 0.5 * (1 - 0.92**MONTHS), rtol=1e-5)


def test_it_takes_as_long_by_weeks_as_by_months():
    month, week = (SwitchingCostSettings().constants(days) for days in (28.0, 7.0))
    assert (1 - week.growth) ** 4 == pytest.approx(1 - month.growth)


def test_who_is_held_by_it_alone_is_no_more_satisfied():
    """False loyalty: nobody leaves who would have stayed, more stay, and they are the less satisfied."""
    (free, none, pleased), (held, _, of_the_held) = lives(), lives("switching_cost", most=1.5)
    assert np.all(none == 0.0)
    assert np.all(held[free])
    assert held.mean() > free.mean() + 0.03
    np.testing.assert_array_equal(of_the_held[free], pleased[free])
    assert of_the_held[held & ~free].mean() < pleased[free].mean()

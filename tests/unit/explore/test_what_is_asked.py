from itertools import product

import pytest

from hooper.explore.what_is_asked import WorldAsked


def test_the_sliders_are_settings_of_the_world():
    world = WorldAsked(population=2000, competition=0.8, cases_per_week_per_1000=3.5).scenario()
    assert world.founders.customers == 2000
    assert world.loyalty.competition == 0.8
    assert world.desk.days_per_case == 1.0
    assert world.desk.agents(2000) == 1


@pytest.mark.parametrize(("competition", "cases"), [*product((0.1, 0.9), (1.0, 6.0))])
@pytest.mark.parametrize("population", [200, 20_000])
def test_every_corner_is_a_world(competition, cases, population):
    asked = WorldAsked(population=population, competition=competition, cases_per_week_per_1000=cases)
    assert asked.scenario().desk.agents(population) == 1


def test_capacity_costs_in_proportion():
    slow, quick = (WorldAsked(cases_per_week_per_1000=cases).scenario().desk for cases in (1.0, 4.0))
    assert quick.agent_cost_per_month == 4.0 * slow.agent_cost_per_month

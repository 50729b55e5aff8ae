"""The laboratory of the facts: one set of laws, of which those that do not act leave everything as it is."""

from typing import get_args

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.step_source import StepSource
from hooper.engine.world import World
from hooper.evidence.facts.default_world import default_world
from hooper.evidence.facts.laboratory import LAWS, LawPutIn, laboratory
from hooper.mechanisms.customer_period import PERIOD_LAWS
from tests.small_worlds import changed

CUSTOMERS, MONTHS, KEY = 600, 8, (1, 0)
# Everything that a law put in can touch happens often.
EVENTFUL = changed(default_world(), failure={"failure_per_order": 0.5})


def test_the_laws_that_can_be_put_in_are_those_that_are_not_the_worlds_own():
    put_in = [law.name for law in LAWS if law not in PERIOD_LAWS]
    assert put_in == list(get_args(LawPutIn))
    assert [law for law in LAWS if law in PERIOD_LAWS] == list(PERIOD_LAWS)


@pytest.mark.parametrize("period", ["month", "week"])
def test_whatever_acts_the_step_has_the_same_text(period):
    worlds = [laboratory(default_world(period), *acting) for acting in ((), *zip(get_args(LawPutIn)))]
    assert len({StepSource(world.law_set).text() for world in worlds}) == 1


@pytest.mark.parametrize("acting", [(), ("desk_at_once",), ("hide_bond", "show_bond")], ids=str)
def test_the_laws_that_are_named_act_besides_those_of_the_world(acting):
    world = laboratory(default_world(), *acting)
    act = {law.name for law, acts in zip(world.laws, world.physics.switches, strict=True) if acts}
    of_world = {law.name for law in PERIOD_LAWS} - world.scenario.laws_off
    assert act == of_world | set(acting)


def outcomes_and_state(world):
    """Return all that a cohort leaves behind: sums and events of each month, and the state in the end."""
    lone = LoneCustomers(world.physics, KEY, CUSTOMERS)
    lone.enter(CUSTOMERS)
    outcomes = lone.live(MONTHS)
    return outcomes, {row: lone.population.values(row) for row in lone.population.rows}


@pytest.mark.slow  # the laboratory is machine code of its own
def test_what_does_not_act_leaves_every_bit_as_it_is():
    plain, plain_state = outcomes_and_state(World(EVENTFUL))
    idle, idle_state = outcomes_and_state(laboratory(EVENTFUL))
    assert len(idle_state) > len(plain_state)
    for row, values in plain_state.items():
        assert values.tobytes() == idle_state[row].tobytes(), row
    assert not any(idle_state[row].any() for row in idle_state.keys() - plain_state.keys())
    for one, other in zip(plain, idle, strict=True):
        assert one.sums == other.sums
        for table, rows in one.events.items():
            np.testing.assert_array_equal(rows.slots, other.events[table].slots)
            for name, values in rows.columns.items():
                assert values.tobytes() == other.events[table].columns[name].tobytes(), (table, name)

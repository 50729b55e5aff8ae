"""A law of one's own plugs in without touching the package: with state, a draw, settings, an event."""

from typing import NamedTuple

import numpy as np
import pytest

from hooper.engine.checkpoint import identity_of
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.simulate import simulate
from hooper.engine.step_module import step_module
from hooper.engine.world import World
from hooper.foundation.decisions import FIRST_OF_USERS
from hooper.foundation.errors import InputError
from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Draw, Event, law
from tests.small_worlds import retail, tables


class Grudge(NamedTuple):
    kept: float
    tells: float


@law(
    writes=("grudge", "complains_in_public"),
    settings=Grudge,
    state={"grudge": 0.0},
    draws=(Draw("grudge_uniform", "uniform", FIRST_OF_USERS, 0),),
    events=(Event("referrals_of_a_kind", when="complains_in_public", columns=("grudge",)),),
)
def hold_grudge(grudge, disconfirmation, satisfaction, grudge_uniform, s):
    held = s.kept * grudge - (disconfirmation if disconfirmation < ZERO else ZERO)
    return held, ONE if grudge_uniform < s.tells * held else ZERO


@law(writes=("satisfaction",))
def sour(satisfaction, grudge):
    return satisfaction - grudge


LAWS = (*PERIOD_LAWS, hold_grudge)


def own_world(**constants):
    return simulate(retail(300), 26, laws=(*LAWS, sour), own_constants={"hold_grudge": Grudge(**constants)})


def test_a_law_with_state_draw_settings_and_event_runs_and_its_settings_matter():
    mild, fierce = own_world(kept=0.1, tells=0.0), own_world(kept=0.9, tells=0.0)
    held = [table["exits"].num_rows for table in (tables(mild), tables(fierce))]
    assert held[1] > held[0]


def test_engines_agree_on_a_law_of_ones_own():
    constants = {"hold_grudge": Grudge(0.5, 0.2)}
    blocks, agents = (
        simulate(retail(300), 26, laws=(*LAWS, sour), own_constants=constants, engine=engine)
        for engine in ("blocks", "agents")
    )
    assert blocks.history.digest == agents.history.digest


def assemble(*laws):
    return World(retail(10), laws=laws).law_set


def test_an_unknown_field_is_refused_with_the_nearest_name():
    @law(writes=("mood",))
    def moody(satisfactoin):
        return satisfactoin

    with pytest.raises(InputError) as caught:
        assemble(*PERIOD_LAWS, moody)
    [fault] = caught.value.faults
    assert fault.where == "law 'moody'"
    assert "satisfactoin" in fault.problem
    assert fault.remedy == "did you mean 'satisfaction'?"


def test_every_fault_of_a_set_is_found_at_once():
    @law(writes=("mood",), draws=(Draw("coin", "uniform", 2, 0),))
    def moody(nowhere_to_be_found, coin):
        return nowhere_to_be_found + coin

    with pytest.raises(InputError) as caught:
        assemble(*PERIOD_LAWS, moody, moody)
    problems = " ".join(fault.problem for fault in caught.value.faults)
    assert "nowhere_to_be_found" in problems
    assert "takes the word of 'exit_uniform'" in problems
    assert "twice" in problems


def test_the_rows_of_a_law_of_ones_own_come_after_those_of_the_package():
    own = World(retail(10), laws=LAWS, own_constants={"hold_grudge": Grudge(0.5, 0.5)})
    plain = World(retail(10))
    assert own.law_set.state_rows == (*plain.law_set.state_rows, "grudge")
    assert own.physics.constants[-2:].tolist() == [0.5, 0.5]
    np.testing.assert_array_equal(own.physics.constants[:-2], plain.physics.constants)


def test_settings_that_are_missing_are_named():
    with pytest.raises(InputError) as caught:
        simulate(retail(10), 2, laws=LAWS)
    assert "law 'hold_grudge': has no settings" in str(caught.value)


def world_with_grudges(*off):
    constants = {"hold_grudge": Grudge(0.5, 0.2)}
    return World(retail(300), (*LAWS, sour), own_constants=constants, own_laws_off=off)


def test_laws_of_ones_own_that_are_off_change_nothing():
    world, plan = world_with_grudges("hold_grudge", "sour"), RunPlan((7, 0), 26)
    without, plain = run(world, plan), run(World(retail(300)), plan)
    assert without.digest == plain.digest
    assert not without.population.values("grudge").any()
    assert run(world_with_grudges(), plan).digest != plain.digest


def test_worlds_that_differ_in_the_laws_that_act_share_machine_code_and_no_checkpoint():
    worlds, plan = (world_with_grudges(), world_with_grudges("sour")), RunPlan((7, 0), 26)
    assert len({step_module(world.law_set) for world in worlds}) == 1
    assert len({identity_of(world, plan) for world in worlds}) == 2


@pytest.mark.parametrize(
    ("name", "remedy"), [("sours", "choose from hold_grudge, sour;"), ("stages", "the scenario switches off")]
)
def test_what_is_no_law_of_ones_own_cannot_be_off(name, remedy):
    with pytest.raises(InputError) as caught:
        run(world_with_grudges(name), RunPlan((7, 0), 2))
    [fault] = caught.value.faults
    assert name in fault.problem
    assert remedy in fault.remedy


def test_simulate_takes_the_laws_that_are_off():
    constants = {"hold_grudge": Grudge(0.9, 0.9)}
    off = ("hold_grudge", "sour")
    told = simulate(retail(300), 26, seed=7, laws=(*LAWS, sour), own_constants=constants, own_laws_off=off)
    assert told.digest == simulate(retail(300), 26, seed=7).digest

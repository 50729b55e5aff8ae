"""A law that goes wrong is named, with the field, and the first customer and period it went wrong for."""

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.physics import Physics
from hooper.engine.plan import RunPlan
from hooper.engine.run import run_branches
from hooper.engine.simulate import simulate
from hooper.engine.soundness import NotANumberError
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.foundation.kernel_numerics import ONE
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Draw, Event, law
from tests.small_worlds import retail

HALF_PERIODS = np.float32(7.0)


@law(writes=("grudge",), state={"grudge": 1.0})
def hold_grudge(grudge, period, satisfaction):
    """From period 7 on, a logarithm of nothing for the dissatisfied."""
    bad = (satisfaction < np.float32(0.0)) and (period >= HALF_PERIODS)
    return np.sqrt(np.float32(-1.0)) if bad else grudge


@law(writes=("shout",), events=(Event("shouts", when="loud", columns=("shout",)),))
def shouting(loud):
    return (loud - loud) / (loud - loud)


@law(writes=("loud",), draws=(Draw("loud_uniform", "uniform", 1_000_007, 0),))
def loudness(loud_uniform):
    return ONE if loud_uniform < np.float32(0.01) else ONE - ONE


def fault_of(*laws, periods=20, **how):
    with pytest.raises(InputError) as caught:
        simulate(retail(300), periods, seed=7, laws=(*PERIOD_LAWS, *laws), **how)
    [fault] = caught.value.faults
    return fault


@pytest.mark.parametrize("how", [{}, {"threads": 2, "chunk": 256}, {"engine": "agents"}], ids=str)
def test_a_law_that_returns_nan_is_named_with_field_customer_and_period(how):
    fault = fault_of(hold_grudge, **how)
    satisfaction = simulate(retail(300), 7, seed=7).population.values("satisfaction")
    assert fault.where == "law 'hold_grudge'"
    assert "returns nan for 'grudge'" in fault.problem
    assert "in period 7" in fault.problem
    customer = int(fault.problem.split("customer ")[1].split()[0])
    assert customer < 300
    assert satisfaction[:customer].size == customer
    assert fault.remedy.startswith("look for a division by zero")


def test_a_field_of_an_event_that_is_no_number_is_found_too():
    fault = fault_of(loudness, shouting)
    assert fault.where == "law 'shouting'"
    assert "'shout'" in fault.problem


def test_a_run_to_disk_leaves_nothing_and_branches_name_it_too(tmp_path):
    assert fault_of(hold_grudge, out=tmp_path / "history").where == "law 'hold_grudge'"
    assert list(tmp_path.iterdir()) == []
    world = World(retail(300), laws=(*PERIOD_LAWS, hold_grudge))
    with pytest.raises(InputError, match="law 'hold_grudge'"):
        list(run_branches(world, [RunPlan((7, 0), 20, branch_period=3)]))


def test_a_trait_that_is_no_number_is_laid_to_the_law_of_entry():
    @law(writes=("mood",), state={"mood": 1.0})
    def moody_by_birth(mood):
        return (mood - mood) / (mood - mood)

    world = World(retail(50))
    with pytest.raises(InputError) as caught:
        list(
            run_branches(
                World(retail(50), entry_laws=(*world.entry_laws, moody_by_birth)),
                [RunPlan((7, 0), 5)],
            )
        )
    assert "law 'moody_by_birth': returns nan for 'mood', first for customer 0 in period 0" in str(
        caught.value
    )


def test_lone_customers_are_looked_at_when_their_time_is_over():
    @law(writes=("age",), state={"age": 0.0})
    def grow_old(age):
        return np.sqrt(age - np.float32(1.0)) if age < np.float32(0.5) else age

    customers = LoneCustomers(Physics.of([grow_old], {}), key=(1, 0), capacity=3)
    customers.enter(3)
    with pytest.raises(NotANumberError, match="'age' of customer 0 is not a number in period 3"):
        customers.live(periods=4)


@pytest.mark.parametrize("returned", [1, 3])
def test_a_law_that_returns_more_or_less_than_it_declares_is_refused_before_it_compiles(returned):
    @law(writes=("one", "two"))
    def miscounting(satisfaction):
        return satisfaction if returned == 1 else (satisfaction, satisfaction, satisfaction)

    fault = fault_of(miscounting)
    assert fault.where == "law 'miscounting'"
    assert f"returns {returned} value" in fault.problem
    assert "one, two" in fault.problem


def test_a_law_that_writes_what_is_given_to_it_is_refused():
    @law(writes=("period",))
    def turn_back_time(period):
        return period - ONE

    assert "writes 'period'" in fault_of(turn_back_time).problem


def test_a_law_that_cannot_be_called_is_named():
    @law(writes=("mood",))
    def broken(satisfaction):
        return satisfaction.no_such_thing

    fault = fault_of(broken)
    assert fault.where == "law 'broken'"
    assert "no_such_thing" in fault.problem

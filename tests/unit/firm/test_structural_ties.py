"""Structural ties: who is tied, what it costs, and what keeps tied customers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.firm.structural_ties import StructuralTies
from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.running_summary import RunningSummary
from hooper.scenario import presets
from hooper.scenario.ties_settings import TiesSettings
from tests.happened import a_period, roster
from tests.small_worlds import changed, default_world, digests_however_lived, tables, toggled

ALL = {"tied_share": 1.0, "strength": 0.7}


def department(**settings):
    return StructuralTies(TiesSettings(**settings))


def month(period, spend, slots=None):
    known = RunningSummary(len(spend))
    known.total_spend[:] = spend
    there = roster(np.arange(len(spend)) if slots is None else slots)
    return a_period(period, days=DAYS_PER_MONTH, there=there, known=known)


def lived(settings, customers=300, periods=12, **sections):
    return simulate(changed(default_world(customers, **sections), ties=settings), periods)


def test_those_who_have_spent_most_are_tied_once_and_kept_up_every_month():
    ties = department(tied_share=0.5, strength=0.4, cost_per_account=100.0, upkeep_per_account_per_month=5.0)
    first, second = (ties.work(month(period, [1.0, 7.0, 3.0, 9.0])) for period in (0, 1))
    assert first.raised["switching_cost"].slots.tolist() == [1, 3]
    assert first.raised["switching_cost"].amounts.tolist() == [0.4, 0.4]
    assert (first.cost, second.cost) == (2 * 100.0 + 2 * 5.0, 2 * 5.0)
    assert second.operations == {"tied": 2.0, "newly_tied": 0.0}


def test_who_is_tied_stays_so_and_only_who_has_left_is_replaced():
    ties = department(tied_share=0.5)
    ties.work(month(0, [1.0, 7.0, 3.0, 9.0]))
    overtaken = ties.work(month(1, [50.0, 7.0, 3.0, 9.0]))
    assert overtaken.raised["switching_cost"].slots.tolist() == [1, 3]
    replaced = ties.work(month(2, [50.0, 7.0, 3.0, 9.0, 0.0], slots=[0, 1, 2, 4]))
    assert replaced.raised["switching_cost"].slots.tolist() == [0, 1]


@given(st.lists(st.floats(0.0, 1e6), max_size=30), st.floats(0.0, 1.0))
def test_as_many_are_tied_as_the_share_says(spend, share):
    work = department(tied_share=share).work(month(0, spend))
    assert work.operations["tied"] == work.operations["newly_tied"] == round(share * len(spend))


def test_ties_to_nobody_or_of_no_strength_change_nothing():
    plain = simulate(default_world(300), 12)
    for none in ({"tied_share": 0.0}, {**ALL, "strength": 0.0}):
        assert lived(none).digest == plain.digest


def test_the_switching_cost_of_the_tied_is_the_strength_and_with_the_law_at_least_near_it():
    for scenario in (default_world(200), toggled(default_world(200), "switching_cost")):
        world = simulate(changed(scenario, ties={**ALL, "strength": 1.2}), 3)
        assert world.population.values_there("switching_cost").min() == pytest.approx(1.2)


def test_tied_customers_leave_less_and_are_no_more_satisfied():
    """Exits of 2,000 in two years, four standard errors of a count of 1,000 each way; false alarm 6e-5."""
    plain, tied = (lived(each, 2_000, 24) for each in (None, {**ALL, "strength": 1.0}))
    assert tied.books.leaks.sum() < plain.books.leaks.sum() - 180
    satisfied = [each.population.values_there("satisfaction").mean() for each in (tied, plain)]
    assert satisfied[0] < satisfied[1] + 0.02


def test_every_tie_is_in_the_books():
    world = lived({**ALL, "cost_per_account": 3.0, "upkeep_per_account_per_month": 0.5})
    tied, new = (world.books.operations[f"ties.{name}"] for name in ("tied", "newly_tied"))
    assert world.books.pools["ties"] == pytest.approx(3.0 * new + 0.5 * tied)
    assert new.sum() >= 300


def test_rivals_who_imitate_everything_else_leave_ties_alone():
    fast = {"imitation": {"first_level_half_life_months": 0.1, "second_level_half_life_months": 0.1}}
    assert lived(ALL, market=fast).digest == lived(ALL).digest


def test_both_engines_and_a_checkpoint_give_the_same_bits_and_a_life_can_be_lived_again(tmp_path):
    scenario = changed(default_world(200), ties={"tied_share": 0.3})
    assert len(digests_however_lived(scenario, 12, tmp_path)) == 1
    scenario = changed(scenario, ties=ALL)
    stays = set(range(200)) - set(tables(simulate(scenario, 8))["exits"]["customer_id"].to_pylist())
    told = replay(World(scenario), RunPlan((scenario.seed, 0), 8), min(stays)).to_pylist()
    assert any(row["field"] == "switching_cost" and row["role"] == "set" for row in told)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("ties.tied_share=1.5", "1.5 is above 1"),
        ("ties.strength=-0.5", "-0.5 is below 0"),
        ("ties.upkeep=1.0", "there is no such key"),
    ],
)
def test_ties_that_cannot_be_are_refused_by_name(given, problem):
    with pytest.raises(InputError) as error:
        presets.load("b2b", [given])
    [fault] = error.value.faults
    assert fault.where.startswith(f"--set {given}")
    assert problem in fault.problem
    assert fault.remedy

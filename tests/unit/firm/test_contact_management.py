"""Contact management: when the person who decides goes, part of the relationship goes too."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from hooper.engine.books import Books
from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.plan import RunPlan
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.engine.replay import replay
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.firm.contact_management import OF_THE_PERSON, ContactManagement, chances_of_changes
from hooper.firm.customer_service import CustomerService
from hooper.firm.departments import departments_of
from hooper.foundation.errors import InputError
from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.foundation.workers import Workers
from hooper.history.running_summary import MOST_DECIDERS, RunningSummary
from hooper.history.table_sink import InMemory
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.law import law
from hooper.scenario import presets
from hooper.scenario.contact_management_settings import ContactManagementSettings
from tests.happened import WEEK, a_period, roster
from tests.small_worlds import changed, default_world, retail, tables

MANY = 20_000
ALL_CHANGE = {"changes_per_month": 1.0, "share_with_person": 1.0, "share_kept": 0.5}
OFTEN = {"changes_per_month": 0.1, "share_with_person": 1.0}


def department(**settings):
    return ContactManagement(ContactManagementSettings(**settings), OF_THE_PERSON)


def month(period=0, customers=MANY, deciders=1):
    known = RunningSummary(customers)
    known.deciders[:] = deciders
    return a_period(period, days=DAYS_PER_MONTH, there=roster(np.arange(customers)), known=known)


def shares_lost(deciders, **settings):
    """Return which share of a relationship each account loses in a month, and how many people change."""
    work = department(**settings).work(month(deciders=deciders))
    lost = np.zeros(MANY)
    lost[work.scaled["knowledge"].slots] = 1.0 - work.scaled["knowledge"].amounts
    return lost, work.operations["changes"]


def a_world(settings, customers=2_000, **how):
    world = default_world(customers)
    return simulate(world if settings is None else changed(world, contact_management=settings), 24, **how)


def test_decision_makers_change_at_their_hazard_whatever_the_period():
    """False alarm: four standard errors of a share of 20,000, 6e-5 each."""
    monthly = department(**OFTEN).work(month()).scaled["knowledge"].slots.size
    weekly = a_period(0, days=WEEK, there=roster(np.arange(MANY)))
    weekly = department(**OFTEN).work(weekly).scaled["knowledge"].slots.size
    in_a_week = 1 - 0.9 ** (WEEK / DAYS_PER_MONTH)
    for count, chance in ((monthly, 0.1), (weekly, in_a_week)):
        assert count / MANY == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / MANY))


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_what_is_left_is_what_is_with_the_firm_and_what_was_kept(with_person, kept):
    work = department(changes_per_month=1.0, share_with_person=with_person, share_kept=kept).work(
        month(customers=3)
    )
    for row in OF_THE_PERSON:
        left = work.scaled[row].amounts
        assert left == pytest.approx([1 - with_person + with_person * kept] * 3)
        assert ((left >= 0.0) & (left <= 1.0)).all()


@pytest.mark.parametrize("deciders", [1, 3, 6, MOST_DECIDERS])
def test_more_deciders_change_as_many_times_as_often_and_each_takes_her_part(deciders):
    """The mean loss is that of one who decides alone, its variance the n-th part. False alarm: 4.5 standard
    errors of a mean of 20,000, 7e-6, and of a variance with the fourth moment of the binomial, 7e-6."""
    lost, changes = shares_lost(deciders, **OFTEN | {"share_kept": 0.2})
    each, chance = 0.8, 0.1
    variance = each**2 * chance * (1 - chance) / deciders
    kurtosis = 3 + (1 - 6 * chance * (1 - chance)) / (deciders * chance * (1 - chance))
    assert lost.mean() == pytest.approx(each * chance, abs=4.5 * math.sqrt(variance / MANY))
    assert lost.var() == pytest.approx(variance, abs=4.5 * variance * math.sqrt((kurtosis - 1) / MANY))
    assert changes == pytest.approx(lost.sum() / each * deciders)


@given(st.floats(0.0, 1.0))
def test_how_many_change_is_binomial(chance):
    more = chances_of_changes(chance)
    for people in (1, 2, 7, MOST_DECIDERS):
        expected = binom.sf(np.arange(MOST_DECIDERS), people, chance)
        np.testing.assert_allclose(more[people], expected, atol=1e-12)
    assert more[1, 0] == chance
    assert (np.diff(more, axis=0) >= 0.0).all()


def test_where_all_change_all_is_lost_however_many_they_are():
    lost, changes = shares_lost(np.arange(MANY) % MOST_DECIDERS + 1, **ALL_CHANGE)
    assert set(lost.tolist()) == {0.5}
    assert changes == MANY * (MOST_DECIDERS + 1) / 2


def test_every_account_costs_as_long_as_it_is_there():
    assert department(cost_per_customer_per_month=1.5).work(month(customers=40)).cost == pytest.approx(60.0)


def test_where_all_contacts_are_kept_or_nobody_changes_customers_live_as_without_it():
    without = tables(a_world(None, 500))
    for settings in ({"changes_per_month": 1.0, "share_kept": 1.0}, {"changes_per_month": 0.0}):
        assert all(table.equals(without[name]) for name, table in tables(a_world(settings, 500)).items())


def test_half_of_the_contacts_lost_loosen_the_bond_and_more_go_to_rivals():
    kept, lost = (a_world(OFTEN | {"share_kept": share}) for share in (1.0, 0.5))
    for row in OF_THE_PERSON:
        level = [world.population.values_there(row).mean() for world in (kept, lost)]
        # Two means over some 1,000 customers with an sd of .3 differ by .013 by chance: four times that.
        assert level[1] < level[0] - 0.05
    to_rivals = [world.books.leaks[:, CAUSES.index("rival")].sum() for world in (kept, lost)]
    assert to_rivals[1] > to_rivals[0]


def test_both_engines_and_a_checkpoint_give_the_same_bits_and_a_life_can_be_lived_again(tmp_path):
    whole = a_world(OFTEN, 300)
    assert a_world(OFTEN, 300, engine="agents").digest == whole.digest
    assert a_world(OFTEN, 300, out=tmp_path / "cut", checkpoint_periods=5).digest == whole.digest
    scenario = changed(default_world(300), contact_management=OFTEN)
    gone = set(tables(whole)["exits"]["customer_id"].to_pylist())
    faithful = min(set(range(300)) - gone)
    lived = replay(World(scenario), RunPlan((scenario.seed, 0), 24), faithful).to_pylist()
    assert {row["field"] for row in lived if row["role"] == "set"} >= set(OF_THE_PERSON)


def test_a_world_without_bonds_or_knowledge_is_as_it_was():
    without = tables(simulate(retail(100), 12))
    told = tables(simulate(retail(100, contact_management=OFTEN), 12))
    assert all(table.equals(without[name]) for name, table in told.items())


@law(writes=("known",))
def all_is_known():
    return ONE


def test_a_world_of_other_laws_goes_without_their_rows():
    others = tuple(all_is_known if each.name == "knowledge" else each for each in PERIOD_LAWS)
    world = World(default_world(contact_management=ALL_CHANGE), others)
    population = Population(world.law_set, 3, Workers())
    slots = population.admit(np.arange(3, dtype=np.uint64), np.zeros(3), np.zeros(3, np.uint8))
    bond = population.values_at("emotional_loyalty", slots)
    books, recorder = Books(world.scenario, 1), Recorder(InMemory())
    departments = departments_of(world.scenario)
    service = CustomerService.of(world.scenario)
    known, key = RunningSummary(3), lambda _: (1, 0)
    firm = FirmAtWork(service, departments, population, known, books, recorder, DAYS_PER_MONTH, key, len)
    firm.let_work(departments[0], 0)
    assert "knowledge" not in population.rows
    assert population.values_at("emotional_loyalty", slots) == pytest.approx(bond * 0.5)


@pytest.mark.parametrize("key", ["changes_per_month", "share_with_person", "share_kept"])
def test_a_share_above_one_is_refused_by_name(key):
    with pytest.raises(InputError, match=rf"contact_management.{key}"):
        presets.load("default", [f"contact_management.{key}=1.2"])

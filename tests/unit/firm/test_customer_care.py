"""Customer care: who is thanked when, what it costs, and what is remembered of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.firm.customer_care import CustomerCare
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.running_summary import RunningSummary
from hooper.scenario.care_settings import CareSettings
from tests.happened import WEEK, a_period, roster
from tests.refused import require_refusal_by_name
from tests.small_worlds import changed, default_world, digests_however_lived, retail, tables

ROW = "recent_experience.relationship"
NO_AGENTS = {"vip_agents_per_1000": 0.0}
NEVER = {f"{each}_every_months": 0.0 for each in ("greetings", "gifts", "calls")}
NOTHING = {**NEVER, **NO_AGENTS}
CALL = {**NOTHING, "calls_every_months": 1.0, "call_warmth": 0.05, "cost_per_call": 2.0}
GIFT = {**NOTHING, "gifts_every_months": 12.0, "gift_warmth": 0.1, "cost_per_gift": 5.0}
ALL_VIPS = {**NEVER, "vip_share": 1.0, "vip_warmth_per_month": 0.1, "accounts_per_vip_agent": 100}


def department(settings, founders=1_000):
    return CustomerCare(CareSettings(**settings), ROW, founders)


def known(*first_days, spend=None):
    """Return what the firm knows of customers who entered on some days."""
    summary = RunningSummary(len(first_days))
    summary.first_days[:] = first_days
    summary.total_spend[:] = np.zeros(len(first_days)) if spend is None else spend
    return summary


def live(care, periods, of, days=DAYS_PER_MONTH, **how):
    there = roster(np.arange(of.first_days.size))
    return [care.work(a_period(each, days=days, there=there, known=of, **how)) for each in periods]


def lived(settings, customers=400, periods=24, **how):
    world = default_world(customers)
    return simulate(world if settings is None else changed(world, care=settings), periods, **how)


def remembered(world):
    """Return what is remembered of the relationship by id of those who are there."""
    slots = world.population.slots_there()
    ids = world.population.customer_id[slots].tolist()
    return dict(zip(ids, world.population.values_at(ROW, slots).tolist(), strict=True))


def test_calls_come_so_many_months_after_entry_and_again_each_time():
    work = live(department({**CALL, "calls_every_months": 3.0}), range(12), known(0.5 * DAYS_PER_MONTH))
    assert [k for k, each in enumerate(work) if each.contacted.size] == [3, 6, 9]
    assert [each.cost for each in work] == [2.0 if k in (3, 6, 9) else 0.0 for k in range(12)]
    assert {each.felt[ROW].amounts.sum() for each in work} == {0.0, 0.05}


def test_who_is_not_in_the_log_yet_is_not_called():
    [work] = live(department({**CALL, "calls_every_months": 0.5}), [4], known(np.nan, 0.0))
    assert work.contacted.tolist() == [1, 1]


@given(st.floats(0.05, 20.0), st.floats(0.0, 400.0))
def test_in_weeks_as_many_attentions_fall_due_as_in_months(every, entered):
    calls, of = {**CALL, "calls_every_months": every}, known(entered)
    in_months = sum(each.contacted.size for each in live(department(calls), range(24), of))
    in_days = live(department(calls), range(24), of, days=WEEK)
    in_two_parts = live(department(calls), range(12), of, days=2 * WEEK)
    assert sum(each.contacted.size for each in in_days) == sum(each.contacted.size for each in in_two_parts)
    expected = max(0, int(np.ceil((24 * DAYS_PER_MONTH - entered) / (every * DAYS_PER_MONTH))) - 1)
    assert in_months == expected


def test_everybody_has_one_birthday_a_year_on_a_day_of_her_own():
    """Birthdays of 6,000 by month, within 5 standard errors of a twelfth each; false alarm 7e-6."""
    many = 6_000
    care = department(GIFT)
    years = [live(care, range(12 * year, 12 * year + 12), known(*np.zeros(many))) for year in (0, 1)]
    first, second = ([sorted(each.contacted.tolist()) for each in year] for year in years)
    assert sorted(slot for each in first for slot in each) == list(range(many))
    assert first == second
    counts = np.array([len(each) for each in first])
    assert abs(counts - many / 12).max() < 5 * np.sqrt(many / 12 * 11 / 12)
    assert years[0][0].cost == 5.0 * counts[0]


def test_a_birthday_stays_where_it_is_in_another_future():
    care, of = department(GIFT), known(*np.zeros(200))
    [first] = live(care, [0], of)
    [again] = live(care, [12], of, key=(9, 1 << 16))
    assert first.contacted.tolist() == again.contacted.tolist() != []


def test_agents_care_for_those_who_have_spent_most_as_far_as_there_are_agents():
    spend = np.array([5.0, 9.0, 1.0, 9.0, 7.0, 0.0, 2.0, 3.0, 4.0, 6.0])
    care = department(
        {**ALL_VIPS, "vip_share": 0.4, "accounts_per_vip_agent": 3, "vip_warmth_per_month": 0.2}
    )
    [work] = live(care, [0], known(*np.zeros(10), spend=spend))
    assert sorted(work.felt[ROW].slots.tolist()) == [1, 3, 4]
    assert work.felt[ROW].amounts.tolist() == [0.2] * 3
    assert work.cost == 3000.0
    assert work.operations == {"vips": 3.0, "vips_without_agent": 1.0}
    assert work.contacted.size == 0


@given(st.floats(0.1, 2.0))
def test_warmth_goes_with_the_skill_of_the_staff_and_cost_does_not(skill):
    [usual], [other] = (
        live(department({**CALL, "calls_every_months": 0.5}), [4], known(0.0), skill=each)
        for each in (1.0, skill)
    )
    assert other.felt[ROW].amounts == pytest.approx(skill * usual.felt[ROW].amounts)
    assert other.cost == usual.cost


def test_care_that_warms_nobody_is_as_good_as_none():
    without = tables(lived(None))
    cold = lived({**CALL, "call_warmth": 0.0})
    for world in (lived(NOTHING), cold):
        assert all(table.equals(without[name]) for name, table in tables(world).items())
    assert cold.books.pools["care"].sum() > 0.0


def test_what_is_remembered_is_more_by_what_was_not_forgotten_of_the_calls():
    """A call a month for a year adds `w (1 + k + k^2 + ...)`, k the share that memory keeps of a month."""
    without, called = lived(None, periods=13), lived(CALL, periods=13)
    plain, warm = remembered(without), remembered(called)
    kept = 1.0 - default_world().memory.renewal_per_month
    expected = CALL["call_warmth"] * (1 - kept**12) / (1 - kept)
    # Founders who were never away: each has had twelve calls, the last in the last month.
    left = {each for world in (without, called) for each in tables(world)["exits"]["customer_id"].to_pylist()}
    founders = [each for each in range(400) if each not in left]
    assert len(founders) > 200
    assert [warm[each] - plain[each] for each in founders] == pytest.approx(
        [expected] * len(founders), abs=1e-5
    )


def test_half_of_the_agents_warm_the_relationship_less_and_more_customers_leave():
    """The mean of 2,000 remembered relationships, sd .3, is known to .01; false alarm below 1e-6 at .1."""
    both = [lived({**ALL_VIPS, "vip_agents_per_1000": each}, customers=2_000) for each in (10.0, 5.0)]
    enough, half = (np.mean(list(remembered(world).values())) for world in both)
    assert half < enough - 0.1
    assert both[0].books.leaks.sum() < both[1].books.leaks.sum()
    assert both[0].books.operations["care.vips_without_agent"].max() == 0.0
    assert both[1].books.operations["care.vips_without_agent"].min() > 0.0


def test_what_care_costs_is_wages_and_attentions():
    world = lived({**CALL, "vip_agents_per_1000": 5.0, "vip_agent_cost_per_month": 7.0})
    calls = world.books.operations["care.calls"]
    assert calls.sum() > 0.0
    assert world.books.pools["care"] == pytest.approx(2 * 7.0 + 2.0 * calls)


def test_where_nothing_is_remembered_care_costs_and_moves_nobody():
    without, cared = (simulate(world, 30) for world in (retail(100), changed(retail(100), care=CALL)))
    assert all(table.equals(tables(without)[name]) for name, table in tables(cared).items())
    assert cared.books.pools["care"].sum() > 0.0


def test_strategies_see_attentions_as_contacts_and_a_life_can_be_lived_again():
    scenario = changed(default_world(200), care={})
    world = simulate(scenario, 14)
    whom = min(each for each in remembered(world) if each < 200)
    steps = replay(World(scenario), RunPlan((scenario.seed, 0), 14), whom).to_pylist()
    assert any(row["field"] == ROW and row["role"] == "set" for row in steps)


def test_both_engines_and_a_checkpoint_give_the_same_bits(tmp_path):
    scenario = changed(default_world(200), care={}, contact_management={"changes_per_month": 0.1}, staff={})
    assert len(digests_however_lived(scenario, 18, tmp_path)) == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("care.vip_share=1.5", "1.5 is above 1"),
        ("care.accounts_per_vip_agent=0", "0 is below 1"),
        ("care.calls_every_months=-1.0", "-1.0 is below 0"),
        ("care.gift_warmth=-0.1", "-0.1 is below 0"),
        ("care.greetings=1", "there is no such key"),
    ],
)
def test_care_that_cannot_be_is_refused_by_name(given, problem):
    require_refusal_by_name(given, problem)


@pytest.mark.parametrize("setting", ["greetings_every_months", "gifts_every_months", "calls_every_months"])
def test_nothing_comes_more_often_than_once_a_day(setting):
    assert CareSettings.model_validate({setting: 1.0 / 30.0}).attentions()
    with pytest.raises(ValueError, match="more often than once a day; give 0"):
        CareSettings.model_validate({setting: 1e-9})

"""Who people are: what goes with it is there at entry, is theirs alone, and is told by their profiles."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.personas import Personas
from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run_to_disk
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.history.log_profiles import profiles_of
from hooper.history.profiles import profiles
from hooper.scenario.persona_settings import PersonaSettings
from hooper.segmentation.customer_records import CustomerRecords
from tests.small_worlds import changed, default_world, digests_however_lived, retail, tables

PRESS = {"name": "press", "spend_per_month_per_1000": 40.0, "most_per_month_per_1000": 100.0}
BROUGHT = {
    "acquisition": {"channels": ({**PRESS, "purchase_rate_factor": 0.5, "quality_fit_shift": -0.2},)},
    "referral": {"recommendations_per_positive_talk": 0.1},
    "character": {"homophily": 0.5},
    "switched_on": ("knowledge", "income_growth"),
}
MOVED = {
    "log_purchase_rate": 0.3,
    "log_spend": 0.4,
    "log_frailty": -0.2,
    "log_price_sensitivity": 0.5,
    "log_serving_factor": 0.25,
    "quality_fit": 0.35,
    "persuadability": 0.15,
    "knowledge": 0.2,
    "growth_per_year": 0.05,
}
# The row of state that each effect ends up in, and what becomes of it.
TOLD = {
    "purchase_rate": lambda before: before * np.exp(0.3),
    "spend_rate": lambda before: before * np.exp(-0.4),
    "frailty": lambda before: before * np.exp(-0.2),
    "price_sensitivity": lambda before: before * np.exp(0.5),
    "serving_factor": lambda before: before * np.exp(0.25),
    "quality_fit.overall": lambda before: before + 0.35,
    "expectation.overall": lambda before: before,
    "persuadability": lambda before: before + 0.15,
    "knowledge": lambda before: before + 0.2,
    "income_growth": lambda before: before + 0.05,
}
ALL_ALIKE = (1.0, 0.0)


def two_kinds(effects, shares=(0.5, 0.5)):
    """Return people of two kinds, with effects on the first of them."""
    levels = (
        {"name": "first", "share": shares[0], "effects": effects},
        {"name": "second", "share": shares[1]},
    )
    return {
        "traits": ({"name": "kind", "kind": "demographic", "distribution": "category", "levels": levels},)
    }


def age(**effects):
    trait = {"name": "age", "kind": "demographic", "distribution": "normal", "mean": 45.0, "sd": 15.0}
    return {**trait, "effects": effects}


@cache
def lived(periods, effects=None):
    """Return a retail world in which all are of a kind with these effects, or in which nobody is anything."""
    personas = {} if effects is None else {"personas": two_kinds(dict(effects), ALL_ALIKE)}
    scenario = changed(retail(500), **BROUGHT, **personas)
    return scenario, simulate(scenario, periods)


def test_what_goes_with_a_person_is_there_at_entry_in_every_row():
    """Nobody lives any period but the first, so that rows are those of entry; a channel's rate is kept."""
    frozen = {"switched_off": ("renewal", "expectation"), "switched_on": ()}
    plain = changed(retail(500), **BROUGHT | frozen)
    among = changed(plain, personas=two_kinds(MOVED, ALL_ALIKE))
    before, after = (simulate(world, 1).population for world in (plain, among))
    assert set(before.channel[: before.size].tolist()) == {0, 1, 4}
    np.testing.assert_array_equal(before.customer_id[: before.size], after.customer_id[: after.size])
    for row, expected in TOLD.items():
        np.testing.assert_allclose(after.values(row), expected(before.values(row)), rtol=2e-6, atol=2e-6)


def test_what_has_no_effect_leaves_every_life_as_it_was():
    (_, without), (_, among) = lived(26), lived(26, ())
    told = tables(among)
    assert told.pop("profiles").num_rows == told["traits"].num_rows
    assert all(table.equals(tables(without)[name]) for name, table in told.items())


def test_a_friend_is_taken_after_and_the_own_kind_counts_too():
    """Fit of the brought: mean + h (friend's - mean) + sqrt(1 - h^2) times what the own kind adds."""
    alike = {"homophily": 0.5, "quality_sd": 0.0, "own_quality_sd": 0.0}
    plain = changed(default_world(1_000), character=alike)
    fit = {"personas": two_kinds({"quality_fit": 0.4}, ALL_ALIKE)}
    people = simulate(changed(plain, **fit), 12).population
    [row, *_] = [name for name in people.rows if name.startswith("quality_fit")]
    slots = np.flatnonzero(people.brought_by[: people.size] >= 0)
    by = people.brought_by[slots].astype(np.int64)
    mean = plain.character.quality_mean
    assert slots.size > 20
    own, friends = people.values_at(row, slots), people.values_at(row, by)
    np.testing.assert_allclose(own, mean + 0.5 * (friends - mean) + 0.75**0.5 * 0.4, rtol=1e-5)


def test_two_effects_of_one_trait_make_those_who_buy_more_stay_longer():
    """Of people in the upper half of a score that hazards go with fewer leave, and they buy more."""
    trait = age(log_purchase_rate=0.3, log_frailty=-0.8)
    world = simulate(changed(retail(2_000), personas={"traits": (trait,)}), 26)
    told = tables(world)["profiles"]
    is_old = told["value"].to_numpy() > 45.0
    has_left = np.isin(told["customer_id"].to_numpy(), tables(world)["exits"]["customer_id"].to_numpy())
    gone = [has_left[which].mean() for which in (is_old, ~is_old)]
    # Shares of some 1,100 each: a difference of .1 is more than four standard errors.
    assert gone[0] < gone[1] - 0.1


def test_growth_of_income_goes_with_who_one_is():
    scenario, without = lived(52)
    _, growing = lived(52, (("growth_per_year", 0.5),))
    years = 52 * scenario.period_days / 365.25
    rates = [tables(each)["traits"]["spend_rate"].to_numpy() for each in (without, growing)]
    stayed = ~np.isin(tables(without)["traits"]["customer_id"], tables(without)["exits"]["customer_id"])
    founders = tables(without)["traits"]["channel"].to_numpy() == 0
    ratio = (rates[0] / rates[1])[stayed & founders]
    np.testing.assert_allclose(ratio, np.exp(0.5 * years), rtol=1e-4)


def test_both_engines_threads_and_checkpoints_give_one_history(tmp_path):
    accounts = {"personas": two_kinds(MOVED | {"further_deciders": 2.0})}
    accounts |= {"contact_management": {"changes_per_month": 0.1}}
    scenario = changed(retail(300), **BROUGHT, **accounts)
    assert len(digests_however_lived(scenario, 12, tmp_path)) == 1


def test_lives_can_be_lived_again_whoever_brought_them():
    scenario = changed(retail(500), **BROUGHT, personas=two_kinds(MOVED))
    world = simulate(scenario, 15)
    channels = tables(world)["traits"]["channel"].to_numpy()
    assert set(channels.tolist()) == {0, 1, 2, 3, 4}
    for channel in range(5):
        slot = int(np.flatnonzero(channels == channel)[0])
        followed = int(tables(world)["traits"]["customer_id"][slot].as_py())
        told = replay(World(scenario), RunPlan((scenario.seed, 0), 15), followed)
        given = {row["field"] for row in told.slice(0, 12).to_pylist() if row["role"] == "set"}
        assert {"purchase_rate", "expectation.overall", "income_growth"} <= given


def test_everybody_who_enters_has_a_profile_from_the_first_day():
    scenario, world = lived(26, (("log_spend", 0.4),))
    assert scenario.personas is not None
    told = profiles(world.history.observed, scenario.personas.levels)
    assert told["customer_id"].to_pylist() == sorted(tables(world)["traits"]["customer_id"].to_pylist())
    assert set(told["kind"].to_pylist()) == {"first"}


def test_who_one_is_depends_on_nobody_else():
    personas = Personas.of(PersonaSettings.model_validate({"traits": (age(log_spend=0.1),)}))
    ids = np.array([4, 2**63 + 9, 17], np.uint64)
    np.testing.assert_array_equal(
        personas.draw((3, 0), ids).values[:, ::-1], personas.draw((3, 0), ids[::-1]).values
    )


OWN = ((20.0, "town"), (50.0, "town"), (80.0, "village"))


def own_people(people=OWN):
    homes = ({"name": "town"}, {"name": "village", "effects": {"log_purchase_rate": 0.7}})
    home = {"name": "home", "kind": "geographic", "distribution": "category", "levels": homes}
    settings = {"traits": (age(log_spend=0.3), home), "people": people}
    return PersonaSettings.model_validate(settings)


def test_people_of_ones_own_come_each_as_often_and_go_together_as_they_do():
    """False alarm: 4.5 standard errors of a share of 30,000, 7e-6 for each of three."""
    drawn = Personas.of(own_people()).draw((1, 0), np.arange(30_000, dtype=np.uint64))
    kinds, counts = np.unique(drawn.values, axis=1, return_counts=True)
    assert kinds.T.tolist() == [[20.0, 0.0], [50.0, 0.0], [80.0, 1.0]]
    assert counts / 30_000 == pytest.approx(1 / 3, abs=4.5 * np.sqrt(2 / 9 / 30_000))


def test_people_of_ones_own_are_moved_by_their_score_and_level():
    drawn = Personas.of(own_people()).draw((1, 0), np.arange(100, dtype=np.uint64))
    np.testing.assert_allclose(drawn.effects["log_spend"], 0.3 * (drawn.values[0] - 45.0) / 15.0, rtol=1e-6)
    np.testing.assert_allclose(drawn.effects["log_purchase_rate"], 0.7 * drawn.values[1], rtol=1e-6)


def test_a_file_that_was_not_read_is_refused():
    personas = PersonaSettings.model_validate({"traits": (age(),), "file": "people.csv"})
    with pytest.raises(InputError, match=r"(?s)'people.csv' was not read.*scenarios.load"):
        Personas.of(personas)


def test_the_names_of_traits_and_the_length_of_periods_go_with_a_history_in_memory_and_on_disk(tmp_path):
    scenario = changed(retail(500), **BROUGHT, personas=two_kinds({}), period="month")
    world, plan = World(scenario), RunPlan((scenario.seed, 0), 3)
    kept = run_to_disk(world, plan, tmp_path / "lived").history.observed
    lived = simulate(scenario, 3).history.observed
    assert list(kept.traits) == list(lived.traits) == ["kind"]
    assert tuple(kept.traits["kind"]) == lived.traits["kind"] == ("first", "second")
    assert kept.period_days == lived.period_days == scenario.period_days > 30.0
    assert CustomerRecords.of(kept).period_days == kept.period_days
    assert profiles(kept, kept.traits).equals(profiles_of("lived", lived))

"""Who is brought by a customer has something from that customer, and nobody else has."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.acquaintances import given_at_entry
from hooper.engine.simulate import simulate
from hooper.firm.customer_ids import PAID, REFERRED, WORD_OF_MOUTH
from tests.small_worlds import default_world, tables

MONTHS = 36
SEVEN = 7


@cache
def a_world(homophily=0.35, **referral):
    talk = {"recommendations_per_positive_talk": 0.25} | referral
    character = {"homophily": homophily}
    scenario = default_world(2_000, referral=talk, character=character)
    return simulate(scenario, MONTHS, seed=3)


def children(world):
    people = world.population
    slots = np.arange(people.size)
    return slots[people.brought_by[: people.size] >= 0]


def fits(world, slots):
    rows = [row for row in world.population.rows if row.startswith("quality_fit.")]
    return np.array([world.population.values_at(row, slots) for row in rows])


def test_those_by_word_of_mouth_and_by_referral_are_brought_by_somebody_who_was_there_before():
    world = a_world()
    people, slots = world.population, children(world)
    of_channel = np.isin(people.channel[: people.size], (REFERRED, WORD_OF_MOUTH))
    assert np.flatnonzero(of_channel).tolist() == slots.tolist()
    assert set(people.channel[slots].tolist()) == {REFERRED, WORD_OF_MOUTH}
    assert (people.entry_days[people.brought_by[slots]] < people.entry_days[slots]).all()


def test_the_truth_says_who_brought_whom_and_of_others_that_nobody_did():
    world = a_world()
    people, traits = world.population, tables(world)["traits"]
    expected = {int(each): int(each) for each in people.customer_id[: people.size]}
    for slot in children(world):
        expected[int(people.customer_id[slot])] = int(people.customer_id[people.brought_by[slot]])
    told = zip(traits["customer_id"].to_pylist(), traits["brought_by"].to_pylist(), strict=True)
    assert dict(told) == expected


def test_fit_is_shared_with_the_correlation_that_is_set_in_every_dimension():
    """A correlation of .35 over about 1,800 pairs has a standard error of .02; seven of them, one seed."""
    world = a_world()
    slots = children(world)
    own, friends = fits(world, slots), fits(world, world.population.brought_by[slots].astype(np.int64))
    assert own.shape == (SEVEN, slots.size)
    mean = 0.37
    slope = ((own - mean) * (friends - mean)).sum(axis=1) / ((friends - mean) ** 2).sum(axis=1)
    assert slope == pytest.approx(np.full(SEVEN, 0.35), abs=0.09)


def test_without_homophily_nobody_takes_after_anybody():
    world = a_world(homophily=0.0)
    slots = children(world)
    own, friends = fits(world, slots), fits(world, world.population.brought_by[slots].astype(np.int64))
    slope = ((own - 0.37) * (friends - 0.37)).sum(axis=1) / ((friends - 0.37) ** 2).sum(axis=1)
    assert slope == pytest.approx(np.zeros(SEVEN), abs=0.09)


def test_what_was_given_at_entry_can_be_told_afterwards():
    world = a_world()
    child = int(children(world)[0])
    given = given_at_entry(world.population, child)
    assert given["acquaintance"] == 1.0
    by = np.array([world.population.brought_by[child]])
    assert [given[f"quality_fit.{name}"] for name in ("product", "total")] == [
        world.population.values_at(f"quality_fit.{name}", by)[0] for name in ("product", "total")
    ]
    assert given_at_entry(world.population, 0) == {}


def test_the_firm_hears_of_referrals_only():
    world = a_world()
    referred = (tables(world)["traits"]["channel"].to_numpy() == REFERRED).sum()
    last = (tables(world)["referrals"]["period"].to_numpy() == MONTHS - 1).sum()
    assert tables(world)["referrals"].num_rows == referred + last
    assert world.books.arrivals[:, WORD_OF_MOUTH].sum() > referred > 0
    assert world.books.arrivals[:, PAID].sum() > 0


def test_word_of_mouth_costs_what_it_costs_to_welcome_them():
    world = a_world()
    arrivals = world.books.arrivals.sum(axis=0)
    benefit = world.books.ledger.flows()["referral_benefit"].sum()
    assert benefit == pytest.approx((40 - 20) * arrivals[REFERRED] + (40 - 8) * arrivals[WORD_OF_MOUTH])


def test_talk_is_counted_by_who_talks():
    talk = a_world().books.talk
    assert talk.shape == (MONTHS, 3)
    assert (talk.sum(axis=0) > 0.0).all()
    assert talk[0, 2] == 0.0, "nobody has left before the first month"
    silent = a_world(months_of_talk_after_leaving=0.0).books.talk
    assert silent[:, 2].sum() == 0.0

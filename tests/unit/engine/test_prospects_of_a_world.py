"""A world whose paid newcomers enquire first: who comes is who enquired, and the books know the others."""

from functools import cache

import pytest

from hooper.engine.run import EngineName
from hooper.engine.simulate import simulate
from hooper.firm.customer_ids import PAID
from tests.small_worlds import default_world, tables, toggled

MONTHS = 24


@cache
def a_world(engine: EngineName = "blocks", name="with"):
    scenario = default_world(3_000, acquisition={"turned_away_per_ill_talk": 0.0})
    return simulate(
        toggled(scenario, "prospects") if name == "with" else scenario, MONTHS, seed=2, engine=engine
    )


def paid(world):
    traits = tables(world)["traits"]
    return set(traits["customer_id"].to_numpy()[traits["channel"].to_numpy() == PAID].tolist())


def test_who_comes_in_the_end_has_enquired():
    planned = paid(a_world(name="without"))
    assert paid(a_world()) < planned
    undecided, gave_up = a_world().books.prospects[-1, 0], a_world().books.prospects[:, 1].sum()
    assert len(paid(a_world())) + undecided + gave_up == len(planned)
    assert undecided > 0
    assert gave_up > 0


def test_the_firm_pays_for_the_enquiry():
    costs = [
        world.books.ledger.flows()["acquisition"] / 40.0 + world.books.arrivals[:, 2:4].sum(axis=1)
        for world in (a_world(), a_world(name="without"))
    ]
    assert costs[0].tolist() == pytest.approx(costs[1].tolist())


def test_both_engines_agree():
    assert a_world("agents").digest == a_world().digest


def test_founders_enter_as_ever():
    [with_them, without] = a_world(), a_world(name="without")
    assert with_them.books.arrivals[0, 0] == without.books.arrivals[0, 0] == 3_000

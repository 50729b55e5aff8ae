"""Word of mouth in a running world: who comes, what is heard, and that it is the same however it is lived."""

from contextlib import closing

import numpy as np
import pytest

from hooper.engine.clock import Calendar
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import BlocksEngine
from hooper.engine.running_world import RunningWorld
from hooper.engine.simulate import simulate
from hooper.engine.word_of_mouth import hear
from hooper.engine.world import World
from hooper.firm.customer_ids import REFERRED, WORD_OF_MOUTH, acquired_ids, founder_ids, persons_of
from hooper.foundation.workers import Workers
from hooper.history.table_sink import InMemory
from hooper.market.network import NOBODY
from hooper.scenario import presets
from tests.small_worlds import changed, digests_however_lived, tables

FOUNDERS, PEOPLE, WEEKS = 60, 180, 40


def village(**network):
    return changed(
        presets.load("village", [f"founders.customers={FOUNDERS}"]),
        network={"people_per_1000": 3_000.0, "mean_degree": 4.0} | network,
    )


def edges_of_everybody(path):
    pairs = [f"{one},{other}" for one in range(PEOPLE) for other in range(one)]
    path.write_text("\n".join(["person,acquaintance", *pairs]), encoding="utf-8")
    return path


def test_lives_are_the_same_however_they_are_lived(tmp_path):
    assert len(digests_however_lived(village(), 20, tmp_path)) == 1


def test_a_list_of_all_edges_is_the_world_in_which_everybody_knows_everybody(tmp_path):
    """The limit in which only numbers count is the same world, bit for bit."""
    own = village(kind="edge_list", file=edges_of_everybody(tmp_path / "edges.csv"))
    listed, numbered = (simulate(world, WEEKS) for world in (own, village(kind="everybody")))
    assert listed.digest == numbered.digest


def test_whoever_is_brought_is_an_acquaintance_and_comes_once():
    world = simulate(village(come_by_themselves_per_year=0.0), WEEKS)
    traits = tables(world)["traits"].to_pydict()
    ids, by = np.array(traits["customer_id"], np.uint64), np.array(traits["brought_by"], np.uint64)
    persons, bringers = (persons_of(each, FOUNDERS, PEOPLE) for each in (ids, by))
    brought = np.isin(traits["channel"], [REFERRED, WORD_OF_MOUTH])
    assert brought.sum() > 10
    assert (persons >= 0).all()
    assert np.unique(persons).size == persons.size
    assert (bringers[brought] != persons[brought]).all()
    assert set(ids[~brought].tolist()) == set(founder_ids(0, FOUNDERS).tolist())


def test_without_pull_the_network_moves_no_life_of_those_who_are_there():
    """What is heard acts through its law alone: with the law off founders live as if they knew nobody."""
    world = village(come_by_themselves_per_year=0.0, pull_per_talk=1.0)
    quiet = changed(world, referral={"talk_per_month": 3.0})
    alone = changed(
        quiet,
        network=None,
        referral={"referrals_per_positive_talk": 0.0, "recommendations_per_positive_talk": 0.0},
    )
    off = changed(quiet, switched_off=("renewal", "word_of_mouth"))
    orders = [orders_of_founders(simulate(world, WEEKS)) for world in (quiet, off, alone)]
    assert orders[1] == orders[2]
    assert orders[0] != orders[1]


def orders_of_founders(world):
    rows = tables(world)["transactions"].to_pydict()
    return sorted(
        (customer, time)
        for customer, time in zip(rows["customer_id"], rows["time_days"], strict=True)
        if customer < FOUNDERS
    )


def test_what_is_heard_is_talk_and_the_share_of_acquaintances_who_have_left():
    """By hand: two talks well and a half of her acquaintances lost; a talk ill and half of them for him."""
    heard = np.zeros((1, 256), np.float32)
    lane_of, slot_of = np.array([1, 2, 0, 3], np.uint32), np.array([0, 2, 3, NOBODY], np.int32)
    talks, lost = np.array([2, 0, -1, 5], np.int32), np.array([1, 0, 2, 1], np.int32)
    share_of_one = np.array([0.5, 1.0, 0.25, 1.0], np.float32)
    listeners, pulls = np.array([0, 2, 0], np.int32), (np.float32(0.5), np.float32(3.0))
    hear(heard, lane_of, listeners, slot_of, talks, lost, share_of_one, *pulls)
    assert heard[0, :5].tolist() == [0.0, 1.0 - 1.5, 0.0, -0.5 - 1.5, 0.0]
    assert talks.tolist() == [0, 0, 0, 5], "it was heard once"
    assert lost.tolist() == [0, 0, 0, 1], "it was heard once"


def test_the_circle_knows_who_is_there_and_who_has_come_back():
    world = World(
        changed(
            village(),
            switched_on=("win_back",),
            win_back={"return_per_month": 0.4},
            founders={"customers": 400},
        )
    )
    calendar, plan = Calendar(), RunPlan((7, 0), WEEKS)
    with closing(Workers()) as workers:
        running = RunningWorld(world, plan, BlocksEngine(world.physics, workers), InMemory(), workers)
        running.put_on(calendar)
        calendar.run(WEEKS)
    talk, population = running.inflow.word_of_mouth, running.population
    assert talk is not None
    circle = talk.circle
    persons = circle.persons(population.slots_there())
    assert np.flatnonzero(circle.there).tolist() == sorted(persons.tolist())
    assert running.books.arrivals[:, -1].sum() > 0, "nobody has come back"


def test_some_come_by_themselves_are_paid_for_and_take_their_place():
    """Of 120 people 1 - e^-.5 come in a year, 47; more than 20 off is 4 standard errors."""
    world = simulate(
        changed(
            village(come_by_themselves_per_year=0.5),
            referral={"referrals_per_positive_talk": 0.0, "recommendations_per_positive_talk": 0.0},
        ),
        52,
    )
    channel = np.array(tables(world)["traits"].to_pydict()["channel"])
    came = int((channel == 1).sum())
    assert came == pytest.approx(47, abs=20)
    assert world.books.ledger.accounts[:, 4].sum() == pytest.approx(-12.0 * (came + FOUNDERS))


def test_ids_of_a_network_are_those_of_nobody_else():
    assert persons_of(acquired_ids(WORD_OF_MOUTH, 0, 2), FOUNDERS, PEOPLE).tolist() == [60, 61]
    others = np.concatenate([acquired_ids(1, 0, 2), acquired_ids(3, 1, 2), acquired_ids(3, 0, 121)[-1:]])
    assert (persons_of(others, FOUNDERS, PEOPLE) == -1).all()

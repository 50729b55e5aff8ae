"""Customers who come back: whole histories with second lifetimes, in both engines, and after a stop."""

from collections import defaultdict
from functools import cache

import numpy as np
import pytest

from hooper.engine.journal import keep_journal
from hooper.engine.plan import RunPlan
from hooper.engine.replay import relive
from hooper.engine.returns import Returns
from hooper.engine.run import EngineName, run, run_to_disk
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import EXPLORATION, GONE
from hooper.study.outcome import retention
from tests.small_worlds import changed, default_world, tables, toggled

MONTHS, MONTHS_OPEN, STOP = 30, 6, 17
MONTH_DAYS = 30.4375
PATH = ("customer_id", "period", "stage")
OFTEN = {"return_per_month": 0.3}


@cache
def a_world(engine: EngineName = "blocks", chunk=32_768):
    return simulate(default_world(400, win_back=OFTEN), MONTHS, seed=5, engine=engine, chunk=chunk)


@cache
def moves():
    table = tables(a_world())["stage_moves"]
    return {name: table[name].to_numpy() for name in table.column_names}


def comes_back():
    return moves()["stage_before"] == GONE


def test_who_returns_begins_with_exploration_within_the_months_after_leaving():
    back = np.flatnonzero(comes_back())
    assert back.size > 50
    assert (moves()["stage"][back] == EXPLORATION).all()
    assert (moves()["customer_id"][back - 1] == moves()["customer_id"][back]).all()
    assert (moves()["stage"][back - 1] == GONE).all()
    months_away = moves()["period"][back] - moves()["period"][back - 1]
    assert set(months_away.tolist()) == set(range(1, MONTHS_OPEN + 1))


def test_nobody_moves_from_where_he_is_not():
    customer, before, after = (moves()[name] for name in ("customer_id", "stage_before", "stage"))
    follows = customer[1:] == customer[:-1]
    assert (before[1:][follows] == after[:-1][follows]).all()


def test_nobody_returns_after_a_natural_end():
    exits = tables(a_world())["exits"]
    natural = exits["cause"].to_numpy() == CAUSES.index("natural")
    ended = set(
        zip(
            exits["customer_id"].to_numpy()[natural].tolist(),
            exits["period"].to_numpy()[natural].tolist(),
            strict=True,
        )
    )
    back = np.flatnonzero(comes_back())
    left = zip(moves()["customer_id"][back - 1].tolist(), moves()["period"][back - 1].tolist(), strict=True)
    assert ended
    assert not ended & set(left)


def test_nobody_buys_between_leaving_and_returning():
    """Whoever buys in a month is there when it begins, comes back in it, or enters in it."""
    seen = tables(a_world())["transactions"]
    month = (seen["time_days"].to_numpy() / MONTH_DAYS).astype(int).tolist()
    paths = defaultdict(list)
    for customer, when, stage in zip(*(moves()[name].tolist() for name in PATH), strict=True):
        paths[customer].append((when, stage == GONE))
    for customer, when in zip(seen["customer_id"].to_numpy().tolist(), month, strict=True):
        before = [gone for moved, gone in paths[customer] if moved < when]
        assert not (before and before[-1]) or (when, False) in paths[customer]


def test_the_bucket_takes_them_in_again():
    books = a_world().books
    books.bucket().check_conservation()
    assert books.bucket().flows()["arrivals_won_back"].sum() == comes_back().sum()
    assert books.held[-1] == books.stages[-1].sum() == a_world().population.there


@pytest.mark.parametrize("how", [{"engine": "agents"}, {"chunk": 16}])
def test_both_engines_and_all_chunks_bring_back_the_same(how):
    assert a_world(**how).digest == a_world().digest


def test_a_world_that_stops_goes_on_with_the_same_returns(tmp_path):
    def stop(period):
        if period == STOP:
            raise KeyboardInterrupt

    world, plan = World(default_world(400, win_back=OFTEN)), RunPlan((5, 0), MONTHS)
    with pytest.raises(KeyboardInterrupt):
        run_to_disk(world, plan, tmp_path / "history", checkpoint_periods=4, each_period=stop)
    resumed = run_to_disk(world, plan, tmp_path / "history", checkpoint_periods=4, resume=True)
    assert resumed.digest == run(world, plan).digest


def test_what_is_remembered_is_put_down_and_taken_up():
    constants = default_world().win_back.constants(30.4375)
    one, other = Returns(constants, 6), Returns(constants, 6)
    one.remember(3, np.array([4, 9]), np.array([0, 5], np.uint8))
    other.restore(one.state())
    assert {name: each.tolist() for name, each in other.state().items()} == {
        "slot": [4, 9],
        "cause": [0, 5],
        "period": [3, 3],
    }


def test_a_life_with_a_return_is_lived_again_alone():
    scenario = default_world(400, win_back=OFTEN)
    world, plan = World(scenario), RunPlan((5, 0), MONTHS)
    customer = int(moves()["customer_id"][comes_back()][0])
    assert relive(world.physics, keep_journal(world, plan, customer)).num_rows > 0


def test_who_has_returned_counts_as_held_in_a_study():
    lived = run(World(default_world(400, win_back=OFTEN)), RunPlan((5, 0), MONTHS, branch_period=1))
    people, exits = lived.population, lived.history.truth.exits
    there = np.array([people.is_there(slot) for slot in range(people.size)])
    left_at_once = exits["customer_id"].to_numpy()[exits["period"].to_numpy() < 1]
    held_first = people.entry_days[: people.size] < MONTH_DAYS
    held_first &= ~np.isin(people.customer_id[: people.size], left_at_once)
    assert retention(lived.since_branch) == pytest.approx(there[held_first].mean())


def test_without_the_law_nobody_returns_and_until_the_first_return_nothing_differs():
    without = simulate(toggled(default_world(400, win_back=OFTEN), "win_back"), 2, seed=5)
    with_it = simulate(changed(default_world(400), win_back=OFTEN), 2, seed=5)
    assert without.books.arrivals[:, -1].sum() == 0
    first = [each.books.leaks[0].tolist() for each in (without, with_it)]
    assert first[0] == first[1]
    assert with_it.books.arrivals[1, -1] > 0

"""R1: the same bits whatever the engine, the threads and the chunks; with every strategy at work."""

from functools import cache

import pytest

from hooper.engine.simulate import simulate
from hooper.foundation import workers
from hooper.strategies.catalogue import STRATEGIES
from hooper.strategies.no_intervention import NoIntervention
from tests.small_worlds import changed, default_world, retail, run_with, subscription

WAYS = {
    "two threads": {"threads": 2, "chunk": 512},
    "a block at a time": {"chunk": 256},
    "chunks of 512": {"chunk": 512},
    "all in one chunk": {"chunk": 1 << 20},
    "two threads, chunks of 7 blocks": {"threads": 2, "chunk": 7 * 256},
    "agents": {"engine": "agents"},
}
FOR_NOTHING = ("no_intervention", "premium_pricing", "let_go_below_zero")
ENTRIES = {strategy.name: strategy for strategy in STRATEGIES}


@cache
def retail_digest():
    return simulate(retail(2000), 104, seed=7).history.digest


@pytest.mark.parametrize("way", WAYS)
def test_retail_has_the_same_digest_in_every_way(way):
    assert simulate(retail(2000), 104, seed=7, **WAYS[way]).history.digest == retail_digest()


def test_another_seed_and_another_replication_are_other_worlds():
    digests = {
        simulate(retail(60), 8, seed=seed, replication=r).history.digest for seed in (1, 2) for r in (0, 1)
    }
    assert len(digests) == 4


def test_the_seed_of_the_scenario_is_the_default():
    scenario = retail(60, seed=9)
    assert simulate(scenario, 8).history.digest == simulate(scenario, 8, seed=9).history.digest


def test_subscription_has_the_same_digest_with_agents():
    assert (
        simulate(subscription(700), 24).history.digest
        == simulate(subscription(700), 24, engine="agents").history.digest
    )


@pytest.mark.parametrize("preset", [retail, subscription, default_world])
def test_with_every_law_on_both_engines_give_the_same_bits(preset):
    everything = changed(preset(400), switched_off=())
    blocks, agents = (simulate(everything, 30, engine=engine) for engine in ("blocks", "agents"))
    assert blocks.digest == agents.digest
    assert blocks.books.means.tobytes() == agents.books.means.tobytes()


@pytest.mark.parametrize("name", ENTRIES)
def test_a_strategy_has_the_same_digest_budget_and_books_in_every_way(name):
    runs = [
        run_with(ENTRIES[name](), retail(1000), 66, branch=26, grant=2000.0, **how)
        for how in ({}, WAYS["two threads"], WAYS["agents"])
    ]
    assert len({each.history.digest for each in runs}) == 1
    assert len({each.budget.spent for each in runs}) == 1
    assert len({each.books.ledger.profit.tobytes() for each in runs}) == 1
    assert len({each.books.means.tobytes() for each in runs}) == 1
    assert (runs[0].budget.spent > 0.0) == (name not in FOR_NOTHING), "the strategy must have acted"


@pytest.mark.parametrize("name", ["loyalty_programme", "risk_targeted_offer"])
def test_the_work_of_a_period_has_the_same_digest_and_books_however_it_is_shared(name, monkeypatch):
    whole = run_with(ENTRIES[name](), retail(2000), 40, grant=2000.0)
    monkeypatch.setattr(workers, "ROWS_OF_A_SHARE", 256)  # else all of these worlds is one share
    alone, together = (
        run_with(ENTRIES[name](), retail(2000), 40, grant=2000.0, threads=threads) for threads in (1, 2)
    )
    assert alone.digest == together.digest == whole.digest
    assert alone.books.ledger.profit.tobytes() == together.books.ledger.profit.tobytes()
    assert alone.budget.spent == together.budget.spent


def test_until_the_branch_a_strategy_changes_nothing():
    branch, week = 26, 7.0
    plain, acting = (
        run_with(strategy, retail(400), 52, branch=branch, grant=2000.0)
        for strategy in (NoIntervention(), ENTRIES["loyalty_programme"]())
    )
    before = [run.history.observed.transactions for run in (plain, acting)]
    before = [table.filter(table["time_days"].to_numpy() <= branch * week) for table in before]
    assert before[0].equals(before[1])
    assert not plain.history.observed.transactions.equals(acting.history.observed.transactions)

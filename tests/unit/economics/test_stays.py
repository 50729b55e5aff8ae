"""Stays of customers written down by hand, and of a simulated world against its leaky bucket."""

import numpy as np
import pyarrow as pa
import pytest

from hooper.economics.stage_leaks import leaks_by_cause_and_stage
from hooper.economics.stays import stays
from hooper.engine.simulate import simulate
from hooper.history.truth import ACCOUNTS, EXITS, SNAPSHOTS, STAGE_MOVES, TRAITS, Truth
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION, GONE
from hooper.scenario import presets


def a_truth(entry_days, moves, exits=()):
    """Return the truth of customers 10, 11, ... with moves `(customer, period, before, after)`."""
    ids = np.arange(10, 10 + len(entry_days), dtype=np.uint64)
    traits = {name: np.zeros(ids.size, field.type.to_pandas_dtype()) for name, field in fields(TRAITS)}
    traits |= {"customer_id": ids, "entry_days": np.array(entry_days), "brought_by": ids}
    return Truth(
        exits=rows(EXITS, exits),
        stage_moves=rows(STAGE_MOVES, moves),
        traits=pa.table(traits, schema=TRAITS),
        snapshots=SNAPSHOTS.empty_table(),
        accounts=ACCOUNTS.empty_table(),
    )


def fields(schema):
    return [(name, schema.field(name)) for name in schema.names]


def rows(schema, values):
    columns = list(zip(*values, strict=True)) or [[]] * len(schema.names)
    return pa.table(dict(zip(schema.names, columns, strict=True)), schema=schema)


def test_a_stay_ends_with_the_period_of_leaving_and_begins_again_with_a_return():
    truth = a_truth(
        [0.0, 7.5, 14.0],
        [(10, 1, EXPLORATION, GONE), (10, 3, GONE, DECLINE), (11, 1, EXPLORATION, GONE)],
    )
    found = stays(truth, period_days=7.0, periods=5)
    assert found.entry_period.tolist() == [0, 1, 2]
    assert found.customer.tolist() == [0, 0, 1, 2]
    assert found.begins.tolist() == [0, 3, 1, 2]
    assert found.ends.tolist() == [2, 6, 2, 6]
    lived = np.array([found.lives_in(period) for period in range(5)])
    assert lived.T.tolist() == [[1, 1, 0, 1, 1], [0, 1, 0, 0, 0], [0, 0, 1, 1, 1]]
    there = np.array([found.is_there_when(period) for period in range(6)])
    assert there.T.tolist() == [[0, 1, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1]]


def test_who_leaves_in_the_last_period_is_not_there_at_the_end():
    truth = a_truth([0.0, 0.0], [(10, 2, EXPLORATION, GONE)])
    assert stays(truth, 7.0, periods=3).is_there_when(3).tolist() == [False, True]


@pytest.fixture(scope="module")
def simulated():
    return simulate(presets.load("default", ["founders.customers=400"]), 30, seed=3), 30


def test_as_many_are_there_at_every_boundary_as_the_bucket_holds(simulated):
    run, periods = simulated
    found = stays(run.history.truth, presets.load("default").period_days, periods)
    there = [found.is_there_when(period).sum() for period in range(1, periods + 1)]
    assert there == run.books.bucket().held[1:].tolist()
    lived = [found.lives_in(period).sum() for period in range(periods)]
    assert lived == run.books.bucket().at_risk.tolist()


def test_leaks_by_stage_add_up_to_those_of_the_bucket_and_are_of_several_stages(simulated):
    run, periods = simulated
    leaks = leaks_by_cause_and_stage(run.history.truth, periods)
    np.testing.assert_array_equal(leaks.sum(axis=2), run.books.bucket().leaks)
    assert (leaks.sum(axis=(0, 1)) > 0).sum() >= 2


def test_a_leak_is_counted_by_its_cause_at_the_stage_before():
    truth = a_truth(
        [0.0, 0.0],
        [(10, 0, EXPLORATION, DECLINE), (10, 2, DECLINE, GONE), (11, 1, EXPLORATION, GONE)],
        exits=[(10, 2, 4, 2), (11, 1, 0, 1)],
    )
    leaks = leaks_by_cause_and_stage(truth, 3)
    assert leaks[2, 4, DECLINE] == leaks[1, 0, EXPLORATION] == 1
    assert leaks.sum() == 2

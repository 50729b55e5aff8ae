import dataclasses

import pyarrow as pa
import pytest

from hooper.engine.simulate import simulate
from tests.small_worlds import retail


@pytest.fixture(scope="module")
def history():
    return simulate(retail(60), 10, seed=3).history


def test_the_digest_covers_every_table_of_both_sides(history):
    changed = {history.digest}
    for name, table in history.observed.others.items():
        others = history.observed.others | {name: table.slice(0, 0)}
        observed = dataclasses.replace(history.observed, others=others)
        changed.add(dataclasses.replace(history, observed=observed).digest)
    for name in vars(history.truth):
        truth = dataclasses.replace(history.truth, **{name: getattr(history.truth, name).slice(1)})
        changed.add(dataclasses.replace(history, truth=truth).digest)
    empty = pa.Table.from_pylist([], schema=history.observed.transactions.schema)
    changed.add(
        dataclasses.replace(
            history, observed=dataclasses.replace(history.observed, transactions=empty)
        ).digest
    )
    both_sides = (*history.observed.others.values(), *vars(history.truth).values())
    assert len(changed) == 1 + sum(table.num_rows > 0 for table in both_sides) + 1


def test_the_same_history_has_the_same_digest_twice(history):
    assert dataclasses.replace(history).digest == history.digest


def test_truth_and_observation_are_two_objects(history):
    assert not set(vars(history.truth)) & {"transactions", *history.observed.others}
    assert set(history.observed.transactions.column_names) == {"customer_id", "time_days", "amount"}

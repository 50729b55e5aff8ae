import numpy as np
import pyarrow as pa

from hooper.evidence.oracles.referral_families import families
from hooper.firm.customer_ids import REFERRED, referred_ids
from hooper.history.history import History
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.truth import EXITS, SCHEMAS, Truth

KEY = (3, 0)


def brought(referrer, period):
    return int(referred_ids(KEY, np.array([referrer], np.uint64), period)[0])


def table(schema, **columns):
    rows = len(next(iter(columns.values())))
    return pa.table({name: columns.get(name, [0] * rows) for name in schema.names}, schema=schema)


def a_history(ids, exits, referrals):
    truth = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    truth["traits"] = table(
        SCHEMAS["traits"], customer_id=sorted(ids), channel=[REFERRED if i > 9 else 0 for i in sorted(ids)]
    )
    truth["exits"] = table(EXITS, customer_id=list(exits), period=list(exits.values()))
    schema = pa.schema([("customer_id", pa.uint64()), ("period", pa.int32())])
    talk = pa.table(dict(zip(schema.names, zip(*referrals, strict=True), strict=True)), schema=schema)
    return History(Observed(TRANSACTIONS.empty_table(), 30.0, others={"referrals": talk}), Truth(**truth))


def test_a_grandchild_belongs_to_the_family_of_the_first():
    child = brought(1, period=0)
    grandchild = brought(child, period=2)
    history = a_history(
        ids=(0, 1, child, grandchild),
        exits={1: 2},
        referrals=[(1, 0), (child, 2), (0, 3)],
    )
    found = families(history, KEY, periods=4)
    row = {int(customer): k for k, customer in enumerate(found.customer_id)}
    assert found.root[[row[child], row[grandchild]]].tolist() == [row[1], row[1]]
    assert found.root[row[0]] == row[0]
    assert found.left[row[1]] == 2
    assert found.left[row[child]] == 4


def test_who_is_referred_in_the_last_period_counts_as_brought_and_is_not_there():
    history = a_history(ids=(0, 1), exits={1: 0}, referrals=[(0, 3)])
    found = families(history, KEY, periods=4)
    assert found.brought.tolist() == [1, 0]
    assert found.root.tolist() == [0, 1]

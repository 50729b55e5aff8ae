"""Lives that are written down by hand, for the arithmetic of measures."""

import numpy as np
import pyarrow as pa

from hooper.evidence.facts.lives import Lives
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history import observed, truth
from hooper.history.history import History
from hooper.history.observed import Observed
from hooper.history.truth import Truth
from hooper.mechanisms.life_stages import GONE


def lives_of(*stages, orders=None, **recorded):
    """Return lives from the stages of each customer, one text a customer: E, F, S, D, and a dot once gone."""
    rows = np.array(
        [[{"E": 0, "F": 1, "S": 2, "D": 3, ".": GONE}[stage] for stage in life] for life in stages]
    )
    stage = rows.T.astype(np.int8)
    bought = np.zeros(stage[:-1].shape, np.int8) if orders is None else np.array(orders, np.int8).T
    return Lives(stage, bought, {row: np.array(values, np.float32) for row, values in recorded.items()})


def a_history(entered, moves, orders):
    """Return a history of customers (id: month and channel of entry), moves of stage, and orders by month."""
    ids = sorted(entered)
    traits = [
        {"customer_id": each, "entry_days": entered[each][0] * DAYS_PER_MONTH, "channel": entered[each][1]}
        for each in ids
    ]
    seen = [
        {"customer_id": each, "time_days": month * DAYS_PER_MONTH, "amount": amount}
        for each, month, amount in orders
    ]
    tables = {name: schema.empty_table() for name, schema in truth.SCHEMAS.items()}
    rows = [dict(zip(truth.STAGE_MOVES.names, move, strict=True)) for move in moves]
    tables |= {
        "traits": pa.Table.from_pylist(traits, truth.TRAITS),
        "stage_moves": pa.Table.from_pylist(rows, truth.STAGE_MOVES),
    }
    return History(
        Observed(pa.Table.from_pylist(seen, observed.SCHEMAS["transactions"]), 365.0), Truth(**tables)
    )

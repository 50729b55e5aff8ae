"""The truth of customers of whom nothing is known but their moves between stages."""

import pyarrow as pa

from hooper.history import truth
from hooper.history.truth import STAGE_MOVES, Truth


def truth_of(moves):
    """Return the truth; each move is customer, period, stage before and stage after, in any order."""
    columns = dict(zip(STAGE_MOVES.names, zip(*moves, strict=True), strict=True)) if moves else {}
    table = pa.table(columns).cast(STAGE_MOVES) if moves else STAGE_MOVES.empty_table()
    others = {name: schema.empty_table() for name, schema in truth.SCHEMAS.items() if name != "stage_moves"}
    return Truth(stage_moves=table, **others)

"""Lives that are written down by hand, for the arithmetic of measures."""

import numpy as np

from hooper.evidence.facts.lives import Lives
from hooper.mechanisms.life_stages import GONE


def lives_of(*stages, orders=None, **recorded):
    """Return lives from the stages of each customer, one text a customer: E, F, S, D, and a dot once gone."""
    rows = np.array(
        [[{"E": 0, "F": 1, "S": 2, "D": 3, ".": GONE}[stage] for stage in life] for life in stages]
    )
    stage = rows.T.astype(np.int8)
    bought = np.zeros(stage[:-1].shape, np.int8) if orders is None else np.array(orders, np.int8).T
    return Lives(stage, bought, {row: np.array(values, np.float32) for row, values in recorded.items()})

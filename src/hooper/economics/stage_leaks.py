"""Where the bucket leaks: customers who leave, by cause and by the stage that they leave from."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.truth import Truth
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import GONE, STAGES


def leaks_by_cause_and_stage(truth: Truth, periods: int) -> NDArray[np.int64]:
    """Return how many leave in each period, shape `(periods, causes, stages)`.

    Summed over stages it is the outflow of the leaky bucket by cause. Every exit is a move to the end, in the
    same period.

    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> simulated = simulate(presets.load("default", ["founders.customers=200"]), 6)
    >>> leaks = leaks_by_cause_and_stage(simulated.history.truth, 6)
    >>> bool((leaks.sum(axis=2) == simulated.books.bucket().leaks).all())
    True
    """
    moves, exits = truth.stage_moves, truth.exits
    stage = moves["stage_before"].to_numpy()[moves["stage"].to_numpy() == GONE]
    leaks = np.zeros((periods, len(CAUSES), len(STAGES)), np.int64)
    # Both tables are by customer and period, and so in the same order.
    np.add.at(leaks, (exits["period"].to_numpy(), exits["cause"].to_numpy(), stage), 1)
    return leaks

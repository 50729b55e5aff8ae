"""The true stages of customers, and when they were in decline; only a simulator knows.

Who is gone without a word cannot be told from who declines: both count as in decline here. A move takes
effect at the end of its period.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.truth import STAGE_MOVES, Truth
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ROUNDING = 1e-6  # days by which a cut at the end of a period may seem to come before it


def stages_at(
    truth: Truth, customer_id: NDArray[np.uint64], time_days: float, period_days: float
) -> Integers:
    """Return the number of the stage of each customer at a moment, `GONE` included, shape `(n,)`.

    Everybody begins in exploration.
    """
    mover, period, _, after = _moves(truth)
    happened = (period + 1) * period_days <= time_days + _ROUNDING
    mover, after = np.append(mover[happened], np.uint64(0)), np.append(after[happened], 0)
    latest = np.searchsorted(mover[:-1], customer_id, side="right") - 1
    has_moved = (latest >= 0) & (mover[latest] == customer_id)
    return np.where(has_moved, after[latest], EXPLORATION)


def tellable_stages_at(
    truth: Truth, customer_id: NDArray[np.uint64], time_days: float, period_days: float
) -> Integers:
    """Return the number of the stage of each customer at a moment, decline for who is gone, shape `(n,)`."""
    return np.minimum(stages_at(truth, customer_id, time_days, period_days), DECLINE)


@dataclass(frozen=True)
class DeclineSpells:
    """Times in decline or gone, one entry a spell: whose, from when, and until when (infinity: for good)."""

    customer_id: NDArray[np.uint64]
    begin_days: Floats
    end_days: Floats


def decline_spells(truth: Truth, period_days: float) -> DeclineSpells:
    """Return all spells of decline; one ends when the customer is in another stage again."""
    mover, period, before, after = _moves(truth)
    crosses = (before >= DECLINE) != (after >= DECLINE)
    mover, begins = mover[crosses], after[crosses] >= DECLINE
    days = (period[crosses] + 1).astype(np.float64) * period_days
    # A customer's crossings alternate, and the first one begins a spell.
    next_is_own = np.append(mover[1:] == mover[:-1], False)
    end_days = np.where(next_is_own, np.append(days[1:], np.inf), np.inf)
    return DeclineSpells(mover[begins], days[begins], end_days[begins])


def _moves(truth: Truth) -> tuple[NDArray[np.uint64], Integers, Integers, Integers]:
    mover, period, before, after = (truth.stage_moves[name].to_numpy() for name in STAGE_MOVES.names)
    order = np.lexsort((period, mover))
    return mover[order], *(column[order].astype(np.int64) for column in (period, before, after))

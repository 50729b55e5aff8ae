"""The stages of a relationship, as the numbers that the field `stage` holds."""

from typing import Final

import numpy as np

from hooper.foundation.jit import kernel

EXPLORATION: Final = 0
FORMATION: Final = 1
STABILITY: Final = 2
DECLINE: Final = 3
GONE: Final = 4
STAGES: Final = ("exploration", "formation", "stability", "decline")

FIRST_GONE = np.float32(GONE)
_FORMATION = np.float32(FORMATION)
_STABILITY = np.float32(STABILITY)
_DECLINE = np.float32(DECLINE)


@kernel
def by_stage(stage, values):
    """Return the entry of a four-tuple that belongs to the stage (a chain of selects: it vectorises)."""
    value = values[3]
    value = values[2] if stage < _DECLINE else value
    value = values[1] if stage < _STABILITY else value
    return values[0] if stage < _FORMATION else value

"""What goes into one period of all customers' lives, and what it leaves behind, whichever engine runs it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_set import LawSet


@dataclass(frozen=True)
class Now:
    """What holds for all customers in a period: its number, the round keys of chance, the firm's signals."""

    period: int
    keys: NDArray[np.uint32]
    signals: NDArray[np.float32]


@dataclass(frozen=True)
class EventRows:
    """The rows of one event table in a period: slots, ascending, and the columns of the event."""

    slots: NDArray[np.int64]
    columns: dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class PeriodOutcome:
    """Sums over the active customers, and the events of a period by table."""

    sums: dict[str, float]
    events: dict[str, EventRows]


class OutcomeBuffers:
    """The arrays that a compiled step fills for a run of blocks, kept over the periods."""

    def __init__(self, laws: LawSet, blocks: int, block_size: int) -> None:
        self._laws = laws
        room = blocks * block_size + 1
        columns = sum(len(event.columns) for event in laws.events)
        self.sums = np.zeros((blocks, len(laws.sums)))
        self.slots = np.zeros((len(laws.events), room), np.int64)
        self.values = np.zeros((max(columns, 1), room), np.float32)
        self.counts = np.zeros(len(laws.events), np.int64)


def gather(laws: LawSet, parts: list[OutcomeBuffers], blocks: int) -> PeriodOutcome:
    """Put the buffers of consecutive runs of blocks together, in block order."""
    block_sums = np.concatenate([part.sums for part in parts])[:blocks]
    # cumsum adds one block after the other; sum would pair them in an order of its own
    totals = np.cumsum(block_sums, axis=0)[-1]
    events: dict[str, EventRows] = {}
    column = 0
    for index, event in enumerate(laws.events):
        slots = np.concatenate([part.slots[index, : part.counts[index]] for part in parts])
        columns: dict[str, NDArray[np.float32]] = {}
        for name in event.columns:
            columns[name] = np.concatenate([part.values[column, : part.counts[index]] for part in parts])
            column += 1
        events[event.table] = EventRows(slots, columns)
    return PeriodOutcome(
        {row.split(".")[0]: float(total) for row, total in zip(laws.sums, totals, strict=True)}, events
    )

"""What goes into one period of all customers' lives, and what it leaves behind, whichever engine runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

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
    """The rows of one event table in a period: slots, and the columns of the event."""

    slots: NDArray[np.int64]
    columns: dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class PeriodOutcome:
    """How many customers lived a period, sums of rows over them, and its events by table."""

    lived: int
    sums: dict[str, float]
    events: dict[str, EventRows]


class OutcomeBuffers:
    """The arrays that a compiled step fills for a run of blocks, used again and again."""

    def __init__(self, laws: LawSet, blocks: int, block_size: int) -> None:
        self._laws = laws
        room = blocks * block_size + 1  # a lane is written before it is known whether it counts
        columns = sum(len(event.columns) for event in laws.events)
        self.sums = np.zeros((blocks, len(laws.sums)))
        self.slots = np.zeros((len(laws.events), room), np.int64)
        self.values = np.zeros((max(columns, 1), room), np.float32)
        self.counts = np.zeros(len(laws.events), np.int64)

    @property
    def blocks(self) -> int:
        """The number of blocks that there is room for."""
        return self.sums.shape[0]

    def take(self, lived: int, blocks: int) -> "Part":
        """Return a copy of what the step has left of `blocks` blocks in which `lived` customers lived."""
        events: list[EventRows] = []
        column = 0
        for index, event in enumerate(self._laws.events):
            count = self.counts[index]
            names = {name: self.values[column + k, :count].copy() for k, name in enumerate(event.columns)}
            column += len(event.columns)
            events.append(EventRows(self.slots[index, :count].copy(), names))
        return Part(lived, self.sums[:blocks].copy(), events)


@dataclass(frozen=True)
class Part:
    """What a run of blocks leaves behind: the sums block by block, and the events in the laws' order."""

    lived: int
    sums: NDArray[np.float64]
    events: list[EventRows]

    @classmethod
    def of_nobody(cls, laws: LawSet, blocks: int) -> Self:
        """Return what blocks leave behind in which nobody is there."""
        none = [
            EventRows(np.empty(0, np.int64), {name: np.empty(0, np.float32) for name in event.columns})
            for event in laws.events
        ]
        return cls(0, np.zeros((blocks, len(laws.sums))), none)


def gather(laws: LawSet, parts: Sequence[Part]) -> PeriodOutcome:
    """Put what consecutive runs of blocks leave behind together, in block order."""
    # cumsum adds one block after the other; sum would pair them in an order of its own
    totals = np.cumsum(np.concatenate([part.sums for part in parts]), axis=0)[-1]
    events = {
        event.table: EventRows(
            np.concatenate([part.events[index].slots for part in parts]),
            {
                name: np.concatenate([part.events[index].columns[name] for part in parts])
                for name in event.columns
            },
        )
        for index, event in enumerate(laws.events)
    }
    sums = {row: float(total) for row, total in zip(laws.sums, totals, strict=True)}
    return PeriodOutcome(sum(part.lived for part in parts), sums, events)

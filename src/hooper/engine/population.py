"""The customers of a world as blocks of float32 rows, with their ids and where they came from."""

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_set import LawSet
from hooper.engine.step_source import BLOCK
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.life_stages import GONE

_LOW_WORD = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)
_ABSENT = np.float32(GONE + 1)


class Population:
    """State of all customers, `(n_blocks, n_rows * BLOCK)` float32; a customer keeps its slot for good.

    A slot says where a customer is stored and nothing more: lives depend on the 64-bit id alone.
    """

    def __init__(self, laws: LawSet, capacity: int) -> None:
        self._laws = laws
        initial = laws.initial_state()
        self._newcomer = np.array([initial.get(row, 0.0) for row in laws.state_rows], np.float32)
        self._row_index = {row: index for index, row in enumerate(laws.state_rows)}
        self.size = 0
        self.blocks = self._empty_blocks(max(1, -(-capacity // BLOCK)))
        self.customer_id = np.zeros(self.capacity, np.uint64)
        self.entry_days = np.zeros(self.capacity)
        self.channel = np.zeros(self.capacity, np.uint8)

    @property
    def capacity(self) -> int:
        """The number of slots that there is room for."""
        return self.blocks.shape[0] * BLOCK

    def row(self, name: str) -> NDArray[np.float32]:
        """Return a view of one state row, shape `(n_blocks, BLOCK)`."""
        return self.blocks.reshape(self.blocks.shape[0], -1, BLOCK)[:, self._row_index[name]]

    def values(self, name: str) -> NDArray[np.float32]:
        """Return a copy of one state row of all customers so far, shape `(size,)`."""
        return self.row(name).flatten()[: self.size]

    def write(self, name: str, slots: NDArray[np.int64], values: NDArray[np.float32] | np.float32) -> None:
        """Set one state row of the customers in the given slots."""
        self.row(name)[slots // BLOCK, slots % BLOCK] = values

    def admit(
        self, customer_id: NDArray[np.uint64], entry_days: NDArray[np.float64], channel: NDArray[np.uint8]
    ) -> NDArray[np.int64]:
        """Give newcomers their slots, with the state that every newcomer starts from; return the slots."""
        slots = np.arange(self.size, self.size + customer_id.size)
        while slots.size and slots[-1] >= self.capacity:
            self._grow()
        self.size += customer_id.size
        self.customer_id[slots] = customer_id
        self.entry_days[slots] = entry_days
        self.channel[slots] = channel
        lanes = self.blocks.reshape(self.blocks.shape[0], -1, BLOCK)
        lanes[slots // BLOCK, :, slots % BLOCK] = self._newcomer
        self.write("id_low", slots, (customer_id & _LOW_WORD).astype(np.uint32).view(np.float32))
        self.write("id_high", slots, (customer_id >> _HIGH).astype(np.uint32).view(np.float32))
        return slots

    def check_ids(self) -> None:
        """Raise `InputError` if two customers have the same id (they would live the same life)."""
        ids, counts = np.unique(self.customer_id[: self.size], return_counts=True)
        if (counts > 1).any():
            shared = int(ids[np.argmax(counts > 1)])
            raise InputError(
                [Fault("customer ids", f"two customers share the id {shared}", "choose another seed")]
            )

    def _grow(self) -> None:
        self.blocks = np.concatenate([self.blocks, self._empty_blocks(max(1, self.blocks.shape[0] // 2))])
        for name in ("customer_id", "entry_days", "channel"):
            old = getattr(self, name)
            grown = np.zeros(self.capacity, old.dtype)
            grown[: old.size] = old
            setattr(self, name, grown)

    def _empty_blocks(self, count: int) -> NDArray[np.float32]:
        blocks = np.zeros((count, len(self._laws.state_rows), BLOCK), np.float32)
        blocks[:, self._row_index["stage"]] = _ABSENT
        return blocks.reshape(count, -1)

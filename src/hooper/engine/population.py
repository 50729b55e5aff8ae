"""The customers of a world as blocks of float32 rows, with their ids and where they came from."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.engine.lanes import Lanes, grown
from hooper.engine.law_loops import BLOCK
from hooper.engine.law_set import LawSet
from hooper.foundation.distinct import distinct
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import named_entry
from hooper.foundation.workers import Workers, shares
from hooper.mechanisms.life_stages import EXPLORATION

_LOW_WORD = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)
_GROWTH = 1.5
LARGEST_ID = 2**64 - 1
_ALL = slice(None)
BY_NOBODY = -1
_OF_SLOTS = ("customer_id", "entry_days", "channel", "product", "brought_by")


class Population:
    """State of all customers, `(n_blocks, n_rows * BLOCK)` float32.

    A customer keeps the *slot*, the place in the order of entry, for good: all that the firm remembers
    goes by it. The *lane*, where the state stands in the blocks, changes whenever others leave. Lives
    depend on neither: they depend on the 64-bit id alone.
    """

    def __init__(self, laws: LawSet, capacity: int, workers: Workers) -> None:
        self._workers = workers
        initial = laws.initial_state()
        self._newcomer = np.array([initial.get(row, 0.0) for row in laws.state_rows], np.float32)
        self._row_index = {row: index for index, row in enumerate(laws.state_rows)}
        self.size = 0
        blocks = max(1, -(-capacity // BLOCK))
        self.blocks = np.zeros((blocks, len(laws.state_rows) * BLOCK), np.float32)
        self.lanes = Lanes(blocks)
        self.customer_id = np.zeros(self.capacity, np.uint64)
        self.entry_days = np.zeros(self.capacity)
        self.channel = np.zeros(self.capacity, np.uint8)
        self.product = np.zeros(self.capacity, np.uint8)
        self.brought_by = np.zeros(self.capacity, np.int32)

    @property
    def capacity(self) -> int:
        """The number of slots that there is room for."""
        return self.blocks.shape[0] * BLOCK

    @property
    def there(self) -> int:
        """The number of customers who are there."""
        return int(self.lanes.there.sum())

    def values(self, name: str) -> NDArray[np.float32]:
        """Return a state row of all customers so far, there or gone, by slot, shape `(size,)`.

        Raises `InputError` with the nearest names if customers have no such row.
        """
        named_entry("field of customers", name, self._row_index)
        return self.values_at(name, np.arange(self.size))

    def values_at(self, name: str, slots: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return a state row of the customers in the given slots, same shape."""
        return self.lanes.read(self.blocks, self._row_index[name], slots)

    def block_shares(self) -> list[slice]:
        """Return the blocks in which anybody stands, as shares of work."""
        lanes = shares(self.lanes.used * BLOCK)
        return [slice(share.start // BLOCK, share.stop // BLOCK) for share in lanes]

    def slots_there(self, blocks: slice = _ALL) -> NDArray[np.int64]:
        """Return the slots of the customers who are there in some blocks, in the order of the lanes."""
        return self.lanes.slot_at[blocks][self._mask(blocks)].astype(np.int64)

    def values_there(self, name: str, blocks: slice = _ALL) -> NDArray[np.float32]:
        """Return a state row of the customers who are there in some blocks, in the order of the lanes."""
        first = self._row_index[name] * BLOCK
        return self.blocks[blocks, first : first + BLOCK][self._mask(blocks)]

    def lanes_of(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the state of the customers in the given slots stands now."""
        return self.lanes.lane_of[slots].astype(np.int64)

    def slot_of(self, customer_id: int) -> int | None:
        """Return the slot of a customer, or None if no such customer has entered so far."""
        if customer_id > LARGEST_ID:
            return None
        found = np.flatnonzero(self.customer_id[: self.size] == np.uint64(customer_id))
        return int(found[0]) if found.size else None

    def is_there(self, slot: int) -> bool:
        """Tell whether the customer in a slot has not left."""
        block, lane = divmod(int(self.lanes.lane_of[slot]), BLOCK)
        return lane < int(self.lanes.there[block])

    def state_of(self, slot: int) -> NDArray[np.float32]:
        """Return a copy of all state rows of one customer, in the order of the laws' rows."""
        block, lane = divmod(int(self.lanes.lane_of[slot]), BLOCK)
        return self.blocks[block, lane::BLOCK].copy()

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the state rows, in order."""
        return tuple(self._row_index)

    def first_not_a_number(self, name: str) -> int | None:
        """Return the lowest slot whose value in a state row is not a number, or None."""
        return self.lanes.first_not_a_number(self.blocks, self._row_index[name])

    def write(self, name: str, slots: NDArray[np.int64], values: NDArray[np.float32] | np.float32) -> None:
        """Set one state row of the customers in the given slots."""
        each = np.broadcast_to(np.asarray(values, np.float32), slots.shape)
        self.lanes.write(self.blocks, self._row_index[name], slots, np.ascontiguousarray(each))

    def add(self, name: str, slots: NDArray[np.int64], amounts: NDArray[np.float64]) -> None:
        """Add to one state row of the customers in the given slots, of which some may stand there twice."""
        customers, place = distinct(slots, self.size)
        added = self.values_at(name, customers) + np.bincount(place, amounts, customers.size)
        self.write(name, customers, added.astype(np.float32))

    def row(self, name: str) -> NDArray[np.float32]:
        """Return a state row by block and lane, `(n_blocks, BLOCK)`: a view, in which it can be changed."""
        first = self._row_index[name] * BLOCK
        return self.blocks[:, first : first + BLOCK]

    def admit(
        self, customer_id: NDArray[np.uint64], entry_days: NDArray[np.float64], channel: NDArray[np.uint8]
    ) -> NDArray[np.int64]:
        """Give newcomers their slots, with the state that every newcomer starts from; return the slots."""
        slots = np.arange(self.size, self.size + customer_id.size)
        self._make_room(self.size + customer_id.size)
        self.lanes.seat(self.blocks, self._newcomer, self.size, customer_id.size, self._workers)
        self.size += customer_id.size

        def put_down(share: slice) -> None:
            own, ids = slots[share], customer_id[share]
            self.customer_id[own] = ids
            self.entry_days[own] = entry_days[share]
            self.channel[own] = channel[share]
            self.brought_by[own] = BY_NOBODY
            self.write("id_low", own, (ids & _LOW_WORD).astype(np.uint32).view(np.float32))
            self.write("id_high", own, (ids >> _HIGH).astype(np.uint32).view(np.float32))

        self._workers.map(put_down, shares(slots.size))
        return slots

    def bring_back(self, slots: NDArray[np.int64]) -> None:
        """Let customers who have gone explore the firm anew, with all else that they were."""
        self.lanes.bring_back(self.blocks, slots)
        self.write("stage", slots, np.float32(EXPLORATION))

    def close_ranks(self) -> None:
        """Move customers together where many have gone."""
        self.lanes.close_ranks(self.blocks)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered of the customers so far."""
        kept = {name: getattr(self, name)[: self.size].copy() for name in _OF_SLOTS}
        return {**kept, "blocks": self.blocks[: self.lanes.used].copy(), **self.lanes.state(self.size)}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.size = len(state["customer_id"])
        self._make_room(self.size)
        for name in _OF_SLOTS:
            getattr(self, name)[: self.size] = state[name]
        self.blocks[: len(state["blocks"])] = state["blocks"]
        self.lanes.restore(state)

    def check_ids(self) -> None:
        """Raise `InputError` if two customers have the same id (they would live the same life)."""
        ids = np.sort(self.customer_id[: self.size])
        shared = np.flatnonzero(ids[1:] == ids[:-1])
        if shared.size:
            problem = f"two customers share the id {int(ids[shared[0]])}"
            raise InputError([Fault("customer ids", problem, "choose another seed")])

    def _mask(self, blocks: slice) -> NDArray[np.bool_]:
        return np.arange(BLOCK) < self.lanes.there[blocks, np.newaxis]

    def _make_room(self, size: int) -> None:
        if size <= self.capacity:
            return
        blocks = max(-(-size // BLOCK), int(self.blocks.shape[0] * _GROWTH) + 1)
        self.blocks = grown(self.blocks, blocks)
        self.lanes.make_room(blocks)
        for name in _OF_SLOTS:
            setattr(self, name, grown(getattr(self, name), self.capacity))

"""What each customer last answered to each item of a questionnaire, by slot; who never did has nan."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


class LastAnswers:
    """Arrays of shape `(capacity,)`, float32, one for each item that somebody was ever asked.

    Memory grows with customers and items, and not with time.

    >>> answers = LastAnswers()
    >>> answers.note(4, 3, np.array([0, 2]), np.array([5.0, np.nan]))
    >>> answers.of_item(4, 3).tolist()
    [5.0, nan, nan]
    """

    def __init__(self) -> None:
        self._by_item: dict[int, NDArray[np.float32]] = {}

    def note(self, item: int, capacity: int, slots: NDArray[np.int64], replies: NDArray[np.floating]) -> None:
        """Take down the replies of customers in slots, of whom there are at most `capacity`.

        A reply that is nan was left out, and what was answered before stands.
        """
        answers = self.of_item(item, capacity)
        given = np.flatnonzero(np.isfinite(replies))
        answers[slots[given]] = replies[given]
        self._by_item[item] = answers

    def of_item(self, item: int, customers: int) -> NDArray[np.float32]:
        """Return a copy of the last answers of the first `customers` customers to an item."""
        told = self._by_item.get(item, np.empty(0, np.float32))[:customers]
        return np.concatenate([told, np.full(customers - told.size, np.nan, np.float32)])

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that has to be remembered."""
        return {str(item): answers.copy() for item, answers in self._by_item.items()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._by_item = {int(item): answers.copy() for item, answers in state.items()}

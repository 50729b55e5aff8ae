"""Warners: who speaks ill of the firm, so that what it costs can be laid at their door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_NOT_WORTH_A_WORD: Final = 1e-6


def _nobody() -> NDArray[np.int64]:
    return np.empty(0, np.int64)


@dataclass
class Warners:
    """Slots of those who spoke ill in the last period and how often, and of the lost, who have more to say.

    All arrays have the shape `(n,)`. The lost say `share_said` of what they have to say in each period, as
    `IllTalk` has it.

    >>> warners = Warners(share_said=0.5)
    >>> warners.hear(np.array([7, 9]), of_customers=np.array([1.0, 0.0]), of_leaving=np.array([0.0, 2.0]))
    >>> warners.hear(np.array([7]), of_customers=np.array([1.0]), of_leaving=np.array([0.0]))
    >>> warners.slots.tolist(), warners.words.tolist()
    ([7, 9], [1.0, 1.0])
    """

    share_said: float
    slots: NDArray[np.int64] = field(default_factory=_nobody)
    words: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    lost: NDArray[np.int64] = field(default_factory=_nobody)
    to_come: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    def hear(
        self, slots: NDArray[np.int64], of_customers: NDArray[np.float64], of_leaving: NDArray[np.float64]
    ) -> None:
        """Hear who says how much in a period, and what those who leave in it will say afterwards."""
        said = self.share_said * self.to_come
        speak, leave = of_customers > 0.0, of_leaving > 0.0
        self.slots = np.concatenate([slots[speak], self.lost])
        self.words = np.concatenate([of_customers[speak], said])
        left = self.to_come - said
        talk_on = left > _NOT_WORTH_A_WORD
        self.lost = np.concatenate([self.lost[talk_on], slots[leave]])
        self.to_come = np.concatenate([left[talk_on], of_leaving[leave]])

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {name: getattr(self, name).copy() for name in ("slots", "words", "lost", "to_come")}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        for name, values in state.items():
            setattr(self, name, values.copy())

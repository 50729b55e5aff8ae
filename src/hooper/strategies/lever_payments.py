"""What a strategy has paid for each of its levers, and how often it has used each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.actions import CUSTOMER_LEVERS, LEVERS


def _nothing() -> dict[str, float]:
    return dict.fromkeys(LEVERS, 0.0)


@dataclass
class LeverPayments:
    """Money paid so far, in currency units, and uses, by lever in the order of `LEVERS`.

    A use is an action on a customer, an order with a discount on it, a referral that is rewarded, and for a
    period an agent, a programme at strength 1, or a currency unit spent on newcomers.

    >>> payments = LeverPayments()
    >>> payments.note("discount", 12.0, uses=3)
    >>> payments.money["discount"], payments.uses["discount"], payments.money["offer"]
    (12.0, 3.0, 0.0)
    """

    money: dict[str, float] = field(default_factory=_nothing)
    uses: dict[str, float] = field(default_factory=_nothing)

    def note(self, lever: str, money: float, uses: float = 0.0) -> None:
        """Note money for a lever: below 0, what was taken back."""
        self.money[lever] += money
        self.uses[lever] += uses

    def note_actions(self, levers: NDArray[np.int64], costs: NDArray[np.float64]) -> None:
        """Note actions on customers, each a use of its lever, both `(n_actions,)`."""
        for name, money, uses in _by_lever(levers, costs):
            self.note(name, money, uses)

    def note_gifts(self, levers: NDArray[np.int64], worth: NDArray[np.float64]) -> None:
        """Note what was given by actions that have been noted before, both `(n_gifts,)`."""
        for name, money, _ in _by_lever(levers, worth):
            self.note(name, money)

    def state(self) -> NDArray[np.float64]:
        """Return money and uses, `(2, n_levers)`."""
        return np.array([[*self.money.values()], [*self.uses.values()]])

    def restore(self, state: NDArray[np.float64]) -> None:
        """Take up what `state` returned."""
        self.money, self.uses = (dict(zip(LEVERS, row, strict=True)) for row in state.tolist())


def _by_lever(levers: NDArray[np.int64], amounts: NDArray[np.float64]) -> Iterator[tuple[str, float, float]]:
    """Yield the name of each lever on customers, the sum of its amounts, and their number."""
    sums, numbers = (np.bincount(levers, weights, len(CUSTOMER_LEVERS)) for weights in (amounts, None))
    yield from zip(CUSTOMER_LEVERS, sums.tolist(), numbers.tolist(), strict=True)

"""What a strategy may do: pull levers on customers, and levers on the whole firm."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

OFFER: Final = 0
ENROLMENT: Final = 1
WIN_BACK_DISCOUNT: Final = 2
WIN_BACK_BUNDLE: Final = 3
WIN_BACK_UPGRADE: Final = 4
CUSTOMER_LEVERS: Final = (
    *("offer", "enrolment"),
    *("win_back_discount", "win_back_bundle", "win_back_upgrade"),
)


@dataclass(frozen=True)
class FirmLevers:
    """Levers of the whole firm, in force until the next review: what they cost is charged as it falls due.

    They work as far as the budget pays; what it cannot pay is refused.
    `discount` is a share of the price taken off every order; `extra_agents` join the service desk.
    """

    discount: float = 0.0
    extra_agents: int = 0


@dataclass(frozen=True)
class Actions:
    """Rows `(customer, lever, strength, cost)` and levers of the firm.

    `rows` index the customers of the view that the strategy was given; all arrays have shape
    `(n_actions,)`. The firm carries the rows out in this order for as long as the budget lasts.
    """

    rows: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    levers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    strengths: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    costs: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    firm: FirmLevers = FirmLevers()

    def at(self, places: NDArray[np.int64] | slice) -> "Actions":
        """Return the actions in some places, with the levers of the firm."""
        strengths, costs = self.strengths[places], self.costs[places]
        return Actions(self.rows[places], self.levers[places], strengths, costs, self.firm)


def on_customers(rows: NDArray[np.int64], lever: int, strength: float, cost: float) -> Actions:
    """Return the same lever, at the same strength and cost, for each of the given customers.

    >>> on_customers(np.array([3, 5]), OFFER, 1.0, 0.75).costs.tolist()
    [0.75, 0.75]
    """
    count = rows.size
    return Actions(rows, np.full(count, lever), np.full(count, strength), np.full(count, cost))

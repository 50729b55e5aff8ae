"""What a strategy may do: pull levers on customers, and levers on the whole firm."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

# The levers on one customer, with the level of the bonds that each makes: rivals imitate the first and the
# second, and what has none, or the third, they do not.
_LEVEL_OF_LEVERS_ON_CUSTOMERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{"offer": 1, "enrolment": 1},
        **{"win_back_discount": 0, "win_back_bundle": 0, "win_back_upgrade": 0},
        **{"personal_bond": 2, "structural_tie": 3, "care": 2},
        **{"onboarding": 2, "cross_sell": 1, "let_go": 0},
    }
)
CUSTOMER_LEVERS: Final = tuple(_LEVEL_OF_LEVERS_ON_CUSTOMERS)
OFFER, ENROLMENT, WIN_BACK_DISCOUNT, WIN_BACK_BUNDLE, WIN_BACK_UPGRADE = range(5)
PERSONAL_BOND, STRUCTURAL_TIE, CARE, ONBOARDING, CROSS_SELL, LET_GO = range(5, len(CUSTOMER_LEVERS))

_Paid = Literal["as given", "by head", "by time", "never"]


def _lever(paid: _Paid, level: int = 0) -> Any:  # noqa: ANN401  # as `field`
    return field(default=0.0, metadata={"paid": paid, "level": level})


@dataclass(frozen=True)
class FirmLevers:
    """Levers of the whole firm, in force until the next review: what they cost is charged as it falls due.

    They work as far as the budget pays; what it cannot pay is refused. `discount` is a share of the price
    taken off every order, and `price_premium` one put on it. `extra_agents` join the service desk, whole
    ones. `referral_reward` counts rewards, of the world's size, for each referral. `training`, `quality`,
    `assortment` and `recovery` are programmes with a strength in [0, 1], and `acquisition` is spent on more
    newcomers, in currency units a period.
    """

    discount: float = _lever("as given", level=1)
    extra_agents: float = _lever("by head")
    price_premium: float = _lever("never")
    referral_reward: float = _lever("as given", level=1)
    training: float = _lever("by time", level=2)
    quality: float = _lever("by time")
    assortment: float = _lever("by time", level=1)
    recovery: float = _lever("by time", level=2)
    acquisition: float = _lever("by time")


_FIELDS: Final = {each.name: each.metadata for each in fields(FirmLevers)}
FIRM_LEVERS: Final = tuple(_FIELDS)
LEVERS: Final = (*CUSTOMER_LEVERS, *FIRM_LEVERS)
GIVEN: Final = tuple(name for name, of in _FIELDS.items() if of["paid"] == "as given")
PAID_BY_HEAD: Final = tuple(name for name, of in _FIELDS.items() if of["paid"] == "by head")
PAID_BY_TIME: Final = tuple(name for name, of in _FIELDS.items() if of["paid"] == "by time")
LEVELS: Final[Mapping[str, int]] = MappingProxyType(
    {name: int(of["level"]) for name, of in _FIELDS.items()} | _LEVEL_OF_LEVERS_ON_CUSTOMERS
)


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

"""The health of a base: the chance to stay, weighted by what each customer is worth.

    sum_i v_i (1 - r_i) / sum_i max(v_i, 0)

with the value v_i of customer i and the risk r_i that an early warning tells. It is `branch_health` with a
horizon of one period, that of the warning: 1 where everybody is sure to stay, 0 where all are sure to leave.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.branch_health import branch_health
from hooper.economics.ranges import PROBABILITY, require

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GroupHealth:
    """The health of a group of customers, with their number and what they are worth together."""

    label: str
    customers: int
    value: float
    health: float

    def as_dict(self) -> dict[str, object]:
        """Return the health as plain JSON values."""
        return asdict(self)


def base_health(value: Floats, risk: Floats) -> float:
    """Return the health of n customers, from 0 to 1; both arrays have the shape `(n,)`.

    `value` is what each is worth in any unit of money, `risk` the chance in [0, 1] that she is lost. Raises
    InputError for risks outside, and for arrays of two lengths.

    >>> base_health(np.array([10.0, 30.0]), np.array([0.0, 0.5]))
    0.625
    """
    require(("risk", risk, PROBABILITY))
    return branch_health(value, 1.0 - risk, horizon_periods=1.0)


def health_by_group(
    value: Floats, risk: Floats, group: NDArray[np.int64], labels: Sequence[str]
) -> tuple[GroupHealth, ...]:
    """Return the health of each group that has customers: of a segment, a product or a channel.

    `group`, shape `(n,)`, is the place of each customer's group in `labels`.

    >>> groups = health_by_group(np.ones(3), np.array([0.0, 1.0, 0.5]), np.array([0, 0, 1]), ["shop", "web"])
    >>> [(each.label, each.health) for each in groups]
    [('shop', 0.5), ('web', 0.5)]
    """
    return tuple(
        GroupHealth(
            label=label,
            customers=int((group == place).sum()),
            value=float(value[group == place].sum()),
            health=base_health(value[group == place], risk[group == place]),
        )
        for place, label in enumerate(labels)
        if (group == place).any()
    )

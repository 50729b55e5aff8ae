"""ABC analysis: A are the customers who bring the first 70 % of all profit, B the next 20 %, C the last.

Customers are ranked by profit; who is needed to reach a share belongs to it, so that A is never empty where
anybody brings anything. Shares are of the profit of those who bring some: who brings nothing, or costs
money, is C. Equals are never told apart: all of them are in the class of the first.
Source: Dickie (1951), ABC inventory analysis shoots for dollars, not pennies, Factory Management and
Maintenance 109; 70/20/10 and 80/15/5 are both usual.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rank_cuts import Share, within_everybody
from hooper.segmentation.segments import Segments, segments_of

NAME = "abc"
LABELS = ("C", "B", "A")

_HAIR = 1e-12  # a share that is reached but for rounding is reached


class AbcSettings(ProfitSettings):
    """The shares of all profit that A and B bring; C brings the rest. For 80/15/5: 0.8 and 0.15."""

    a_share: Share = 0.7
    b_share: Share = 0.2

    @model_validator(mode="after")
    def _classes_fit_in(self) -> "AbcSettings":
        within_everybody({"a_share": self.a_share, "b_share": self.b_share})
        return self


def assign(records: CustomerRecords, settings: AbcSettings) -> Segments:
    """Assign every customer to A, B or C; the column tells the profit."""
    profit = customer_profit(records, settings)
    cuts = profit_needed(profit, (settings.a_share + settings.b_share, settings.a_share))
    code = np.zeros(profit.size, np.int64)
    for cut in cuts:
        code += profit >= cut
    segments = segments_of(NAME, LABELS, code, records, (profit,), {"profit": cuts})
    return replace(segments, columns={"profit": profit})


def profit_needed(profit: NDArray[np.float64], shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return the profit from which on a customer is among the best who together bring a share of it all.

    There are no such values where nobody brings anything.

    >>> profit_needed(np.array([1.0, 7.0, -4.0, 2.0]), (0.9, 0.7))
    (2.0, 7.0)
    """
    brought = np.sort(profit[profit > 0.0])[::-1]
    if not brought.size:
        return ()
    upto = np.cumsum(brought)
    reached = np.searchsorted(upto, [share * upto[-1] * (1.0 - _HAIR) for share in shares])
    return tuple(brought[reached].tolist())

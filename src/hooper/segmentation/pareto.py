"""The top fifth of the customers against the rest, and how much they bring: is it really 80 % from 20 %?

The share of the top, and the Gini coefficient of the Lorenz curve, are answers here and never assumptions:
evidence is nearer to 60 % than to 80. Customers with equal profit are never told apart: no more of them
than the share are on top. The indices read the curve where it stands, ties or not.
Source: Pareto (1896), Cours d'économie politique; Lorenz (1905), Methods of measuring the concentration of
wealth, Publications of the American Statistical Association 9(70).
"""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hooper.economics.concentration import gini, share_in_top
from hooper.economics.whale_curve import WhaleCurve
from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rank_cuts import Share, cut_below, cuts_passed
from hooper.segmentation.segments import Segments, segments_of

NAME = "pareto"
LABELS = ("the rest", "top")


class ParetoSettings(ProfitSettings):
    """The share of the customers who are the top."""

    top_share: Share = 0.2


def assign(records: CustomerRecords, settings: ParetoSettings) -> Segments:
    """Assign every customer to the top or the rest; the indices tell what the top brings."""
    profit = customer_profit(records, settings)
    cuts = cut_below(profit, (settings.top_share,))
    segments = segments_of(NAME, LABELS, cuts_passed(profit, cuts), records, (profit,), {"profit": cuts})
    return replace(segments, indices=indices(profit, settings.top_share), columns={"profit": profit})


def indices(profit: NDArray[np.float64], top_share: float) -> dict[str, float]:
    """Return the share of all profit that the top brings, and the Gini coefficient.

    Where some customers cost money the rest brings more than all together, and both may be above 1. Of a
    loss there are no shares: nan.

    >>> indices(np.array([0.0, 1.0, 6.0, 1.0]), 0.25)
    {'share_of_profit_of_top': 0.75, 'gini': 0.5625}
    """
    if not profit.sum() > 0.0:
        return {"share_of_profit_of_top": math.nan, "gini": math.nan}
    curve = WhaleCurve(np.sort(profit)[::-1]).cumulative_share
    return {"share_of_profit_of_top": share_in_top(curve, top_share), "gini": gini(curve)}

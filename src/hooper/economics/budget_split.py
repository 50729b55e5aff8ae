"""How to split a budget between winning customers and keeping them, and what either then costs.

Of the budget B for a prospect A goes into winning, and R into keeping each who was won: `A + a(A) R = B`.
What a customer costs to win and to keep follows from the split: "six times as much" is a result of how people
respond and of how much is spent, and the average costs tell nothing of where the next unit should go. That
the marginal ones tell. Source: Pfeifer (2005), The optimal ratio of acquisition and retention costs, Journal
of Targeting, Measurement and Analysis for Marketing 13(2): 179-188.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize_scalar

from hooper.economics.ranges import POSITIVE, require
from hooper.economics.spending_optimum import Prospects, Spending, best_spending

_SPLITS_TRIED: Final = 200


@dataclass(frozen=True)
class CostRatio:
    """What it costs to win a customer and to keep one for a period, in currency units, and the ratios."""

    average_cost_to_win: float
    average_cost_to_keep: float
    marginal_cost_to_win: float
    marginal_cost_to_keep: float

    @property
    def of_averages(self) -> float:
        """How many times as much it costs on average to win one as to keep one."""
        return self.average_cost_to_win / self.average_cost_to_keep

    @property
    def of_marginals(self) -> float:
        """How many times as much the next one costs to win as to keep: 1 at the best spending."""
        return self.marginal_cost_to_win / self.marginal_cost_to_keep


def cost_ratio(prospects: Prospects, spending: Spending) -> CostRatio:
    """Return what customers cost to win and to keep with that spending.

    >>> from hooper.economics.response_curve import ResponseCurve
    >>> prospects = Prospects(ResponseCurve(0.4, 0.06), ResponseCurve(0.8, 0.05), 100.0, 0.1)
    >>> costs = cost_ratio(prospects, best_spending(prospects))
    >>> round(costs.of_averages, 3), round(costs.of_marginals, 6)
    (1.382, 1.0)
    """
    win, keep = spending.acquisition_spend, spending.retention_spend
    return CostRatio(
        average_cost_to_win=prospects.acquisition.average_cost(win),
        average_cost_to_keep=prospects.retention.average_cost(keep),
        marginal_cost_to_win=prospects.acquisition.marginal_cost(win),
        marginal_cost_to_keep=prospects.retention.marginal_cost(keep),
    )


def best_split(prospects: Prospects, budget_per_prospect: float) -> Spending:
    """Return the spending with which a prospect is worth most, of those that the budget pays for.

    A budget that pays for the best spending is not used up. Raises InputError for a budget of zero or less.

    >>> from hooper.economics.response_curve import ResponseCurve
    >>> prospects = Prospects(ResponseCurve(0.4, 0.06), ResponseCurve(0.8, 0.05), 100.0, 0.1)
    >>> best_split(prospects, 100.0) == best_spending(prospects)
    True
    """
    require(("budget_per_prospect", budget_per_prospect, POSITIVE))
    best = best_spending(prospects)
    if _budget_of(prospects, best) <= budget_per_prospect:
        return best

    def loss(win: float) -> float:
        keep = (budget_per_prospect - win) / prospects.acquisition.share(win)
        return -prospects.customer_equity(win, keep)

    tried = budget_per_prospect * np.linspace(0.0, 1.0, _SPLITS_TRIED + 1)[1:]
    place = int(np.argmin([loss(win) for win in tried]))
    low = 0.5 * tried[0] if place == 0 else tried[place - 1]
    high = tried[min(place + 1, tried.size - 1)]
    found = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-10 * high})
    win = min(tried[place], float(found.x), key=loss)
    keep = (budget_per_prospect - win) / prospects.acquisition.share(win)
    return Spending(float(win), float(keep), -loss(win))


def _budget_of(prospects: Prospects, spending: Spending) -> float:
    won = prospects.acquisition.share(spending.acquisition_spend)
    return spending.acquisition_spend + won * spending.retention_spend

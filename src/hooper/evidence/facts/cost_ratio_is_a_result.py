"""How many times as much it costs to win a customer as to keep one is a result, and no rule of spending.

Prospects and customers respond to what is spent on them, ever more slowly (`hooper.economics.budget_split`).
The budget goes from a tenth to all of what is best, and the split of it is the best one each time. How many
of the prospects can be won at most, and how soon customers respond, are varied too, for they differ from
market to market. The average costs then stand in any ratio to each other. And where winning costs six times
as much, most of the best budget goes into winning all the same: the next unit should go where the marginal
cost is lowest. Where both respond alike, the best spending is as much on either, and so are the costs. No
customer is simulated.
"""

from itertools import product
from typing import Final, NamedTuple

from hooper.economics.budget_split import best_split, cost_ratio
from hooper.economics.response_curve import ResponseCurve
from hooper.economics.spending_optimum import Prospects, best_spending
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size

# Around the example of Blattberg and Deighton (1996), which has .4 and .05.
WON_AT_MOST: Final = (0.1, 0.2, 0.4)
KEEPING_STEEPNESS: Final = (0.05, 0.1, 0.2)
BUDGETS: Final = (0.1, 0.25, 0.5, 0.75, 1.0)
_FOLKLORE: Final = 6.0
_GREATEST, _LEAST, _SHARE, _ALIKE = _LABELS = (
    "greatest ratio of average costs, winning over keeping",
    "least ratio of average costs",
    "share of the budget for winning, where the ratio is nearest to 6",
    "ratio where both respond alike, at the best spending",
)


class Split(NamedTuple):
    """The ratio of average costs with the best split of a budget, and the share of it for winning."""

    ratio: float
    share_for_winning: float


def published_prospects(won_at_most: float, keeping_steepness: float) -> Prospects:
    """Return the published prospects with other responses."""
    winning, keeping = ResponseCurve(won_at_most, 0.06), ResponseCurve(0.8, keeping_steepness)
    return Prospects(winning, keeping, margin_per_period=100.0, rate_per_period=0.1)


def sweep(prospects: Prospects) -> list[Split]:
    """Return the best split of each of the budgets, shares of what the best spending takes."""
    best = best_spending(prospects)
    won = prospects.acquisition.share(best.acquisition_spend)
    enough = best.acquisition_spend + won * best.retention_spend
    spendings = [(share * enough, best_split(prospects, share * enough)) for share in BUDGETS]
    return [
        Split(cost_ratio(prospects, spending).of_averages, spending.acquisition_spend / budget)
        for budget, spending in spendings
    ]


def measure(_sample: Sample) -> Measured:
    """Sweep budgets and responses, and let both respond alike."""
    splits = [
        split
        for won_at_most, steepness in product(WON_AT_MOST, KEEPING_STEEPNESS)
        for split in sweep(published_prospects(won_at_most, steepness))
    ]
    ratios = [split.ratio for split in splits]
    as_told = min(splits, key=lambda split: abs(split.ratio - _FOLKLORE))
    curve = ResponseCurve(0.4, 0.06)
    alike = Prospects(curve, curve, margin_per_period=100.0, rate_per_period=0.1)
    off = cost_ratio(alike, best_spending(alike)).of_averages
    values = (max(ratios), min(ratios), as_told.share_for_winning, off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


FACT: Final = Fact(
    name="cost_ratio_is_a_result",
    number="F25",
    claim="how many times as much winning costs as keeping is a result of responses and budget, not a rule",
    kind="built in",
    source="Pfeifer (2005); Blattberg and Deighton (1996)",
    off="winning and keeping respond alike",
    bands=(
        Band(_GREATEST, 2.0, 12.0),
        Band(_LEAST, high=2.0),
        Band(_SHARE, low=0.5),
        Band(_ALIKE, 1.0 - 1e-6, 1.0 + 1e-6),
    ),
    full=Size(1),
    quick=Size(1),
    measure=measure,
)

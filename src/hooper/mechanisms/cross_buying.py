"""Cross-buying: customers in a relationship come to buy in further categories, and so order more often.

In formation and stability a further category, up to six, is taken up with probability `p (.5 + l)` a
month, with emotional loyalty l; over d months it is `1 - (1 - p (.5 + l))^d`. With k categories the rate of
orders is `1 + gain (k - 1)` times what it was with one (the `breadth`). The gain is in the number of orders,
not in what an order is worth.
Source: Kumar, George and Pancras (2008), Cross-buying in retailing: drivers and consequences, Journal of
Retailing 84(1).
"""

from typing import Annotated, NamedTuple

import numpy as np
from pydantic import Field

from hooper.foundation.decisions import BUYING_HABITS
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO, power32
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, law
from hooper.mechanisms.life_stages import by_stage

MOST_CATEGORIES = 6
_MOST = np.float32(MOST_CATEGORIES)


class CrossBuyingSettings(Settings):
    """How readily customers take up a further category, and what it does to their rate of orders.

    The chance is that of a middling bond (.5); at most 2/3, so that the strongest bond makes it 1.
    """

    chance_per_month: Annotated[float, Field(ge=0.0, le=2.0 / 3.0)] = assumed(
        0.03, low=0.01, high=0.06, source="assumed"
    )
    gain_per_category: NonNegative = assumed(0.12, low=0.05, high=0.20, source="assumed")

    def constants(self, period_days: float) -> "CrossBuying":
        """Return the numbers that the law reads, for periods of `period_days`."""
        chances = (0.0, self.chance_per_month, self.chance_per_month, 0.0)
        return CrossBuying(chances, period_days / DAYS_PER_MONTH, self.gain_per_category)


class CrossBuying(NamedTuple):
    """The numbers that the law reads, the chance by stage a month."""

    chances: tuple[float, float, float, float]
    months: float
    gain: float


@law(
    writes=("breadth", "categories"),
    settings=CrossBuying,
    state={"categories": 1.0},
    draws=(Draw("category_uniform", "uniform", BUYING_HABITS, 2),),
)
def cross_buying(stage, emotional_loyalty, categories, category_uniform, s):
    """Return by how much the customer's rate of orders is multiplied, and the categories after the period."""
    stays = power32(ONE - by_stage(stage, s.chances) * (HALF + emotional_loyalty), s.months)
    further = ONE if category_uniform < ONE - stays else ZERO
    after = categories + further
    return ONE + s.gain * (categories - ONE), after if after < _MOST else _MOST


def _in_one_category(categories):
    return ONE, categories


cross_buying = cross_buying.off(_in_one_category)

"""The customer pyramid: platinum, gold, iron and lead, by what customers bring.

Platinum are the first 4 % by profit, gold the next 16 %, iron the next 60 %: many, and worth no special
treatment. Lead are the others, and whoever is expected to cost money, whatever the rank: if a customer
goes on costing as much for each unit of spend as up to now, what is still to come has the sign of the
profit up to the cut. Equals are never told apart, and no more of them than the share are above a cut.
Source: Zeithaml, Rust and Lemon (2001), The customer pyramid: creating and serving profitable customers,
California Management Review 43(4); they give no cuts, the shares here are a reading of the 80/20 rule.
"""

from dataclasses import replace

import numpy as np
from pydantic import model_validator

from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rank_cuts import Share, cut_below, cuts_passed, within_everybody
from hooper.segmentation.segments import Segments, segments_of

NAME = "customer_pyramid"
LABELS = ("lead", "iron", "gold", "platinum")

_LEAD = LABELS.index("lead")


class PyramidSettings(ProfitSettings):
    """The shares of the customers in the three upper tiers; the rest are lead.

    Shares that add up to 1 leave only those in lead who are expected to cost money.
    """

    platinum_share: Share = 0.04
    gold_share: Share = 0.16
    iron_share: Share = 0.6

    @model_validator(mode="after")
    def _tiers_fit_in(self) -> "PyramidSettings":
        within_everybody(
            {
                "platinum_share": self.platinum_share,
                "gold_share": self.gold_share,
                "iron_share": self.iron_share,
            }
        )
        return self


def assign(records: CustomerRecords, settings: PyramidSettings) -> Segments:
    """Assign every customer to a tier; the index tells how many cost money."""
    profit = customer_profit(records, settings)
    shares = np.cumsum([settings.platinum_share, settings.gold_share, settings.iron_share])
    cuts = cut_below(profit, shares[::-1].tolist())
    code = np.where(profit < 0.0, _LEAD, cuts_passed(profit, cuts))
    segments = segments_of(NAME, LABELS, code, records, (profit,), {"profit": cuts})
    below_zero = float((profit < 0.0).sum() / max(1, profit.size))
    return replace(segments, indices={"share_below_zero": below_zero}, columns={"profit": profit})

"""The market as it runs: what rivals offer in a period, and what they make of what they see of the firm.

Dates of the scenario say who is open, how fierce competition is and how much is asked for. What the market
must remember is plain data: the firm's last discounts, and how good each rival has become.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.market.dated_shocks import competition_changes, demand_change, is_open
from hooper.market.imitation import Imitation
from hooper.market.reactions import periods_of_delay, price_after, quality_lead_after
from hooper.market.rivals_value import rivals_value
from hooper.scenario.scenario import Scenario

# A date that falls on the beginning of a period must not miss it by the rounding of months.
_ROUNDING_MONTHS = 1e-9


@dataclass
class Market:
    """The rivals and segments of a scenario, and what rivals have copied of the firm.

    `discounts` holds the firm's discount of the last periods, the latest first, and `quality_leads` by how
    much each rival offers more than rivals usually do.

    >>> market = Market.of(Scenario())
    >>> market.signals(period=0, discount=0.0)["price_gap"]
    0.0
    """

    scenario: Scenario
    discounts: NDArray[np.float64]
    quality_leads: NDArray[np.float64]
    imitation: Imitation

    @classmethod
    def of(cls, scenario: Scenario) -> "Market":
        """Return the market of a scenario before anything has happened."""
        rivals = scenario.market.rivals
        longest = max((periods_of_delay(rival, scenario.period_days) for rival in rivals), default=1)
        leads = np.array([rival.quality_lead for rival in rivals])
        return cls(
            scenario, np.zeros(longest), leads, Imitation(scenario.market.imitation, scenario.period_days)
        )

    def signals(self, period: int, discount: float, premium: float = 0.0) -> dict[str, float]:
        """Return what the market says to the laws in a period in which the firm gives a discount.

        A `premium` is a share that a strategy asks on top of the firm's price.
        """
        settings, months = self.scenario.market, self._months(period)
        there = np.array([is_open(rival, settings, months) for rival in settings.rivals], np.bool_)
        shares = np.array([rival.share for rival in settings.rivals])
        asked = self.scenario.price * (1.0 + premium)
        gaps = self._price_gaps(asked * (1.0 - discount))
        before = settings.competition(self.scenario.loyalty.competition)
        first, second, third, fourth = competition_changes(settings, before, months)
        return {
            "price_gap": max([self._usual_gap(asked), *gaps[there].tolist()]),
            "rivals_quality_change": float((shares * self.quality_leads)[there].sum()),
            "rivals_value": rivals_value(shares, there, gaps, self.quality_leads, settings.choice),
            "demand_change": demand_change(settings, months),
            "competition_change_in_first": first,
            "competition_change_in_second": second,
            "competition_change_in_third": third,
            "competition_change_in_fourth": fourth,
        }

    def react(self, discount: float, quality: float, pulled: Collection[str] = ()) -> None:
        """Let rivals see what the firm did in a period: its discount, and the mean experience it gave.

        `pulled` names the levers that it pulled, of those that can be imitated.
        """
        self.imitation.see(pulled)
        usual, days = self.scenario.expectation.rival_level, self.scenario.period_days
        self.discounts = np.concatenate([[discount], self.discounts[:-1]])
        after = [
            quality_lead_after(rival, lead, quality - usual, days)
            for rival, lead in zip(self.scenario.market.rivals, self.quality_leads.tolist(), strict=True)
        ]
        self.quality_leads = np.array(after)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {
            "discounts": self.discounts.copy(),
            "quality_leads": self.quality_leads.copy(),
            "copied": self.imitation.copied.copy(),
        }

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.discounts = state["discounts"].astype(np.float64)
        self.quality_leads = state["quality_leads"].astype(np.float64)
        self.imitation.copied = state["copied"].astype(np.float64)

    def _usual_gap(self, asked: float) -> float:
        """Return by which share of what the firm asks somebody is always cheaper."""
        return (self.scenario.market.price_gap + (asked - 1.0)) / asked

    def _price_gaps(self, own: float) -> NDArray[np.float64]:
        """Return by which share of the firm's price each rival is cheaper; below zero if it is dearer."""
        days = self.scenario.period_days
        seen = [self.discounts[periods_of_delay(rival, days) - 1] for rival in self.scenario.market.rivals]
        prices = [
            price_after(rival, float(each))
            for rival, each in zip(self.scenario.market.rivals, seen, strict=True)
        ]
        return np.array([1.0 - price / own if own > 0.0 else 0.0 for price in prices])

    def _months(self, period: int) -> float:
        return period * self.scenario.period_days / DAYS_PER_MONTH + _ROUNDING_MONTHS

"""The books of a running world: the ledger, the cash counted apart, the bucket, and period means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.ledger import Ledger, check_balances
from hooper.firm.channel import ChannelSpend
from hooper.firm.customer_ids import FIRST_NAMED
from hooper.firm.department import part_of
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import EXPLORATION
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import LEVERS

_SERIES = (
    *("cash", "revenue", "strategy_spend", "lever_spend", "lever_uses", "held", "arrivals"),
    *("leaks", "stages", "stage_counts", "means", "talk"),
    *("prospects", "open_matters"),
)
_NAMED_SERIES = ("pools", "operations", "channels", "products")
TALK = ("well", "ill", "ill_of_the_lost")
MEANS = ("experience", "disconfirmation", "expectation", "satisfaction", "share_of_wallet")


@dataclass(frozen=True)
class Takings:
    """Sums over orders, in currency units; rewards and discounts make up what was given away."""

    list_amount: float
    related: float
    paid: float
    rewards: float
    given_away: float
    commission: float


class Books:
    """Everything a world counts, a row a period; closed and checked when the world ends.

    `inflows` names the columns of `arrivals`; besides newcomers by channel, those who had left come back.
    `channels` holds what named channels cost, under `channel.spend` and the like, and `products` what
    customers who have each product of an assortment pay. `strategy_spend`, and `lever_spend` and `lever_uses`
    by lever, are sums so far.
    """

    def __init__(self, scenario: Scenario, periods: int) -> None:
        self._economics = scenario.economics
        self._margin = scenario.margin
        self._acquisition = scenario.acquisition
        self._cost_of_open_matter = scenario.settlement.cost_per_month
        self._months = scenario.period_days / DAYS_PER_MONTH
        self.ledger = Ledger(periods)
        self.cash = np.zeros(periods)
        self.revenue = np.zeros(periods)
        self.strategy_spend = np.zeros(periods)
        self.lever_spend, self.lever_uses = np.zeros((2, periods, len(LEVERS)))
        self.held = np.zeros(periods + 1, np.int64)
        self.inflows = (*scenario.acquisition.channel_names(), "won_back")
        self.arrivals = np.zeros((periods, len(self.inflows)), np.int64)
        self.leaks = np.zeros((periods, len(CAUSES)), np.int64)
        self.stages = np.zeros((periods + 1, 4), np.int64)
        self.stage_counts = np.zeros(4, np.int64)
        self.means = np.full((periods, len(MEANS)), np.nan)
        self.talk = np.zeros((periods, len(TALK)))
        self.prospects = np.zeros((periods, 2), np.int64)
        self.open_matters = np.zeros(periods, np.int64)
        self.pools: dict[str, NDArray[np.float64]] = {}
        self.operations: dict[str, NDArray[np.float64]] = {}
        self.channels: dict[str, NDArray[np.float64]] = {}
        names = scenario.assortment.names if scenario.assortment else ()
        self.products: dict[str, NDArray[np.float64]] = {name: np.zeros(periods) for name in names}

    def book_takings(self, period: int, takings: Takings) -> None:
        """Book what orders brought: list price and related sales, and what was given away of them."""
        margin = self._margin
        self.ledger.post(period, "base_profit", margin * takings.list_amount)
        self.ledger.post(period, "related_sales", margin * takings.related)
        self.ledger.post(period, "price_concession", -takings.given_away)
        self.revenue[period] += takings.paid
        gross = takings.list_amount + takings.related
        self.cash[period] += takings.paid - (1.0 - margin) * gross - takings.rewards
        self.ledger.post(period, "acquisition", -takings.commission)
        self.cash[period] -= takings.commission

    def book_own_margins(self, period: int, more: float) -> None:
        """Book what orders brought above the usual margin, because of the products that they are for."""
        self.ledger.post(period, "base_profit", more)
        self.cash[period] += more

    def book_arrivals(self, period: int, counts: NDArray[np.int64], enquired: int, turned_away: int) -> None:
        """Book newcomers by channel, and whom the firm pays for: who enquires, and who is warned off."""
        cost, bounty = self._acquisition.cost_per_newcomer, self._acquisition.referral_bounty
        welcome = self._acquisition.cost_per_newcomer_by_word_of_mouth
        founders, _, referred, by_talk = counts[:FIRST_NAMED].tolist()
        self.arrivals[period, :-1] += counts
        self.stage_counts[EXPLORATION] += counts.sum()
        self.ledger.post(period, "acquisition", -cost * (founders + enquired + referred + by_talk))
        self.ledger.post(period, "referral_benefit", (cost - bounty) * referred + (cost - welcome) * by_talk)
        self.ledger.post(period, "referral_destruction", -cost * turned_away)
        self.cash[period] -= (
            cost * (founders + enquired + turned_away) + bounty * referred + welcome * by_talk
        )

    def book_channels(self, period: int, spent: Iterable[ChannelSpend]) -> None:
        """Book what named channels cost; what went to those who were warned off is destroyed by talk."""
        for each in spent:
            self.ledger.post(period, "acquisition", each.destroyed - each.spend)
            self.ledger.post(period, "referral_destruction", -each.destroyed)
            self.cash[period] -= each.spend
            self._note_of_channel(period, f"{each.name}.spend", each.spend)
            self._note_of_channel(period, f"{each.name}.newcomers_by_doubling", each.newcomers_by_doubling)

    def note_commission(self, period: int, channel: str, commission: float) -> None:
        """Note the commission on the orders of a channel's customers, which is booked with the takings."""
        self._note_of_channel(period, f"{channel}.commission", commission)

    def book_prospects(self, period: int, thinking_on: int, gave_up: int) -> None:
        """Note who has enquired and has not decided as a period ends, and who has given up in it."""
        self.prospects[period] = thinking_on, gave_up

    def book_open_matters(self, period: int, matters: int) -> None:
        """Book what is open with those who have left when a period ends, and what it has cost in it."""
        self.open_matters[period] = matters
        self.book_department(period, "open_matters", self._cost_of_open_matter * self._months * matters)

    def book_department(self, period: int, name: str, cost: float) -> None:
        """Book what a department cost, in a pool under its name."""
        self.pools.setdefault(name, np.zeros(self.cash.size))[period] += cost
        self.ledger.post(period, "departmental_cost", -cost)
        self.cash[period] -= cost

    def note_operations(self, period: int, department: str, numbers: Mapping[str, float]) -> None:
        """Note what a department's manager looks at, under `department.name`."""
        for name, value in numbers.items():
            nothing = np.full(self.cash.size, np.nan)
            self.operations.setdefault(f"{department}.{name}", nothing)[period] = value

    def book_returns(self, period: int, returned: int) -> None:
        """Book customers who have come back."""
        self.arrivals[period, -1] += returned
        self.stage_counts[EXPLORATION] += returned

    def book_talk(self, period: int, well: float, ill: float, ill_of_the_lost: float) -> None:
        """Note how often customers speak well and ill of the firm in a period, and the lost speak ill."""
        self.talk[period] = well, ill, ill_of_the_lost

    def book_service(self, period: int) -> None:
        """Book what it costs to serve the active customers by stage."""
        counts = self.stage_counts
        costs = np.asarray(self._economics.serving_costs()) * self._months
        flat = self._economics.flat_serving_cost_per_month * self._months
        self.ledger.post(period, "base_profit", -flat * int(counts.sum()))
        self.ledger.post(period, "cost_saving", float(((flat - costs) * counts).sum()))
        self.cash[period] -= float((costs * counts).sum())

    def book_service_of_each(self, period: int, customers: int, cost: float) -> None:
        """Book what it cost to serve customers each of whom has a cost of her own."""
        flat = self._economics.flat_serving_cost_per_month * self._months * customers
        self.ledger.post(period, "base_profit", -flat)
        self.ledger.post(period, "cost_saving", flat - cost)
        self.cash[period] -= cost

    def book_strategy(self, period: int, cost: float, concession: float) -> None:
        """Book what a strategy's actions on customers cost: work and letters, and gifts."""
        self.ledger.post(period, "strategy_cost", -cost)
        self.ledger.post(period, "price_concession", -concession)
        self.cash[period] -= cost + concession

    def book_unclaimed(self, period: int, amount: float) -> None:
        """Book what was set aside for customers and will never be claimed."""
        self.ledger.take_back(period, "price_concession", amount)
        self.cash[period] += amount

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that was counted."""
        series = {name: getattr(self, name).copy() for name in _SERIES}
        named = {
            f"{kind}.{name}": values.copy()
            for kind in _NAMED_SERIES
            for name, values in getattr(self, kind).items()
        }
        return {"ledger": self.ledger.state(), **series, **named}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.ledger.restore(state["ledger"])
        for name in _SERIES:
            getattr(self, name)[:] = state[name]
        for kind in _NAMED_SERIES:
            setattr(self, kind, {name: values.copy() for name, values in part_of(state, kind).items()})

    def bucket(self) -> LeakyBucket:
        """Return the leaky bucket of all periods."""
        return LeakyBucket(self.inflows, CAUSES, self.held, self.arrivals, self.leaks)

    def close(self) -> None:
        """Check that the bucket and the ledger balance, and let nothing more be booked."""
        self.ledger.close()
        check_balances(self.ledger, self.cash)
        self.bucket().check_conservation()

    def _note_of_channel(self, period: int, name: str, amount: float) -> None:
        self.channels.setdefault(name, np.zeros(self.cash.size))[period] += amount

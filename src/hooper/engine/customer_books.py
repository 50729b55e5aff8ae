"""The books of customers: what the firm's books post, once more, to the customers who caused it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.customer_accounts import CustomerAccounts, Owners
from hooper.economics.ledger import ACCOUNTS, Ledger
from hooper.engine.orders import Orders
from hooper.engine.period_outcome import EventRows
from hooper.engine.population import BY_NOBODY, Population
from hooper.engine.recorder import Recorder
from hooper.engine.service_costs import post_service_costs
from hooper.firm.acquisition import Acquisition
from hooper.firm.channel import ChannelSpend
from hooper.firm.customer_ids import CHANNELS, FIRST_NAMED, PAID, REFERRED, WORD_OF_MOUTH, is_bought
from hooper.firm.department import part_of
from hooper.firm.ill_talk import share_said
from hooper.firm.warners import Warners
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.foundation.workers import shares
from hooper.mechanisms.life_stages import STAGES
from hooper.scenario.scenario import Scenario

# Whoever has left may still bring somebody, or warn somebody off.
STAGES_OF_ACCOUNTS: Final = (*STAGES, "gone")


class CustomerBooks:
    """Posts to the accounts of customers, by slot; `Books` posts the same apart, to those of the firm."""

    def __init__(self, scenario: Scenario, population: Population, periods: int) -> None:
        economics, months = scenario.economics, scenario.period_days / DAYS_PER_MONTH
        costs = scenario.cost_to_serve.constants(
            scenario.period_days, economics.serving_costs(), economics.flat_serving_cost_per_month
        ).costs
        self._acquisition = scenario.acquisition
        self._margin = scenario.margin
        self._flat = economics.flat_serving_cost_per_month * months
        self._costs = np.array(economics.serving_costs()) * months
        self._costs_of_each = np.array(costs, np.float32)
        self._each_has_a_cost = "cost_to_serve" not in scenario.laws_off
        self._population = population
        talk = scenario.referral.months_of_talk_after_leaving
        self.warners = Warners(share_said(talk, scenario.period_days))
        channels = len(self._acquisition.channel_names())
        self.accounts = CustomerAccounts(periods, len(STAGES_OF_ACCOUNTS), channels)

    def post_orders(
        self, period: int, orders: Orders, related: NDArray[np.float64], given_away: NDArray[np.float64]
    ) -> None:
        """Post orders, with their related sales and what was given away on them, arrays `(n_orders,)`.

        Neither is below 0, and in most worlds there is none of the first or, in most periods, of the second.
        """
        owners = Owners(orders.slots, orders.stages)
        self.accounts.post(period, "base_profit", owners, self._margin * orders.list_amount)
        if related.sum() > 0.0:
            self.accounts.post(period, "related_sales", owners, self._margin * related)
        if given_away.sum() > 0.0:
            self.accounts.post(period, "price_concession", owners, -given_away)

    def post_own_margins(self, period: int, orders: Orders, more: NDArray[np.float64]) -> None:
        """Post what orders brought above the usual margin to who placed them, arrays `(n_orders,)`."""
        self.accounts.post(period, "base_profit", Owners(orders.slots, orders.stages), more)

    def post_newcomers(self, period: int, slots: NDArray[np.int64], acquisition: Acquisition) -> None:
        """Post what newcomers in the given slots cost, whom others saved the firm, and who was warned off.

        Those of named channels cost what these did, and not so much a head; whom a strategy's spend has
        brought costs nothing beside.
        """
        cost = self._acquisition.cost_per_newcomer
        channels = self._population.channel[slots]
        paid_for = is_bought(self._population.customer_id[slots], channels)
        slots = slots[(channels < FIRST_NAMED) & ~paid_for]
        channel, by = self._population.channel[slots], self._population.brought_by[slots].astype(np.int64)
        newcomers = Owners(slots, np.zeros(slots.size, np.int64))
        self.accounts.post(period, "acquisition", newcomers, np.full(slots.size, -cost))
        without = acquisition.enquired - int(np.count_nonzero(channel == PAID))
        self.accounts.post_to_nobody(period, "acquisition", -cost * without)
        reward = np.zeros(len(CHANNELS))
        reward[REFERRED] = cost - self._acquisition.referral_bounty
        reward[WORD_OF_MOUTH] = cost - self._acquisition.cost_per_newcomer_by_word_of_mouth
        brought = by != BY_NOBODY
        self.accounts.post(
            period, "referral_benefit", self._owners_now(by[brought]), reward[channel[brought]]
        )
        destroyed = -cost * acquisition.turned_away
        warners = self._owners_now(self.warners.slots)
        self.accounts.share_out(period, "referral_destruction", destroyed, warners, self.warners.words)

    def post_channels(self, period: int, slots: NDArray[np.int64], spent: Sequence[ChannelSpend]) -> None:
        """Post what named channels cost to the newcomers of each, in equal parts; without any to nobody.

        What went to those who were warned off is posted to those who warned them.
        """
        for each in spent:
            own = slots[self._population.channel[slots] == each.code]
            parts = np.ones(own.size)
            self.accounts.share_out(
                period, "acquisition", each.destroyed - each.spend, self._owners_now(own), parts
            )
            warners = self._owners_now(self.warners.slots)
            self.accounts.share_out(
                period, "referral_destruction", -each.destroyed, warners, self.warners.words
            )

    def post_commission(self, period: int, orders: Orders, commission: NDArray[np.float64]) -> None:
        """Post the commission on orders to who placed them, arrays `(n_orders,)`."""
        self.accounts.post(period, "acquisition", Owners(orders.slots, orders.stages), -commission)

    def post_service(self, period: int) -> None:
        """Post what it costs in a period to serve everybody who is there now."""
        if self._each_has_a_cost:  # in the numbers of the law
            costs, factors = self._costs_of_each, self._population.row("serving_factor")
        else:
            costs, factors = self._costs, np.broadcast_to(1.0, self._population.row("stage").shape)
        post_service_costs(self.accounts, period, self._population, costs, factors, self._flat)

    def post_gifts(self, period: int, slots: NDArray[np.int64], worth: NDArray[np.float64]) -> None:
        """Post gifts to customers, arrays `(n_gifts,)`."""
        self.accounts.post(period, "price_concession", self._owners_now(slots), -worth)

    def post_unclaimed(self, period: int, slots: NDArray[np.int64], worth: NDArray[np.float64]) -> None:
        """Post what was set aside for customers and will never be claimed, arrays `(n_customers,)`."""
        self.accounts.post(period, "price_concession", self._owners_now(slots), worth)

    def hear(self, warnings: EventRows) -> None:
        """Hear who speaks ill of the firm in a period."""
        words = (warnings.columns[name].astype(np.float64) for name in ("talks_ill", "talk_after_leaving"))
        self.warners.hear(warnings.slots, *words)

    def hand_over(self, period: int, ledger: Ledger, recorder: Recorder) -> None:
        """Check the accounts against the ledger, record those of everybody who has any, and begin anew."""
        self.accounts.check_against(ledger, until_period=period + 1)
        for share in shares(self._population.size if recorder.sink.keeps_rows else 0):
            moved = np.flatnonzero(self.accounts.of_customers[:, share].any(axis=0))
            slots = share.start + moved
            amounts = self.accounts.of_customers[:, slots]
            recorder.add(
                "accounts",
                {
                    "customer_id": self._population.customer_id[slots],
                    "period": np.full(slots.size, period, np.int32),
                    **dict(zip(ACCOUNTS, amounts, strict=True)),
                },
            )
        self.accounts.begin_anew(period + 1, self._population.channel[: self._population.size])

    def make_room(self) -> None:
        """See to it that there is room for all customers."""
        self.accounts.make_room(self._population.capacity)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        kept = {f"warners.{name}": values for name, values in self.warners.state().items()}
        return {**kept, **{f"accounts.{name}": each for name, each in self.accounts.state().items()}}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.warners.restore(part_of(state, "warners"))
        self.accounts.restore(part_of(state, "accounts"))
        self.make_room()

    def _owners_now(self, slots: NDArray[np.int64]) -> Owners:
        return Owners(slots, self._population.values_at("stage", slots).astype(np.int64))

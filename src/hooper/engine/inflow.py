"""The inflow of a world: newcomers of all channels, those who come back, and what brings or keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.acquaintances import given_at_entry, introduce
from hooper.engine.books import Books
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.engine import Engine
from hooper.engine.life_records import record_returns
from hooper.engine.period_outcome import PeriodOutcome
from hooper.engine.personas import Personas
from hooper.engine.population import Population
from hooper.engine.product_choices import ProductChoices
from hooper.engine.recorder import Recorder
from hooper.engine.returns import Returns
from hooper.engine.targeting import Targeting
from hooper.engine.win_back_offers import NO_OFFER, WinBackOffers
from hooper.engine.word_of_mouth import WordOfMouth
from hooper.firm.acquisition import Acquisition, Newcomers
from hooper.firm.ill_talk import IllTalk
from hooper.firm.introductions import FROM_ELSEWHERE, Introductions
from hooper.firm.lead_funnel import LeadFunnel
from hooper.firm.prospect_pool import ProspectPool
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.referral import REFERS
from hooper.scenario.scenario import Scenario


@dataclass(frozen=True)
class Inflow:
    """Where customers come from; `acquisition`, `returns` and `offers` hold what it must remember."""

    population: Population
    known: RunningSummary
    books: Books
    customer_books: CustomerBooks
    recorder: Recorder
    engine: Engine
    acquisition: Acquisition
    returns: Returns
    offers: WinBackOffers
    targeting: Targeting
    choices: ProductChoices | None
    personas: Personas | None
    period_days: float
    word_of_mouth: WordOfMouth | None = None

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        population: Population,
        known: RunningSummary,
        books: Books,
        customer_books: CustomerBooks,
        recorder: Recorder,
        engine: Engine,
        offers: WinBackOffers,
    ) -> Self:
        """Return the inflow of a world that has not begun."""
        days, talk, win_back = scenario.period_days, scenario.referral, scenario.win_back
        ill_talk = IllTalk(talk.months_of_talk_after_leaving, days)
        acquisition = Acquisition(
            scenario.acquisition, scenario.founders, days, ill_talk, market=scenario.market
        )
        if scenario.leads:
            acquisition.prospects = LeadFunnel(scenario.leads, scenario.founders.customers, days)
        elif "prospects" not in scenario.laws_off:
            acquisition.prospects = ProspectPool(scenario.prospects.constants(days))
        acts = "win_back" not in scenario.laws_off
        returns = Returns(win_back.constants(days) if acts else None, win_back.periods_after_leaving(days))
        targeting = Targeting.of(scenario.acquisition.channels)
        choices = ProductChoices(scenario.assortment, recorder) if scenario.assortment else None
        return cls(
            *(
                population,
                known,
                books,
                customer_books,
                recorder,
                engine,
                acquisition,
                returns,
                offers,
                targeting,
            ),
            choices,
            Personas.of(scenario.personas) if scenario.personas else None,
            days,
            WordOfMouth.of(scenario, population),
        )

    def admit(self, key: tuple[int, int], period: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Let newcomers in; return their slots, and when in the period they enter, as shares of it."""
        newcomers = self._arrivals(key, period)
        entry_days = period * self.period_days + newcomers.day
        slots = self.population.admit(newcomers.customer_id, entry_days, newcomers.channel)
        if self.word_of_mouth:
            self.word_of_mouth.enter(slots)
        counts = np.bincount(newcomers.channel, minlength=len(self.books.inflows) - 1)
        self.books.book_arrivals(period, counts, self.acquisition.enquired, self.acquisition.turned_away)
        self.books.book_channels(period, self.acquisition.spent)
        if self.acquisition.prospects:
            pool = self.acquisition.prospects
            self.books.book_prospects(period, pool.customer_id.size, pool.gave_up)
            if isinstance(pool, LeadFunnel):
                self.books.book_department(period, pool.name, pool.cost)
                self.books.note_operations(period, pool.name, pool.operations())
        at_entry = newcomers.day / self.period_days
        introduce(self.population, slots, newcomers.brought_by)
        self.targeting.aim(self.population, slots, key)
        if self.choices:
            self.choices.choose(self.population, slots, key)
        self.known.make_room(self.population.capacity)
        if self.personas:
            self.personas.introduce(self.population, slots, key, self.known, self.recorder)
        self.customer_books.make_room()
        self.customer_books.post_newcomers(period, slots, self.acquisition)
        self.customer_books.post_channels(period, slots, self.acquisition.spent)
        self.population.write("exposure", slots, (1.0 - at_entry).astype(np.float32))
        self.engine.enter(self.population, slots)
        return slots, at_entry

    def given_at_entry(self, slot: int, key: tuple[int, int]) -> dict[str, np.float32]:
        """Return what a customer had before entry: from another, for channel and product, or as a person."""
        given = given_at_entry(self.population, slot)
        given |= self.targeting.given_at_entry(self.population, slot, key)
        if self.personas:
            rate = given.get("purchase_rate", np.float32(0.0))
            given |= self.personas.given_at_entry(self.population, slot, key, rate)
        if self.choices:
            given |= self.choices.given_at_entry(self.population, slot, key)
        return given

    def come_back(self, key: tuple[int, int], period: int) -> NDArray[np.int64]:
        """Let those who come back live the period from its beginning; return their slots."""
        back, kinds = self.returns.who(self.population, key, period, self.offers)
        if back.size:
            self.population.bring_back(back)
            if self.word_of_mouth:
                self.word_of_mouth.come_back(back)
            record_returns(period, back, self.population, self.books, self.recorder)
            taken = kinds != NO_OFFER
            self.offers.give(period, back[taken], kinds[taken])
            self.engine.welcome_back(self.population, back)
        return back

    def listen(self, key: tuple[int, int], period: int, outcome: PeriodOutcome) -> None:
        """Hear what is said of the firm in a period, and note who brings whom and who has left."""
        well, ill = outcome.sums["talks_well"], outcome.sums["talks_ill"]
        of_the_lost = self.acquisition.ill_talk.hear(ill, outcome.sums["talk_after_leaving"])
        self.books.book_talk(period, well, ill, of_the_lost)
        self.customer_books.hear(outcome.events["warnings"])
        if self.acquisition.prospects:
            self.acquisition.prospects.hear(well, ill + of_the_lost)
        made = self._introductions(key, period, outcome)
        self.acquisition.introductions = made
        exits, referrers = outcome.events["exits"], made.customer_id[made.is_referral]
        when = np.full(referrers.size, period, np.int32)
        self.recorder.add("referrals", {"customer_id": referrers, "period": when})
        self.returns.remember(period, exits.slots, exits.columns["cause"].astype(np.uint8))

    def state(self) -> dict[str, dict[str, NDArray[np.generic]]]:
        """Return a copy of all that has to be remembered, by part."""
        pool, circle = self.acquisition.prospects, self.word_of_mouth
        return {
            "word_of_mouth": circle.state() if circle else {},
            "acquisition": self.acquisition.state(),
            "prospects": pool.state() if pool else {},
            "returns": self.returns.state(),
            "offers": self.offers.state(),
        }

    def restore(self, state: Mapping[str, Mapping[str, NDArray[Any]]]) -> None:
        """Take up what `state` returned."""
        self.acquisition.restore(state["acquisition"])
        if self.acquisition.prospects:
            self.acquisition.prospects.restore(state["prospects"])
        if self.word_of_mouth:
            self.word_of_mouth.restore(state["word_of_mouth"])
        self.returns.restore(state["returns"])
        self.offers.restore(state["offers"])

    def _arrivals(self, key: tuple[int, int], period: int) -> Newcomers:
        arrived = self.acquisition.arrivals(key, period)
        if self.word_of_mouth is None:
            return arrived
        others = self.word_of_mouth.come_by_themselves(key, period, arrived.customer_id)
        return Newcomers.together([arrived, self.acquisition.who_come_by_themselves(key, period, others)])

    def _introductions(self, key: tuple[int, int], period: int, outcome: PeriodOutcome) -> Introductions:
        if self.word_of_mouth:
            return self.word_of_mouth.spread(key, period, outcome)
        brings = outcome.events["introductions"]
        return Introductions(
            self.population.customer_id[brings.slots],
            brings.slots,
            brings.columns["introduces"] == REFERS,
            np.full(brings.slots.size, FROM_ELSEWHERE),
        )

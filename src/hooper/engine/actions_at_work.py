"""The actions of a review at work: which ones there can be, and what comes of those that were paid for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.customer_levers import CustomerLevers
from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.recorder import Recorder
from hooper.engine.win_back_offers import WinBackOffers
from hooper.firm.strategy_contacts import StrategyContacts
from hooper.firm.strategy_review import StrategyReview
from hooper.market.market import Market
from hooper.strategies.actions import LET_GO, Actions, FirmLevers
from hooper.strategies.draws import Draws


@dataclass(frozen=True)
class ActionsAtWork:
    """What carries out the actions of a strategy in a world, and books them."""

    levers: CustomerLevers
    firm: FirmAtWork
    market: Market
    review: StrategyReview
    offers: WinBackOffers
    books: Books
    customer_books: CustomerBooks
    recorder: Recorder

    def may_pull(
        self, contacts: StrategyContacts | None, rows: NDArray[np.int64], levers: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Return which actions are not done already, and allowed by the contact policy, same shape."""
        allowed = self.levers.are_new(rows, levers)
        if contacts:
            written_to = np.flatnonzero(allowed & (levers != LET_GO))
            allowed[written_to] = contacts.allowed(rows[written_to])
        return allowed

    def carry_out(self, actions: Actions, draws: Draws, contacts: StrategyContacts | None) -> None:
        """Pull levers on customers, and book and record what was done in the review of these draws."""
        period, rows, reached = draws.period, actions.rows, np.ones(actions.rows.size)
        if contacts:
            written_to = np.flatnonzero(actions.levers != LET_GO)
            reached[written_to] = self.firm.contact(rows[written_to], contacts)
        left, skill = self.market.imitation.effect_left(), self.firm.service.staff.relative_skill
        prices = self.review.budget.prices
        carried = self.levers.carry_out(actions, reached, left, skill, draws, prices)
        self.books.book_strategy(period, carried.cost, carried.gifts)
        self.customer_books.post_gifts(period, carried.gifted, carried.worth)
        self.offers.make(period, rows, actions.levers)
        self.recorder.add(
            "contacts",
            {
                "customer_id": self.levers.population.customer_id[rows],
                "period": np.full(rows.size, period, np.int32),
                "lever": actions.levers.astype(np.uint8),
                "cost": actions.costs,
            },
        )

    def reward_referrals(self, period: int, levers: FirmLevers, referred: int) -> None:
        """Pay the rewards that stand for those whom customers have referred in a period."""
        reward = levers.referral_reward * self.review.budget.prices.referral_reward
        if reward > 0.0:
            paid = self.review.give_away(np.full(referred, reward))
            self.review.payments.note("referral_reward", paid * reward, paid)
            self.books.book_strategy(period, paid * reward, 0.0)

"""Win-back offers: which stand for whom, who takes one up, and what is given and learned by it.

An offer stands until it is taken up, another one takes its place, or its months are over. Who has left takes
it up by coming back (`returns`), and who had only been silent with the next order: a firm without contracts
cannot tell them apart. What it gives is paid from the budget of the strategy, in the order of ids; while
there is no money, no offer is in force.
"""

from collections.abc import Mapping
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.firm.strategy_review import StrategyReview
from hooper.foundation.jit import compiled, kernel
from hooper.mechanisms.second_lifetime import SecondLifetime, second_lifetime
from hooper.mechanisms.win_back import OFFERS
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import ENROLMENT, WIN_BACK_UPGRADE

NO_OFFER: Final = 0
# The parts of each kind of offer: the kinds are numbered from 1 in the order of the levers.
PARTS: Final = np.array([(0.0, 0.0), *OFFERS.values()], np.float32)
_ROWS: Final = ("usual_discount", "emotional_loyalty", "switching_cost")
_second_lifetime = kernel(second_lifetime.function)


class WinBackOffers:
    """The offers that stand: `slot` in ascending order, `kind`, and the period `until` which each stands.

    With `constants` None the law of second lifetimes is switched off: nothing is learned from an offer.
    """

    def __init__(
        self,
        constants: SecondLifetime | None,
        periods: int,
        population: Population,
        books: Books,
        customer_books: CustomerBooks,
        recorder: Recorder,
        review: StrategyReview,
    ) -> None:
        self._constants, self._periods = constants, periods
        self._population, self._books, self._customer_books = population, books, customer_books
        self._recorder, self._review = recorder, review
        self._worth = np.array([0.0, *review.budget.prices.win_back_gifts])
        self.slot = np.empty(0, np.int64)
        self.kind = np.empty(0, np.uint8)
        self.until = np.empty(0, np.int64)

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        population: Population,
        books: Books,
        customer_books: CustomerBooks,
        recorder: Recorder,
        review: StrategyReview,
    ) -> Self:
        """Return the offers of a world that has not begun."""
        learned = "second_lifetime" not in scenario.laws_off and set(_ROWS) <= set(population.rows)
        # In the numbers of the state, so that interpreted it rounds as it does compiled.
        constants = SecondLifetime._make(np.array(scenario.second_lifetime.constants(), np.float32))
        periods = scenario.win_back.periods_of_an_offer(scenario.period_days)
        return cls(
            constants if learned else None, periods, population, books, customer_books, recorder, review
        )

    def make(self, period: int, slots: NDArray[np.int64], levers: NDArray[np.int64]) -> None:
        """Make the offers among the actions of a review to the customers in the given slots, same shape.

        Of several to one customer the last one stands.
        """
        sent = (levers > ENROLMENT) & (levers <= WIN_BACK_UPGRADE)
        self._keep(self.until > period)
        slot = np.concatenate([self.slot, slots[sent]])
        kind = np.concatenate([self.kind, (levers[sent] - ENROLMENT).astype(np.uint8)])
        until = np.concatenate([self.until, np.full(np.count_nonzero(sent), period + self._periods)])
        self.slot, last = np.unique(slot[::-1], return_index=True)
        self.kind, self.until = kind[::-1][last], until[::-1][last]

    def to(self, period: int, slots: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return the kind of offer in force to each customer, 0 for none, same shape."""
        kinds = np.full(slots.size, NO_OFFER, np.uint8)
        if self.slot.size and self._review.gives:
            place = np.minimum(np.searchsorted(self.slot, slots), self.slot.size - 1)
            stands = (self.slot[place] == slots) & (self.until[place] > period)
            kinds[stands] = self.kind[place[stands]]
        return kinds

    def pay(self, slots: NDArray[np.int64], kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Pay for offers that are taken up, those of the lowest ids first; return for whom, same shape."""
        taken = np.flatnonzero(kinds != NO_OFFER)
        queue = taken[np.argsort(self._population.customer_id[slots[taken]])]
        paid = np.zeros(slots.size, np.bool_)
        if queue.size:
            given = queue[: self._review.give_away(self._worth[kinds[queue]])]
            self._review.payments.note_gifts(
                ENROLMENT + kinds[given].astype(np.int64), self._worth[kinds[given]]
            )
            paid[given] = True
        return paid

    def give(self, period: int, slots: NDArray[np.int64], kinds: NDArray[np.uint8]) -> None:
        """Give what was paid for, book and record it, and let customers learn from it."""
        if not slots.size:
            return
        worth = self._worth[kinds]
        self._books.book_strategy(period, 0.0, float(worth.sum()))
        self._customer_books.post_gifts(period, slots, worth)
        columns = {
            "customer_id": self._population.customer_id[slots],
            "period": np.full(slots.size, period, np.int32),
            "lever": kinds + np.uint8(ENROLMENT),
            "cost": worth,
        }
        self._recorder.add("offers_taken", columns)
        self._keep(~np.isin(self.slot, slots))
        if self._constants is not None:
            rows = [self._population.values_at(row, slots) for row in _ROWS]
            _learn(*rows, PARTS[kinds], self._constants)
            for row, values in zip(_ROWS, rows, strict=True):
                self._population.write(row, slots, values)

    def redeem(self, period: int, slots: NDArray[np.int64]) -> None:
        """Let customers who have ordered in a period take up what was offered to them."""
        kinds = self.to(period, slots)
        paid = self.pay(slots, kinds)
        self.give(period, slots[paid], kinds[paid])

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {"slot": self.slot.copy(), "kind": self.kind.copy(), "until": self.until.copy()}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.slot = state["slot"].astype(np.int64)
        self.kind = state["kind"].astype(np.uint8)
        self.until = state["until"].astype(np.int64)

    def _keep(self, chosen: NDArray[np.bool_]) -> None:
        self.slot, self.kind, self.until = self.slot[chosen], self.kind[chosen], self.until[chosen]


@compiled
def _learn(
    usual_discount: NDArray[np.float32],
    emotional_loyalty: NDArray[np.float32],
    switching_cost: NDArray[np.float32],
    parts: NDArray[np.float32],
    constants: SecondLifetime,
) -> None:
    for k in range(usual_discount.size):
        usual_discount[k], emotional_loyalty[k], switching_cost[k] = _second_lifetime(
            usual_discount[k],
            emotional_loyalty[k],
            switching_cost[k],
            parts[k, 0],
            parts[k, 1],
            constants,
        )

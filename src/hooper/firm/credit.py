"""Credit: who may pay later, who does, and what lending costs.

A customer has a grade, which says when she pays, how likely it is that she does not, and what she may owe at
once. An order that would take her above that is paid in cash, and the refusal is felt as neglect. In a
period the department costs

    loss given default * what defaults + cost per overdue sale + force of interest * money lent * days

The books count a sale when it is made; that it is paid later, or never, is what this pool is for. Who has
left still owes what she owed.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, PlacedOrders, Work
from hooper.firm.lent_in_turn import lent_in_turn
from hooper.firm.receivables import NOTHING_OWED, Receivables
from hooper.firm.room_by_slot import with_room
from hooper.foundation.decisions import CREDIT_DEFAULT, CREDIT_GRADE
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import force_of_discount
from hooper.mechanisms.credit_grades import GRADES
from hooper.scenario.credit_settings import CreditDepartmentSettings

_UNKNOWN: Final = -1
_OF_A_TRAIT: Final = 0  # as of the traits of newcomers, whenever they enter


class Credit:
    """The department that lends. It remembers grades by slot, and what is owed.

    >>> Credit(CreditDepartmentSettings()).owed.amounts.size
    0
    """

    name = "credit"
    every = 1

    def __init__(self, settings: CreditDepartmentSettings) -> None:
        self.settings = settings
        self.owed = NOTHING_OWED
        self._grades = np.empty(0, np.int8)

    def work(self, happened: Happened) -> Work:
        """Lend for the orders of a period what may be lent, and take in what is due in it."""
        orders = happened.orders
        grades = self._grades_of(orders, happened)
        asked = self._asked_for(orders, grades, happened)
        is_lent = lent_in_turn(self.owed, asked, self.settings.limits()[grades])
        lent = self.owed.followed_by(asked.at(is_lent))
        is_due = lent.due_days <= happened.ends_days
        settled = lent.at(is_due)
        ended = settled.amounts
        self.owed = lent.at(~is_due)
        defaulted = float(ended[settled.defaults].sum())
        refused = asked.slots[~is_lent]
        lost = self.settings.loss_given_default * defaulted
        cash = float(asked.amounts[~is_lent].sum())
        return Work(
            lost + self._cost_of_lending(lent, happened),
            {"neglect_felt": Felt(refused, np.full(refused.size, self.settings.neglect_per_refusal))},
            {"payments": self._payments(settled)},
            operations={
                **self._still_owed(float(asked.amounts[is_lent].sum()), happened),
                "paid": cash + float(ended.sum()) - lost,
                "defaulted": defaulted,
                "refused_credits": float(refused.size),
            },
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        owed = {f"owed.{name}": values.copy() for name, values in vars(self.owed).items()}
        return {**owed, "grades": self._grades.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self.owed = Receivables(*[state[f"owed.{name}"].copy() for name in vars(NOTHING_OWED)])
        self._grades = state["grades"].copy()

    def _grades_of(self, orders: PlacedOrders, happened: Happened) -> NDArray[np.int64]:
        """Return the grade of each buyer, which is drawn when she first buys."""
        known = with_room(self._grades, int(orders.slots.max(initial=-1)) + 1, _UNKNOWN)
        self._grades = known
        new = known[orders.slots] == _UNKNOWN
        drawn = customer_words(happened.key, orders.customer_id[new], _OF_A_TRAIT, CREDIT_GRADE)[0]
        upto = np.cumsum(self.settings.grade_shares)[:-1]
        known[orders.slots[new]] = np.searchsorted(upto, uniforms(drawn), side="right")
        return known[orders.slots].astype(np.int64)

    def _asked_for(self, orders: PlacedOrders, grades: NDArray[np.int64], happened: Happened) -> Receivables:
        """Return what would be owed if credit was granted for all orders."""
        terms = [self.settings.terms(grade) for grade in GRADES]
        delays = np.array([each.payment_delay_days for each in terms])
        chances = np.array([each.default_probability for each in terms])
        drawn = uniforms(orders.words(happened.key, happened.period, CREDIT_DEFAULT)[0])
        due = orders.time_days + delays[grades]
        defaults = drawn < chances[grades]
        return Receivables(orders.slots, orders.amount, orders.time_days, due, defaults, orders.customer_id)

    def _payments(self, settled: Receivables) -> dict[str, NDArray[Any]]:
        """Return rows of the history: when each sale should have been paid, and when it was."""
        return {
            "customer_id": settled.customer_id,
            "due_days": settled.sold_days + self.settings.terms_days,
            "paid_days": np.where(settled.defaults, np.nan, settled.due_days),
            "amount": settled.amounts,
        }

    def _cost_of_lending(self, lent: Receivables, happened: Happened) -> float:
        """Return what collecting costs of the sales that become overdue in a period, and interest."""
        settings = self.settings
        terms_end = lent.sold_days + settings.terms_days
        in_period = (happened.begins_days <= terms_end) & (terms_end < happened.ends_days)
        overdue = int(np.count_nonzero(in_period & (terms_end < lent.due_days)))
        money_days = lent.money_days(happened.begins_days, happened.ends_days)
        interest = force_of_discount(settings.cost_of_capital_per_year, 1.0) * money_days
        return settings.collection_cost_per_overdue * overdue + interest

    def _still_owed(self, lent_now: float, happened: Happened) -> dict[str, float]:
        """Return what is outstanding as a period ends: in all, beyond its terms, in days of credit sales."""
        owed = self.owed
        outstanding = float(owed.amounts.sum())
        overdue = owed.amounts[owed.sold_days + self.settings.terms_days < happened.ends_days].sum()
        return {
            "outstanding": outstanding,
            "overdue_share": float(overdue) / outstanding if outstanding else np.nan,
            "days_sales_outstanding": (outstanding / lent_now * happened.period_days if lent_now else np.nan),
        }

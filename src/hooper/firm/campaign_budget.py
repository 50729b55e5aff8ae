"""The money of campaigns: a SimPy container that is filled by time, and never holds less than nothing."""

import simpy


class CampaignBudget:
    """What campaigns may spend, in currency units: money that is not there cannot be taken.

    >>> budget = CampaignBudget()
    >>> budget.fill(1.0)
    >>> budget.pay(5, cost_per_contact=0.3), round(budget.left, 12)
    (3, 0.1)
    """

    def __init__(self, left: float = 0.0) -> None:
        self._calendar = simpy.Environment()
        self._money = simpy.Container(self._calendar, init=left)

    @property
    def left(self) -> float:
        """What has not been spent so far."""
        return float(self._money.level)

    def fill(self, amount: float) -> None:
        """Add money."""
        if amount:
            self._money.put(amount)
            self._calendar.run()

    def pay(self, contacts: int, cost_per_contact: float) -> int:
        """Take the money for as many of the contacts as there is enough for; return how many."""
        if not contacts or not cost_per_contact:
            return contacts
        paid = contacts if contacts * cost_per_contact <= self.left else int(self.left / cost_per_contact)
        while paid * cost_per_contact > self.left:  # the quotient was rounded up
            paid -= 1
        if paid:
            self._money.get(paid * cost_per_contact)
            self._calendar.run()
        return paid

"""What customers are worth by recency, with the error that the chances to buy leave in it.

Source: Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2): 43-55. Who has just bought, of
recency 1, has brought the margin of a purchase; every customer not given up costs a contact a period:

    R_1 = margin - cost_1,    R_r = -cost_r;    V = (I - P / (1 + d))^-1 R

A change of p_r moves a customer of recency r to recency 1 instead of r + 1, so that

    dV / dp_r = (column r of (I - P / (1 + d))^-1) * (V_1 - V_(r + 1)) / (1 + d)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from hooper.economics.markov_value import markov_value
from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.fit import Fit

Floats = NDArray[np.float64]

_LEVEL = 0.95


@dataclass(frozen=True)
class Migration:
    """How customers move between the recencies 1, 2, ... and what each brings a period.

    `purchase_chances`, their standard errors `chance_errors`, and `contact_costs`, what a customer of a
    recency costs a period, have shape `(n_recencies,)`. Costs and `margin_per_purchase` are in currency
    units, `rate_per_period` is the discount rate of one period.

    Raises InputError if the shapes differ, a chance is none or the rate is below zero.
    """

    purchase_chances: Floats
    chance_errors: Floats
    margin_per_purchase: float
    contact_costs: Floats
    rate_per_period: float

    def __post_init__(self) -> None:
        chances = self.purchase_chances
        faults = [
            Fault(f"recency {recency}", f"the chance to buy is {chances[recency - 1]}", "fit fewer recencies")
            for recency in np.flatnonzero(~((chances >= 0.0) & (chances <= 1.0))) + 1
        ]
        if not chances.shape == self.chance_errors.shape == self.contact_costs.shape:
            problem = f"has the shape {self.contact_costs.shape}"
            faults.append(Fault("contact_costs", problem, f"give {chances.size}: one by recency"))
        if not self.rate_per_period >= 0.0:
            problem = f"is {self.rate_per_period}"
            faults.append(Fault("rate_per_period", problem, "give a rate of zero or more"))
        if faults:
            raise InputError(faults)

    @property
    def transitions(self) -> Floats:
        """The chances of each recency a period later, `(n_recencies, n_recencies)`; the rest is given up."""
        moves = np.diag(1.0 - self.purchase_chances[:-1], k=1)
        moves[:, 0] += self.purchase_chances
        return moves

    @property
    def rewards(self) -> Floats:
        """What a customer of each recency brings in a period, shape `(n_recencies,)`."""
        has_bought = np.arange(self.contact_costs.size) == 0
        return self.margin_per_purchase * has_bought - self.contact_costs


def migration(
    fitted: Fit, margin_per_purchase: float, contact_cost: ArrayLike, rate_per_period: float
) -> Migration:
    """Return the migration with the chances of a fit; `contact_cost` is one number, or one a recency."""
    chances, errors = (np.array(list(each.values())) for each in (fitted.parameters, fitted.standard_errors))
    costs = np.asarray(contact_cost, dtype=np.float64)
    by_recency = np.full(chances.size, costs) if costs.ndim == 0 else costs
    return Migration(chances, errors, margin_per_purchase, by_recency, rate_per_period)


@dataclass(frozen=True)
class ValueByRecency:
    """The expected value of a customer of each recency and its standard error, `(n_recencies,)`."""

    value: Floats
    standard_error: Floats

    @property
    def interval(self) -> tuple[Floats, Floats]:
        """The lowest and the highest value of the 95 % interval."""
        reach = ndtri((1.0 + _LEVEL) / 2.0) * self.standard_error
        return self.value - reach, self.value + reach


def value_by_recency(customers: Migration) -> ValueByRecency:
    """Return the value of customers of each recency for as long as they stay, with its error.

    The margin of the purchase that made a customer recency 1 is in. Raises InputError if at a rate of
    zero there are customers who are never given up.

    >>> published = Migration(np.array([0.3, 0.2, 0.15, 0.05]), np.zeros(4), 40.0, np.full(4, 4.0), 0.2)
    >>> value_by_recency(published).value.round(3).tolist()
    [52.32, 5.554, 1.251, -1.82]
    """
    moves, later = customers.transitions, 1.0 / (1.0 + customers.rate_per_period)
    value = markov_value(moves, customers.rewards, customers.rate_per_period)
    visits = np.linalg.inv(np.eye(value.size) - later * moves)
    return ValueByRecency(value, _error(customers, visits * later * _gain_of_purchase(value)))


def value_within(customers: Migration, periods: int) -> ValueByRecency:
    """Return the value of this period and the next `periods`, as `value_by_recency` does for all."""
    moves, later = customers.transitions, 1.0 / (1.0 + customers.rate_per_period)
    value, slopes = customers.rewards, np.zeros(moves.shape)
    for _ in range(periods):
        slopes = later * (moves @ slopes + np.diag(_gain_of_purchase(value)))
        value = customers.rewards + later * moves @ value
    return ValueByRecency(value, _error(customers, slopes))


def last_recency_worth_a_contact(customers: Migration) -> int:
    """Return up to which recency to contact customers so that one who has just bought is worth most.

    Who is of a higher recency is given up; 0 if nobody is worth a contact after a purchase.

    >>> published = Migration(np.array([0.3, 0.2, 0.15, 0.05]), np.zeros(4), 40.0, np.full(4, 4.0), 0.2)
    >>> last_recency_worth_a_contact(published)
    3
    """
    values = [customers.margin_per_purchase]
    for last in range(1, customers.purchase_chances.size + 1):
        moves, rewards = customers.transitions[:last, :last], customers.rewards[:last]
        values.append(float(markov_value(moves, rewards, customers.rate_per_period)[0]))
    return int(np.argmax(values))


def _gain_of_purchase(value: Floats) -> Floats:
    """Return what a purchase makes of a customer of each recency instead of moving on, `(n_recencies,)`."""
    return value[0] - np.append(value[1:], 0.0)


def _error(customers: Migration, slopes: Floats) -> Floats:
    """Return the standard error by the delta method; the chances of different recencies are independent."""
    return np.sqrt(slopes**2 @ customers.chance_errors**2)

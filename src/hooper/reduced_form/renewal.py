"""Waits and a lifetime make purchases: the process that all models share whose customers renew or buy again.

A customer's first purchase is the entry. Each next one comes a wait after the last, for as long as the
customer stays: until a time (Pareto/NBD, BG/BB, contracts) or until a purchase (BG/NBD).
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import REDUCED_FORM_PURCHASE
from hooper.reduced_form.customer_uniforms import Customers, customer_uniforms
from hooper.reduced_form.generated_history import (
    GeneratedHistory,
    Traits,
    no_amounts,
    require_entry_within,
    transaction_table,
)
from hooper.reduced_form.inverse_cdf import exponential

Floats = NDArray[np.float64]
Waits = Callable[[Customers, int], Floats]
"""The waits of these customers, shape `(n,)`, before their repeat purchase number 1, 2, ..."""


def renewal_history(
    traits: Traits,
    entry_days: Floats,
    end_days: float,
    unit_days: float,
    waits: Waits,
    lifetime: Floats | float = math.inf,
    last_repeat: Floats | float = math.inf,
) -> GeneratedHistory[Traits]:
    """Return the purchases at entry and after every wait, up to and including `end_days`.

    Customers leave when `lifetime` has passed since their entry, shape `(n,)`, and buy only before that;
    or with their repeat purchase number `last_repeat`, shape `(n,)`. Waits and lifetimes count units of
    `unit_days` days. Raises InputError if somebody enters before day 0 or after the end.

    >>> history = renewal_history(None, np.zeros(1), 21.0, 7.0, lambda _, ordinal: np.array([1.0]))
    >>> history.transactions["time_days"].to_pylist()
    [0.0, 7.0, 14.0, 21.0]
    """
    require_entry_within(entry_days, end_days)
    lifetime, last_repeat = (np.broadcast_to(limit, entry_days.shape) for limit in (lifetime, last_repeat))
    active, elapsed, ordinal = np.arange(entry_days.size), np.zeros(entry_days.size), 0
    rounds = [(active, entry_days)]
    while active.size:
        goes_on = ordinal < last_repeat[active]
        active, ordinal = active[goes_on], ordinal + 1
        elapsed = elapsed[goes_on] + waits(active, ordinal)
        time_days = _days(entry_days[active], unit_days, elapsed)
        stays = (elapsed < lifetime[active]) & (time_days <= end_days)
        active, elapsed = active[stays], elapsed[stays]
        rounds.append((active, time_days[stays]))
    customer, time_days = (np.concatenate(parts) for parts in zip(*rounds, strict=True))
    repeats = np.bincount(customer, minlength=entry_days.size) - 1
    order = np.argsort(customer, kind="stable")  # the rounds are in the order of time
    return GeneratedHistory(
        transactions=transaction_table(customer[order], time_days[order], np.zeros(customer.size)),
        entry_days=entry_days,
        end_days=end_days,
        is_alive=(repeats < last_repeat) & (_days(entry_days, unit_days, lifetime) > end_days),
        mean_amount=no_amounts(entry_days.size),
        traits=traits,
    )


def _days(entry_days: Floats, unit_days: float, elapsed: Floats) -> Floats:
    with np.errstate(over="ignore"):  # a wait may be longer than any number of days
        return entry_days + unit_days * elapsed


def poisson_waits(rate: Floats, key: tuple[int, int]) -> Waits:
    """Return exponential waits of customers who buy at `rate`, shape `(n,)`: no purchase knows of another."""

    def waits(customers: Customers, ordinal: int) -> Floats:
        return exponential(rate[customers], wait_uniform(key, customers, ordinal))

    return waits


def one_contract(customers: Customers, _: int) -> Floats:
    """Return the waits, shape `(n,)`, of customers who pay once for every contract."""
    return np.ones(customers.size)


def wait_uniform(key: tuple[int, int], customers: Customers, ordinal: int) -> Floats:
    """Return the uniform that decides the wait before a repeat purchase, shape `(n,)`."""
    return customer_uniforms(key, customers, ordinal, REDUCED_FORM_PURCHASE)[0]

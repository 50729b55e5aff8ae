"""Histories drawn exactly from BG/NBD with Gamma-Gamma amounts: what the two estimators assume to be true.

Sources: Fader, Hardie and Lee (2005), Marketing Science 24(2); Fader and Hardie (2013),
brucehardie.com/notes/025. Every customer's traits and purchases are a pure function of the key and of
the customer's number, so that a larger population begins with the smaller one.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv

from hooper.foundation.decisions import REDUCED_FORM_PURCHASE, REDUCED_FORM_TRAITS
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.random_words import uniforms, words
from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_WEEK

Floats = NDArray[np.float64]


class BgNbdPopulation(Settings):
    """Parameters under the names of the papers: alpha in weeks, v in currency units."""

    r: Positive
    alpha: Positive
    a: Positive
    b: Positive
    p: Positive
    q: Positive
    v: Positive


@dataclass(frozen=True)
class GeneratedHistory:
    """Purchases and the truth behind them.

    `transactions` has the columns customer_id (0 .. n - 1), time_days and amount of an observed
    history, sorted by customer and time. The truth, of shape `(n,)`: `rate_per_week` of purchase,
    `dropout_probability` after each repeat purchase, `mean_amount`, and `is_alive` at `end_days`.
    """

    transactions: pa.Table
    end_days: float
    rate_per_week: Floats
    dropout_probability: Floats
    mean_amount: Floats
    is_alive: NDArray[np.bool_]


def generate(
    population: BgNbdPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    Times are exact, not rounded to days. `key` is (seed, replication): same key, same history. Raises
    InputError if somebody enters before day 0 or after the end.

    >>> population = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426, p=6.25, q=3.74, v=15.44)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> history.transactions.num_rows
    2197
    """
    _require_entry_within(entry_days, end_days)
    ids = np.arange(entry_days.size)
    rate, dropout, last_repeat, mean_amount = _traits(population, ids, key)
    rounds = []
    active, now, ordinal = ids, entry_days, 0
    while active.size:
        gap, amount = _purchase(population, active, ordinal, key)
        if ordinal:
            with np.errstate(divide="ignore", over="ignore"):  # a rate of zero waits for ever
                now = now + DAYS_PER_WEEK * gap / rate[active]
            stays = now <= end_days
            active, now, amount = active[stays], now[stays], amount[stays]
        rounds.append((active, now, mean_amount[active] * amount))
        goes_on = ordinal < last_repeat[active]
        active, now, ordinal = active[goes_on], now[goes_on], ordinal + 1
    customer, time_days, amounts = (np.concatenate(parts) for parts in zip(*rounds, strict=True))
    order = np.lexsort((time_days, customer))
    columns = {"customer_id": customer[order].astype(np.uint64), "time_days": time_days[order]}
    return GeneratedHistory(
        transactions=pa.table(columns | {"amount": amounts[order]}),
        end_days=end_days,
        rate_per_week=rate,
        dropout_probability=dropout,
        mean_amount=mean_amount,
        is_alive=np.bincount(customer, minlength=ids.size) - 1 < last_repeat,
    )


def _traits(
    population: BgNbdPopulation, ids: NDArray[np.int64], key: tuple[int, int]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return rate a week, dropout probability, the repeat purchase after which they drop out, mean amount."""
    rate_u, dropout_u, last_u, amount_u = uniforms(words(key, ids, 0, 0, REDUCED_FORM_TRAITS))
    dropout = betaincinv(population.a, population.b, dropout_u)
    with np.errstate(divide="ignore", over="ignore"):  # who never drops out makes infinitely many
        last_repeat = np.ceil(np.log(last_u) / np.log1p(-dropout))
    rate = gammaincinv(population.r, rate_u) / population.alpha
    mean_amount = population.p * population.v / gammaincinv(population.q, amount_u)
    return rate, dropout, np.maximum(last_repeat, 1.0), mean_amount


def _purchase(
    population: BgNbdPopulation, ids: NDArray[np.int64], ordinal: int, key: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return the wait before a purchase in units of the mean wait, and its amount in those of the mean."""
    wait_u, amount_u, _, _ = uniforms(words(key, ids, 0, ordinal, REDUCED_FORM_PURCHASE))
    return -np.log(wait_u), gammaincinv(population.p, amount_u) / population.p


def _require_entry_within(entry_days: Floats, end_days: float) -> None:
    outside = ~((entry_days >= 0.0) & (entry_days <= end_days))
    if outside.any():
        problem = f"customer {int(outside.argmax())} enters on day {entry_days[outside.argmax()]}"
        raise InputError([Fault("entry_days", problem, f"enter between day 0 and day {end_days:g}")])

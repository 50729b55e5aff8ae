"""Models of lifetime value whose truth is known: parameters, and how data are drawn from them.

The data come from the generators of whole histories (`reduced_form`), and are counted here as exactly as
they were drawn: on real logs the purchases of a day are merged, which moves the parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary
from hooper.history.log_spend_summary import LogSpendSummary
from hooper.history.opportunity_summary import OpportunitySummary
from hooper.history.survivors import Survivors
from hooper.lifetime_value import (
    beta_discrete_weibull,
    bg_bb,
    bg_nbd,
    gamma_gamma,
    lognormal_spend,
    mbg_nbd,
    pareto_nbd,
    shifted_beta_geometric,
)
from hooper.reduced_form import beta_discrete_weibull as weibull_contracts
from hooper.reduced_form import bg_bb as opportunities
from hooper.reduced_form import bg_nbd as bg_purchases
from hooper.reduced_form import gamma_gamma as gamma_amounts
from hooper.reduced_form import lognormal_spend as lognormal_amounts
from hooper.reduced_form import mbg_nbd as mbg_purchases
from hooper.reduced_form import pareto_nbd as pareto_purchases
from hooper.reduced_form import shifted_beta_geometric as contracts
from hooper.reduced_form.generated_history import GeneratedHistory

Floats = NDArray[np.float64]
Key = tuple[int, int]
Parameters = Mapping[str, float]

WEEKS: Final = 39
ENTRY_WEEKS: Final = 12
OPPORTUNITIES: Final = 6
RENEWALS: Final = 7
COHORTS: Final = 3
_PAYS: Final = {"alpha": 0.668, "beta": 3.806}  # how long those pay whose amounts are looked at


@dataclass(frozen=True)
class KnownTruth:
    """A model (its module), parameters under the names of its paper, and `draw(parameters, n, key)`."""

    model: Any
    parameters: dict[str, float]
    draw: Callable[[Parameters, int, Key], Any]


def _counted(history: GeneratedHistory[Any]) -> tuple[NDArray[np.int64], Floats]:
    """Return how often each customer came back, and after how many days for the last time."""
    customer = history.transactions["customer_id"].to_numpy().astype(np.int64)
    repeats = np.bincount(customer) - 1
    last = history.transactions["time_days"].to_numpy()[np.cumsum(repeats + 1) - 1]
    return repeats, last - history.entry_days


def _purchases(generator: Any, population: type[Any]) -> Callable[[Parameters, int, Key], CustomerSummary]:  # noqa: ANN401  # a module
    def draw(parameters: Parameters, n_customers: int, key: Key) -> CustomerSummary:
        entry_weeks = np.arange(n_customers, dtype=np.float64) % ENTRY_WEEKS
        entry: Floats = DAYS_PER_WEEK * entry_weeks
        history = generator.generate(population(**parameters), entry, WEEKS * DAYS_PER_WEEK, key)
        frequency, last = _counted(history)
        age: Floats = WEEKS - entry_weeks
        recency = np.minimum(last / DAYS_PER_WEEK, age)
        return _summary(frequency, recency, age, np.full(n_customers, np.nan), 0 * frequency)

    return draw


def _summary(
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
    mean_spend: Floats,
    spend_count: NDArray[np.int64],
) -> CustomerSummary:
    return CustomerSummary(
        customer_id=np.arange(age.size, dtype=np.uint64),
        frequency=frequency,
        recency=recency,
        age=age,
        mean_spend=mean_spend,
        spend_count=spend_count,
        total_spend=np.full(age.size, np.nan),
        first_time_days=DAYS_PER_WEEK * (age.max() - age),
        unit_days=DAYS_PER_WEEK,
        cut_days=DAYS_PER_WEEK * float(age.max()),
    )


def _opportunities(parameters: Parameters, n_customers: int, key: Key) -> OpportunitySummary:
    population = opportunities.BgBbPopulation(**parameters, opportunity_days=1.0)
    history = opportunities.generate(population, np.zeros(n_customers), float(OPPORTUNITIES), key)
    frequency, last = _counted(history)
    return OpportunitySummary(
        customer_id=np.arange(n_customers, dtype=np.uint64),
        frequency=frequency,
        recency=np.rint(last).astype(np.int64),
        opportunities=np.full(n_customers, OPPORTUNITIES),
        opportunity_days=1.0,
    )


def _contracts(generator: Any, population: type[Any]) -> Callable[[Parameters, int, Key], Survivors]:  # noqa: ANN401  # a module
    def draw(parameters: Parameters, n_customers: int, key: Key) -> Survivors:
        cohort = np.arange(n_customers) % COHORTS
        terms = population(**parameters, contract_days=1.0)
        renewals, _ = _counted(generator.generate(terms, cohort.astype(np.float64), float(RENEWALS), key))
        columns = (
            np.array([(renewals[cohort == c] >= tenure).sum() for tenure in range(RENEWALS - c + 1)])
            for c in range(COHORTS)
        )
        return Survivors(tuple(f"cohort {c}" for c in range(COHORTS)), tuple(columns))

    return draw


def _repeat_amounts(
    generator: Any,  # noqa: ANN401  # a module
    population: Any,  # noqa: ANN401
    n_customers: int,
    key: Key,
) -> tuple[NDArray[np.int64], Floats]:
    """Return for each payment but the first whose it is, and its amount, both of shape `(n_payments,)`."""
    terms = contracts.ShiftedBetaGeometricPopulation(**_PAYS, contract_days=1.0)
    history = contracts.generate(terms, np.zeros(n_customers), float(RENEWALS), key)
    table = generator.with_amounts(history, population, key).transactions
    customer = table["customer_id"].to_numpy().astype(np.int64)
    is_repeat = np.diff(customer, prepend=-1) == 0
    return customer[is_repeat], table["amount"].to_numpy()[is_repeat]


def _mean(customer: NDArray[np.int64], values: Floats, n_customers: int) -> tuple[NDArray[np.int64], Floats]:
    count = np.bincount(customer, minlength=n_customers)
    total = np.bincount(customer, weights=values, minlength=n_customers)
    return count, np.divide(total, count, out=np.full(n_customers, np.nan), where=count > 0)


def _gamma_amounts(parameters: Parameters, n_customers: int, key: Key) -> CustomerSummary:
    population = gamma_amounts.GammaGammaPopulation(**parameters)
    customer, amount = _repeat_amounts(gamma_amounts, population, n_customers, key)
    count, mean = _mean(customer, amount, n_customers)
    return _summary(count, count.astype(np.float64), np.full(n_customers, float(RENEWALS)), mean, count)


def _lognormal_amounts(parameters: Parameters, n_customers: int, key: Key) -> LogSpendSummary:
    population = lognormal_amounts.LognormalSpendPopulation(**parameters)
    customer, amount = _repeat_amounts(lognormal_amounts, population, n_customers, key)
    count, mean = _mean(customer, np.log(amount), n_customers)
    squares = np.bincount(customer, weights=(np.log(amount) - mean[customer]) ** 2, minlength=n_customers)
    return LogSpendSummary(
        np.arange(n_customers, dtype=np.uint64), count, mean, np.where(count > 1, squares, 0.0)
    )


KNOWN_TRUTHS: Final = (
    KnownTruth(
        bg_nbd,
        {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
        _purchases(bg_purchases, bg_purchases.BgNbdPopulation),
    ),
    KnownTruth(
        mbg_nbd,
        {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
        _purchases(mbg_purchases, mbg_purchases.MbgNbdPopulation),
    ),
    KnownTruth(
        pareto_nbd,
        {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669},
        _purchases(pareto_purchases, pareto_purchases.ParetoNbdPopulation),
    ),
    KnownTruth(bg_bb, {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}, _opportunities),
    KnownTruth(
        shifted_beta_geometric,
        {"alpha": 0.668, "beta": 3.806},
        _contracts(contracts, contracts.ShiftedBetaGeometricPopulation),
    ),
    KnownTruth(
        beta_discrete_weibull,
        {"a": 0.456, "b": 0.779, "c": 1.283},
        _contracts(weibull_contracts, weibull_contracts.BetaDiscreteWeibullPopulation),
    ),
    KnownTruth(gamma_gamma, {"p": 6.25, "q": 3.74, "v": 15.44}, _gamma_amounts),
    KnownTruth(lognormal_spend, {"median_amount": 25.0, "sigma": 0.6, "tau": 0.8}, _lognormal_amounts),
)

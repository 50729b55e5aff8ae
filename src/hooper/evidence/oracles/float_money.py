"""Float money: amounts are float32, one a purchase, and the books in float64 are no less exact for it.

An amount goes through some sixteen roundings of float32, each by 2^-24 at most, which are as likely to go
up as down and do not add up; only those of the constants that all amounts share, some four, go the same
way each time. So the books err by `4 * 2^-24` at most, after five years as after a quarter. A total kept
in float32 would err with every addition. Amounts are worked out anew in float64 from the words of chance,
and accounts from amounts and contacts.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.simulate import simulate
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.evidence.oracles.exact_amounts import exact_amounts
from hooper.evidence.oracles.oracle import Band, Oracle
from hooper.evidence.oracles.recorded_year import Record
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.mechanisms.entry import BuyerSettings
from hooper.scenario.firm_settings import (
    AcquisitionSettings,
    DeskSettings,
    EconomicsSettings,
    FounderSettings,
)
from hooper.scenario.scenario import Scenario
from hooper.strategies.loyalty_programme import LoyaltyProgramme

FOUNDERS: Final = 2_000
WEEKS: Final = 260
AFTER: Final = {"a quarter": 13, "a year": 52, "five years": 260}
GRANT_PER_REVIEW: Final = 100_000.0
ROUNDING: Final = 2.0**-24
ROUNDINGS_OF_AN_AMOUNT: Final = 16
ROUNDINGS_IN_COMMON: Final = 4

WORLD: Final = Scenario(
    period="week",
    switched_off=all_laws_but("purchase"),
    founders=FounderSettings(customers=FOUNDERS),
    buyer=BuyerSettings(rate_mean_per_month=4.0),
    acquisition=AcquisitionSettings(newcomers_per_month_per_1000=0.0, cost_per_newcomer=0.0),
    desk=DeskSettings(agent_cost_per_month=0.0),
    economics=EconomicsSettings(
        serving_cost_in_exploration_per_month=0.0,
        flat_serving_cost_per_month=0.0,
    ),
)


def five_years(seed: int) -> Record:
    """Let founders buy, and enrol them in a programme that gives rewards; all money comes from events."""
    simulated = simulate(
        WORLD, WEEKS, seed=seed, strategy=LoyaltyProgramme(), grant_per_review=GRANT_PER_REVIEW
    )
    return Record(simulated.books, simulated.history)


def measure(seed: int, record: Callable[[int], Record] = five_years) -> dict[str, float]:
    """Set the amounts of five years, and what the books made of them, beside float64."""
    books, history = record(seed)
    observed, traits = history.observed, history.truth.traits
    customer, recorded = observed.column("customer_id"), observed.column("amount")
    week = (observed.column("time_days") // DAYS_PER_WEEK).astype(np.int64)
    spend_rate = traits["spend_rate"].to_numpy()[np.searchsorted(traits["customer_id"].to_numpy(), customer)]
    exact = exact_amounts((seed, 0), customer, week, spend_rate, WORLD.buyer.spend_p)
    exact = np.where(np.isnan(exact), recorded, exact)

    contacts = observed.others["contacts"]
    enrolled_in = np.full(FOUNDERS, WEEKS)
    enrolled_in[contacts["customer_id"].to_numpy()] = contacts["period"].to_numpy()
    rewards = WORLD.levers.reward_rate * exact[week >= enrolled_in[customer]]
    accounts = books.ledger.profit_and_loss()
    return {
        "largest error of an amount": float(np.abs(recorded / exact - 1.0).max()),
        **{
            _revenue(time): _error(books.revenue[:weeks], exact[week < weeks])
            for time, weeks in AFTER.items()
        },
        "error of profit on sales": _error(
            accounts["base_profit"].to_numpy(), WORLD.economics.margin * exact
        ),
        "error of rewards": _error(-accounts["price_concession"].to_numpy(), rewards),
        "error of enrolments": _error(-accounts["strategy_cost"].to_numpy(), contacts["cost"].to_numpy()),
    }


def _error(booked: NDArray[np.floating], amounts: NDArray[np.floating]) -> float:
    """Return the relative error of what was booked, a period each, against the sum of its amounts."""
    return math.fsum(booked) / math.fsum(amounts) - 1.0


def _revenue(time: str) -> str:
    return f"error of revenue after {time}"


def _bands() -> dict[str, Band]:
    total = Band(0.0, ROUNDINGS_IN_COMMON * ROUNDING)
    return {
        "largest error of an amount": Band(0.0, ROUNDINGS_OF_AN_AMOUNT * ROUNDING),
        **{_revenue(time): total for time in AFTER},
        "error of profit on sales": total,
        "error of rewards": total,
        # Their price is float64: a rounding each, fewer than 2^20 times.
        "error of enrolments": Band(0.0, 2.0**20 * 2.0**-53),
    }


ORACLE: Final = Oracle(
    name="float_money",
    claim="books made of float32 amounts are as exact after five years as a single amount",
    source="error analysis of sums; Higham (2002), Accuracy and stability of numerical algorithms",
    bands=_bands(),
    measure=measure,
)

"""Seven indicators of how loyal simulated customers are, and one that is made of the seven.

Five speak for loyalty: repeat purchases, categories bought in, tolerance of failures, customers brought, and
retention. Two speak against it: price sensitivity, and the time that a choice takes. With loyalty L and
emotional loyalty l, a failure adds to the hazard of leaving in proportion to `V = (1 - L)^psi[stage] e^-z`,
with the switching cost z (law of defection). Tolerance is `1 - V`: the share of what it adds for a stranger
that it does not add for this customer. A choice takes `d0 (1 - L) (1 - l)` days, and d0 for a stranger.
Retention is the length of the relationship, times of absence left out: what share of it somebody was there
is 1 for nearly all who are there. The composite is the mean of the percentile ranks, of what speaks against
loyalty from the other end. L is that at the scenario's competition, whatever segment a customer belongs to.
Source: Newman and Staelin (1972), Prepurchase information seeking for new cars and major household
appliances, Journal of Marketing Research 9(3): who is satisfied with the last brand searches less.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.mean_ranks import percentile_ranks
from hooper.history.history import History
from hooper.history.observed import Observed
from hooper.history.truth import STAGE_MOVES, Truth
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.life_stages import GONE, STAGES
from hooper.mechanisms.loyalty import LoyaltySettings
from hooper.mechanisms.loyalty_curve import loyalty_at

FOR_LOYALTY: Final = (
    *("repeat_purchases", "categories", "tolerance_of_failures", "customers_brought"),
    "retention_periods",
)
AGAINST_LOYALTY: Final = ("price_sensitivity", "days_choosing")
# Assumed. The composite hangs on ranks alone, and so not on it.
DAYS_OF_A_STRANGER: Final = 7.0


@dataclass(frozen=True)
class LoyaltyIndicators:
    """The indicators of the `n` customers who are there at a snapshot, by id; all have the shape `(n,)`.

    `repeat_purchases` are orders after that of entry; `customers_brought` have entered by referral or word of
    mouth; `retention_periods` are those in which the customer was there. `tolerance_of_failures` is in
    [0, 1], `price_sensitivity` has mean 1 over all who enter.
    """

    customer_id: NDArray[np.uint64]
    repeat_purchases: NDArray[np.int64]
    categories: NDArray[np.uint8]
    price_sensitivity: NDArray[np.float32]
    tolerance_of_failures: NDArray[np.float64]
    days_choosing: NDArray[np.float64]
    customers_brought: NDArray[np.int64]
    retention_periods: NDArray[np.int64]

    @cached_property
    def composite(self) -> NDArray[np.float64]:
        """The mean of the seven percentile ranks, in [0, 1]; 0.5 on average."""
        ranks = [percentile_ranks(getattr(self, name)) for name in FOR_LOYALTY]
        ranks += [1.0 - percentile_ranks(getattr(self, name)) for name in AGAINST_LOYALTY]
        return np.mean(ranks, axis=0)

    def table(self) -> pa.Table:
        """Return a row a customer: the id, the seven indicators, and the composite."""
        columns = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return pa.table({**columns, "composite": self.composite})


def loyalty_indicators(
    history: History,
    loyalty: LoyaltySettings,
    defection: DefectionSettings,
    period_days: float,
    period: int | None = None,
) -> LoyaltyIndicators:
    """Return the indicators at the snapshot of a period, as they were at its end; the last without `period`.

    `loyalty` and `defection` are the settings of the world that was simulated, where both laws act. Raises
    `InputError` if there is no such snapshot.

    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> world = presets.load("default", ["founders.customers=200"])
    >>> history = simulate(world, 27).history
    >>> found = loyalty_indicators(history, world.loyalty, world.defection, world.period_days)
    >>> round(float(found.composite.mean()), 9)
    0.5
    """
    there = _snapshot(history.truth, period)
    ids, last = there["customer_id"].to_numpy(), there["period"][0].as_py()
    end_days = (last + 1) * period_days
    tolerance, days_choosing = _of_feelings(there, loyalty, defection)
    traits = history.truth.traits
    entered = traits.filter(pa.array(traits["entry_days"].to_numpy() < end_days))
    own = entered.filter(pa.array(np.isin(entered["customer_id"].to_numpy(), ids, assume_unique=True)))
    first = np.floor(own["entry_days"].to_numpy() / period_days).astype(np.int64)
    return LoyaltyIndicators(
        customer_id=ids,
        repeat_purchases=_orders(history.observed, ids, end_days) - 1,
        categories=there["categories"].to_numpy(),
        price_sensitivity=own["price_sensitivity"].to_numpy(),
        tolerance_of_failures=tolerance,
        days_choosing=days_choosing,
        customers_brought=_brought(entered, ids),
        retention_periods=last + 1 - first - _periods_away(history.truth, ids, last),
    )


def _snapshot(truth: Truth, period: int | None) -> pa.Table:
    taken = truth.snapshots["period"].to_numpy()
    chosen = taken.max(initial=-1) if period is None else period
    rows = truth.snapshots.filter(pa.array(taken == chosen))
    if not rows.num_rows:
        problem = "there is no snapshot" if period is None else f"there is no snapshot of period {period}"
        periods = ", ".join(map(str, np.unique(taken)))
        remedy = f"choose from {periods}" if periods else "simulate a world with customers"
        raise InputError([Fault("period", problem, remedy)])
    return rows


def _of_feelings(
    there: pa.Table, loyalty: LoyaltySettings, defection: DefectionSettings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return tolerance of failures and the days that a choice takes, of those at a snapshot."""
    unsure = 1.0 - loyalty_at(there["satisfaction"].to_numpy(), loyalty.constants())
    unbound = 1.0 - there["emotional_loyalty"].to_numpy().astype(np.float64)
    exponents = np.array([getattr(defection, f"vulnerability_exponent_in_{stage}") for stage in STAGES])
    held = np.exp(-there["switching_cost"].to_numpy().astype(np.float64))
    vulnerability = unsure ** exponents[there["stage"].to_numpy()] * held
    return 1.0 - vulnerability, DAYS_OF_A_STRANGER * unsure * unbound


def _orders(observed: Observed, ids: NDArray[np.uint64], end_days: float) -> NDArray[np.int64]:
    return _counts(ids, observed.column("customer_id")[observed.column("time_days") < end_days])


def _brought(entered: pa.Table, ids: NDArray[np.uint64]) -> NDArray[np.int64]:
    by = entered["brought_by"].to_numpy()
    return _counts(ids, np.sort(by[by != entered["customer_id"].to_numpy()]))


def _counts(ids: NDArray[np.uint64], customer: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return for each of the ids how often it is in an ascending column."""
    return np.searchsorted(customer, ids, side="right") - np.searchsorted(customer, ids, side="left")


def _periods_away(truth: Truth, ids: NDArray[np.uint64], last: int) -> NDArray[np.int64]:
    """Return in how many periods up to `last` each of those who are there then was not."""
    customer, period, before, after = (truth.stage_moves[name].to_numpy() for name in STAGE_MOVES.names)
    of_those_there = (period <= last) & ((before == GONE) | (after == GONE)) & np.isin(customer, ids)
    # Who leaves was there in that period, and who returns is there in that one.
    away = np.where(before == GONE, period - 1, -period)[of_those_there]
    place = np.searchsorted(ids, customer[of_those_there])
    return np.bincount(place, away, minlength=ids.size).astype(np.int64)

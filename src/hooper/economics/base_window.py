"""What became of a customer base over a window of time: what rates of churn are made from."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, POSITIVE, require
from hooper.economics.stays import Stays
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.history.observed import Observed

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Amounts = NDArray[np.float64]

_COLUMNS: Final = (
    *("at_start", "at_end", "entered", "entered_before"),
    *("orders_before", "orders_within", "revenue_before", "revenue_within"),
)


@dataclass(frozen=True, kw_only=True)
class BaseWindow:
    """`n` customers over a window and the equally long one before it; arrays have the shape `(n,)`.

    `at_start` and `at_end` say who is there at the ends of the window, whatever was in between; `entered`
    who came in within it for the first time, and `entered_before` who did in the window before. Revenue is
    in currency units.

    Raises InputError for arrays of several lengths, amounts below zero, or a window of no length.
    """

    at_start: Flags
    at_end: Flags
    entered: Flags
    entered_before: Flags
    orders_before: Counts
    orders_within: Counts
    revenue_before: Amounts
    revenue_within: Amounts
    years: float

    def __post_init__(self) -> None:
        shapes = {name: getattr(self, name).shape for name in _COLUMNS}
        if len(set(shapes.values())) > 1:
            problem = "; ".join(f"{name} has the shape {shape}" for name, shape in shapes.items())
            raise InputError([Fault("BaseWindow", problem, "give one entry a customer everywhere")])
        amounts = [(name, getattr(self, name), NON_NEGATIVE) for name in _COLUMNS[4:]]
        require(*amounts, ("years", self.years, POSITIVE))

    @property
    def opening(self) -> int:
        """The customers at the start of the window."""
        return int(self.at_start.sum())

    @property
    def closing(self) -> int:
        """The customers at its end."""
        return int(self.at_end.sum())

    @property
    def arrivals(self) -> int:
        """Those who came in within the window."""
        return int(self.entered.sum())

    @property
    def lost(self) -> Flags:
        """Who was there at the start and is not at the end."""
        return self.at_start & ~self.at_end

    @property
    def leavers(self) -> Flags:
        """Who was there at the start or came in, and is not there at the end."""
        return (self.at_start | self.entered) & ~self.at_end


def base_window(
    stays: Stays, observed: Observed, period_days: float, first_period: int, periods: int
) -> BaseWindow:
    """Return the window of `periods` periods that begins with `first_period`.

    Raises InputError if the history begins later than the window before or ends within the window.

    >>> from hooper.economics.stays import stays
    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> world = presets.load("default", ["founders.customers=200"])
    >>> history = simulate(world, 6).history
    >>> window = base_window(stays(history.truth, world.period_days, 6), history.observed,
    ...                      world.period_days, first_period=3, periods=3)
    >>> bool(window.opening - window.lost.sum() <= window.closing)
    True
    """
    end = first_period + periods
    if periods < 1 or first_period < periods or end * period_days > observed.end_days + 1e-6:
        problem = f"is {first_period}, for {periods} periods"
        remedy = "let both the window and the one before it lie within the history"
        raise InputError([Fault("first_period", problem, remedy)])
    entry, before = stays.entry_period, first_period - periods
    orders, revenue = zip(
        *(
            _bought(stays, observed, period_days * start, period_days * (start + periods))
            for start in (before, first_period)
        ),
        strict=True,
    )
    return BaseWindow(
        at_start=stays.is_there_when(first_period),
        at_end=stays.is_there_when(end),
        entered=(first_period <= entry) & (entry < end),
        entered_before=(before <= entry) & (entry < first_period),
        orders_before=orders[0],
        orders_within=orders[1],
        revenue_before=revenue[0],
        revenue_within=revenue[1],
        years=periods * period_days / DAYS_PER_YEAR,
    )


def _bought(stays: Stays, observed: Observed, start: float, end: float) -> tuple[Counts, Amounts]:
    """Return the orders of each customer from a day on and before another, and what they paid for them."""
    days = observed.column("time_days")
    chosen = (start <= days) & (days < end)
    place = np.searchsorted(stays.customer_id, observed.column("customer_id")[chosen])
    size = stays.customer_id.size
    amounts = np.bincount(place, observed.column("amount")[chosen], minlength=size).astype(np.float64)
    return np.bincount(place, minlength=size).astype(np.int64), amounts

"""The gauge of the leaky bucket as a table: what the last year's flows will lead to if they stay."""

import numpy as np

from hooper.economics.bucket_gauge import AtThisLeak, BucketGauge, gauge
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.books import Books
from hooper.firm.customer_ids import FOUNDER
from hooper.foundation.units import DAYS_PER_YEAR, PeriodUnit
from hooper.report.numbers import Cell, significant, words
from hooper.report.table import Column, Table


def last_year_of(books: Books, period_days: float) -> BucketGauge:
    """Read the bucket over its last year, or over all of the time since its founders came if that is less.

    A newcomer costs what acquisition did in that time, for each who came.
    """
    bucket = books.bucket()
    founders_came = int(np.flatnonzero(bucket.arrivals[:, FOUNDER]).max(initial=-1)) + 1
    since = max(1, len(bucket.arrivals) - founders_came)
    window = min(since, max(1, round(DAYS_PER_YEAR / period_days)))
    newcomers = int(bucket.arrivals[-window:, :-1].sum())  # the last inflow are those who come back
    cost = -float(books.ledger.accounts[-window:, ACCOUNTS.index("acquisition")].sum())
    return gauge(bucket, window, cost / newcomers if newcomers else 0.0)


def bucket_gauge_told(seen: BucketGauge) -> dict[str, Cell]:
    """Return what the gauge shows, by name; None for what does not follow, and `outlook` why."""
    told: dict[str, Cell] = {
        "level": seen.level,
        "inflow_per_period": seen.inflow,
        "outflow_per_period": seen.outflow,
        "leak_per_period": seen.leak_per_period,
        "refill_newcomers_per_period": seen.refill.newcomers,
        "refill_spend_per_period": seen.refill.spend,
    }
    follows = seen.outlook if isinstance(seen.outlook, AtThisLeak) else None
    for name in ("half_life_periods", "periods_to_empty", "mean_tenure_periods", "steady_level"):
        told[name] = None if follows is None else getattr(follows, name)
    return told | {"outlook": "if the leak stays" if follows else str(seen.outlook)}


def bucket_gauge_table(told: dict[str, Cell], period: PeriodUnit) -> Table:
    """Return the gauge as rows; a period is a day, a week or a month."""
    columns = (
        Column("measure", f"if it leaks on (a period is a {period})", words),
        Column("value", "", significant),
    )
    rows = tuple((name, value) for name, value in told.items() if name != "outlook" and value is not None)
    return Table("Bucket gauge", columns, rows)

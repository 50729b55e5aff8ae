"""From a real transaction log to what the firm observed, with a counted report of the cleaning."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError
from hooper.history.cleaning import CleaningReport
from hooper.history.customer_names import encode, read_names
from hooper.history.deal_stages import is_won
from hooper.history.log_amounts import read_amounts
from hooper.history.log_columns import find_columns
from hooper.history.log_dates import read_dates
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.purchase_lines import UNKNOWN_PRODUCT, one_row_a_purchase, order_of, product_lines
from hooper.history.purchases import merge_same_day
from hooper.history.repeated_rows import equal_to_another, later_copies
from hooper.history.tables import by_customer


def read_log(source: LogSource, columns: Mapping[str, str] | None = None) -> tuple[Observed, CleaningReport]:
    """Read a purchase log and clean it by the policy of `hooper.history.cleaning`.

    `source` is the path of a CSV file (comma, semicolon or tab; decimal point or comma) or a Parquet
    file, any table with an Arrow stream (pyarrow, pandas, polars, DuckDB), or a real log of an
    optional package: `example:cdnow`, `example:cdnow-master`, `example:grocery`. The columns
    `customer_id`, `date` and `amount` are recognised by their names, or named in `columns`, as in
    `{"date": "InvoiceDate"}`; so is the `stage` of deals, of which those that were won are purchases.

    With a column for `product` or `order`, rows are lines of purchases: those of one customer, one moment
    and one order add up to a purchase. The lines of products are the table `product_lines`.

    Day 0 is the first date of the log, which ends with the last date. Raises InputError with
    everything that is wrong: where it stands, what it is, and what to do.

    >>> rows = {"customer": ["7", "7", "8"], "date": ["2020-01-01", "2020-01-31", "2020-02-01"]}
    >>> observed, report = read_log(pa.table(rows | {"amount": [5.0, -5.0, 9.0]}))
    >>> observed.column("time_days").tolist(), observed.labels, report.dropped["refund"]
    ([0.0, 31.0], ('7', '8'), 1)
    """
    log = open_log(source)
    chosen, faults = find_columns(log.name, log.table.column_names, {**log.columns, **(columns or {})})
    faults += [
        Fault(log.name, f"column {field.name!r} holds more than one value a row", "give single values")
        for field in log.table.schema
        if field.name in chosen.values() and pa.types.is_nested(field.type)
    ]
    if log.table.num_rows == 0:
        faults = [*faults, Fault(log.name, "there is a header but no row", "give a log with purchases")]
    if faults:
        raise InputError([*log.faults, *faults])
    rows, dropped, notes = _read_rows(log, chosen)
    return _clean(log, chosen, rows, dropped, notes)


@dataclass(frozen=True)
class _Rows:
    """The rows of a log that name a customer; arrays of shape `(n,)`."""

    number: NDArray[np.int64]
    name: pa.ChunkedArray
    day: NDArray[np.int64]
    day_share: NDArray[np.float64]
    amount: NDArray[np.float64]

    def where(self, kept: NDArray[np.bool_]) -> "_Rows":
        mask = pa.array(kept)
        return _Rows(
            self.number[kept], self.name.filter(mask), self.day[kept], self.day_share[kept], self.amount[kept]
        )


def _read_rows(log: LogTable, chosen: Mapping[str, str]) -> tuple[_Rows, dict[str, int], tuple[str, ...]]:
    names, kept = read_names(log.table[chosen["customer_id"]])
    dropped = {"no_customer_id": int((~kept).sum())}
    if "stage" in chosen:
        won = is_won(log.table[chosen["stage"]], log.name, chosen["stage"])
        dropped["not_won"] = int((kept & ~won).sum())
        kept = kept & won  # before anything is read of them: a deal that was lost need not have an amount
    number, mask = np.flatnonzero(kept), pa.array(kept)
    date, amount = chosen["date"], chosen["amount"]
    dates = read_dates(log.table[date].filter(mask), number, log.places_in(date))
    amounts = read_amounts(log.table[amount].filter(mask), number, log.places_in(amount))
    faults = [*log.faults, *dates.faults, *amounts.faults]
    if faults:
        raise InputError(faults)
    rows = _Rows(number, names.filter(mask), dates.day, dates.day_share, amounts.amount)
    return rows, dropped, (*log.notes, dates.note, amounts.note)


def _clean(
    log: LogTable, chosen: dict[str, str], rows: _Rows, dropped: dict[str, int], notes: tuple[str, ...]
) -> tuple[Observed, CleaningReport]:
    purchases = rows.where(rows.amount >= 0.0)
    kept = purchases.where(~_entered_twice(log.table, purchases))
    dropped = dropped | {
        "refund": rows.number.size - purchases.number.size,
        "repeated_row": purchases.number.size - kept.number.size,
    }
    if not kept.number.size:
        problem = f"no purchase is left of {log.table.num_rows} rows (dropped: {dropped})"
        raise InputError([Fault(log.name, problem, "give a log with customers and amounts above zero")])
    observed = _observe(log.table, chosen, kept)
    report = CleaningReport(
        source=log.name,
        columns=chosen,
        rows_in=log.table.num_rows,
        rows_kept=kept.number.size,
        dropped=dropped,
        noticed=_notice(kept, observed),
        n_customers=len(observed.labels),
        first_date=np.datetime64(int(kept.day.min()), "D").item(),
        last_date=np.datetime64(int(kept.day.max()), "D").item(),
        notes=notes,
    )
    return observed, report


def _entered_twice(table: pa.Table, rows: _Rows) -> NDArray[np.bool_]:
    """Tell which rows repeat an earlier one; in a log of whole days none does, for it cannot be told."""
    twice = np.zeros(rows.number.size, dtype=np.bool_)
    if rows.day_share.any():
        code, _ = encode(rows.name)
        suspects = np.flatnonzero(equal_to_another(rows.amount, rows.day_share, rows.day, code)[0])
        twice[suspects] = later_copies(table.take(pa.array(rows.number[suspects])))
    return twice


def _observe(table: pa.Table, chosen: Mapping[str, str], rows: _Rows) -> Observed:
    code, labels = encode(rows.name)
    first_day, last_day = int(rows.day.min()), int(rows.day.max())
    time_days = (rows.day - first_day) + rows.day_share
    lines = pa.table([code, time_days, rows.amount], schema=TRANSACTIONS)
    transactions, others = _purchases(lines, table.take(pa.array(rows.number)), chosen)
    return Observed(
        transactions=transactions,
        # A log of whole days ends on its last day, as published; one with times when that day is over.
        end_days=float(last_day - first_day + bool(rows.day_share.any())),
        origin=np.datetime64(first_day, "D").item(),
        labels=labels,
        others=others,
    )


def _purchases(
    lines: pa.Table, told: pa.Table, chosen: Mapping[str, str]
) -> tuple[pa.Table, dict[str, pa.Table]]:
    """Return purchases by customer and time, and the lines of products if the rows of `told` name them."""
    if not {"product", "order"} & chosen.keys():
        return by_customer(lines), {}
    transactions = one_row_a_purchase(lines, order_of(told, chosen))
    if "product" not in chosen:
        return transactions, {}
    return transactions, {"product_lines": product_lines(lines, told[chosen["product"]])}


def _notice(rows: _Rows, observed: Observed) -> dict[str, int]:
    purchases = merge_same_day(observed)
    starts, ends = purchases.customer_bounds()
    columns = (observed.column("amount"), observed.column("time_days"), observed.column("customer_id"))
    amount = observed.column("amount")
    noticed = {
        "same_day_repeats": amount.size - purchases.customer_id.size,
        "equal_rows": equal_to_another(*columns)[1],
        "zero_amounts": int((amount == 0.0).sum()),
        "one_purchase_customers": int((ends - starts == 1).sum()),
    }
    if amount.size < rows.number.size:
        noticed["lines"] = rows.number.size
    lines = observed.others.get("product_lines")
    if lines is not None:
        noticed["no_product"] = compute.sum(compute.equal(lines["product"], UNKNOWN_PRODUCT)).as_py()
    return noticed

"""From a table of what happened to customers to covariates, with everything wrong with it told at once."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_names import read_names
from hooper.history.log_dates import read_dates
from hooper.history.log_faults import SHOWN, row_faults
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.observed import Observed
from hooper.lifetime_value.hidden_markov.period_covariates import PeriodCovariates

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_CUSTOMER, _PERIOD, _DATE = "customer_id", "period", "date"
_NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
_ONE_TIME = "name the column of time 'period' (0, 1, 2, ... from the first day of the log) or 'date'"


def read_period_covariates(source: LogSource, observed: Observed, period_days: float) -> PeriodCovariates:
    """Read the columns `customer_id`, `period` or `date`, and as many columns of numbers as there are.

    `source` is the path of a CSV file (comma, semicolon or tab) or a Parquet file, or any table with an
    Arrow stream. A row tells what happened to a customer of `observed`: its numbers move the customer
    from the state of period - 1 to that of `period`, which begins on day period times `period_days`; with
    a date, from the state of the period in which it happened to that of the next (of the same one, if it
    happened as that began). Rows of one customer and period add up; where there is no row all is 0; rows
    of others are left out. Raises InputError with everything that is wrong: where it stands, what it is,
    and what to do.

    >>> from hooper.history.read_log import read_log
    >>> rows = {"customer": ["a", "b"], "date": ["2020-01-01", "2020-01-31"], "amount": [5.0, 9.0]}
    >>> observed, _ = read_log(pa.table(rows))
    >>> mail = pa.table({"customer_id": ["b", "x"], "date": ["2020-01-09", "2020-01-09"], "mail": [1, 1]})
    >>> found = read_period_covariates(mail, observed, period_days=7.0)
    >>> found.names, found.customer_id.tolist(), found.period.tolist(), found.values.tolist()
    (('mail',), [1], [2], [[1.0]])
    """
    table = open_log(source)
    columns = _find_columns(table, observed)
    codes = _codes(table.table[columns.customer], observed)
    rows = np.flatnonzero(codes >= 0)
    if not rows.size:
        problem = f"none of {codes.size} rows is about a customer of the log"
        raise InputError([Fault(table.name, problem, "name the customers as in the log")])
    period, faults = _read_periods(table, columns.time, rows, observed, period_days)
    values = np.empty((rows.size, len(columns.covariates)))
    for position, name in enumerate(columns.covariates):
        values[:, position], of_column = _read_numbers(table, name, rows)
        faults += of_column
    if table.faults or faults:
        raise InputError([*table.faults, *faults])
    return PeriodCovariates(columns.covariates, codes[rows].astype(np.uint64), period, values)


@dataclass(frozen=True)
class _Columns:
    customer: str
    time: str
    covariates: tuple[str, ...]


def _find_columns(log: LogTable, observed: Observed) -> _Columns:
    present = log.table.column_names
    listed = f"(the columns are: {', '.join(present) or 'none'})"
    times = [name for name in present if name in (_PERIOD, _DATE)]
    others = tuple(name for name in present if name not in (_CUSTOMER, _PERIOD, _DATE))
    faults = []
    if _CUSTOMER not in present:
        problem = f"there is no column {_CUSTOMER!r} {listed}"
        faults.append(Fault(log.name, problem, "name the customers as in the log"))
    if len(times) != 1:
        problem = f"there {'are two columns' if times else 'is no column'} of time {listed}"
        faults.append(Fault(log.name, problem, _ONE_TIME))
    elif times == [_DATE] and observed.origin is None:
        remedy = "number the periods in a column 'period'"
        faults.append(Fault(log.name, "the purchases, of a simulated history, have no dates", remedy))
    if not others:
        problem = f"there is no column of a covariate {listed}"
        faults.append(Fault(log.name, problem, "add what happened as columns of numbers"))
    if len(set(present)) < len(present):
        faults.append(Fault(log.name, f"two columns have one name {listed}", "give them different names"))
    if faults:
        raise InputError([*log.faults, *faults])
    return _Columns(_CUSTOMER, times[0], others)


def _codes(column: pa.ChunkedArray, observed: Observed) -> Integers:
    """Return the number that each row's customer has in the log, -1 for those who are not in it."""
    ids = np.unique(observed.column("customer_id")).astype(np.int64)
    names = [observed.labels[each] if observed.labels else str(each) for each in ids.tolist()]
    texts, _ = read_names(column)
    position = compute.index_in(texts, value_set=pa.array(names, pa.string()))
    return np.append(ids, -1)[compute.fill_null(position, -1).to_numpy()]


def _read_periods(
    log: LogTable, name: str, rows: Integers, observed: Observed, period_days: float
) -> tuple[Integers, list[Fault]]:
    column, places = log.table[name].take(pa.array(rows)), log.places_in(name)
    if name == _DATE:
        dates = read_dates(column, rows, places)
        if dates.faults:
            return np.zeros(rows.size, np.int64), dates.faults
        first_day = np.datetime64(observed.origin, "D").astype(np.int64)
        return np.ceil((dates.day - first_day + dates.day_share) / period_days).astype(np.int64), []
    number, faults = _read_numbers(log, name, rows)
    wrong = np.flatnonzero(number != np.floor(number))
    values = [f"{value:g}" for value in number[wrong[:SHOWN]]]
    faults += row_faults(rows[wrong], values, "this is no whole number", _ONE_TIME, places)
    return np.floor(number).astype(np.int64), faults


def _read_numbers(log: LogTable, name: str, rows: Integers) -> tuple[Floats, list[Fault]]:
    texts = compute.fill_null(log.table[name].take(pa.array(rows)).cast(pa.string()), "")
    is_number = compute.match_substring_regex(texts, _NUMBER)
    plain = compute.utf8_ltrim(compute.utf8_trim_whitespace(texts), "+")
    numbers = compute.if_else(is_number, plain, "0").cast(pa.float64()).to_numpy()
    wrong = np.flatnonzero(~is_number.to_numpy() | ~np.isfinite(numbers))
    values = [texts[row].as_py() for row in wrong[:SHOWN].tolist()]
    remedy = "write numbers as 1234.5, and 0 where nothing happened"
    faults = row_faults(rows[wrong], values, "this is no number", remedy, log.places_in(name))
    return np.where(np.isfinite(numbers), numbers, 0.0), faults

"""The amounts of a log, from a numeric column or from text with a decimal point or comma."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault
from hooper.history.log_faults import SHOWN, Places, row_faults

_REMEDY = "write amounts as 1234.50"
_UNREADABLE = "this amount cannot be read"
_BLANKS = r"[\s\x{00A0}\x{202F}'\x{2019}]"  # and the Swiss mark of thousands
_SIGN = r"(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥\x{FFE5}₹]|元)"
_CURRENCY = rf"^([+-]?){_SIGN}(.*)$|^(.*){_SIGN}$"
_IN_BRACKETS = r"^\((.*)\)$"  # a bookkeeper's way to write an amount below zero
_PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_UNCLEAR = r"^[+-]?[1-9]\d{0,2},\d{3}$"  # 1,234 may be one and a bit, or more than a thousand


def _only_decimal(mark: str, other: str) -> str:
    """Return a pattern of the texts in which `mark` can only be the decimal mark.

    It comes after the other, or is not followed by three digits, or follows zero or more than three,
    or the other comes twice.
    """
    return (
        rf"{other}.*{mark}|^[+-]?\d*{mark}(\d{{0,2}}|\d{{4,}})$|^[+-]?(0|\d{{4,}}){mark}\d{{3}}$"
        rf"|{other}\d{{3}}{other}"
    )


_DECIMAL_POINT = _only_decimal(r"\.", ",")
_DECIMAL_COMMA = _only_decimal(",", r"\.")


@dataclass(frozen=True)
class LogAmounts:
    """Amounts in currency units, shape `(n,)`."""

    amount: NDArray[np.float64]
    faults: list[Fault] = field(default_factory=list[Fault])
    note: str = "amounts typed as numbers"


def read_amounts(column: pa.ChunkedArray, rows: NDArray[np.int64], places: Places) -> LogAmounts:
    """Read a column of amounts; `rows`, shape `(n,)`, are the numbers of its rows in the log.

    Currency signs, blanks and thousands marks are taken off. The decimal mark is the one that the
    whole column tells; if it tells none, or two, that is a fault.
    """
    kind = pa.types
    if kind.is_integer(column.type) or kind.is_floating(column.type) or kind.is_decimal(column.type):
        amount = compute.fill_null(compute.cast(column, pa.float64()), np.nan).to_numpy()
        bad = np.flatnonzero(~np.isfinite(amount))
        values = ["" if np.isnan(value) else str(value) for value in amount[bad[:SHOWN]]]
        return LogAmounts(amount, row_faults(rows[bad], values, _UNREADABLE, _REMEDY, places))
    return _from_text(column.cast(pa.string()), rows, places)


def _from_text(column: pa.ChunkedArray, rows: NDArray[np.int64], places: Places) -> LogAmounts:
    distinct = compute.fill_null(column, "").combine_chunks().dictionary_encode()
    codes = distinct.indices.to_numpy()
    bare = _bare(distinct.dictionary)
    point, comma, unclear = (_first(bare, pattern) for pattern in (_DECIMAL_POINT, _DECIMAL_COMMA, _UNCLEAR))

    def example(code: int) -> tuple[str, str]:
        row = int(np.argmax(codes == code))
        return places([int(rows[row])])[0], distinct.dictionary[code].as_py()

    if point is not None and comma is not None:
        (place, text), (other_place, other) = example(point), example(comma)
        problem = f"{text!r} has a decimal point, but {other!r} a decimal comma ({other_place})"
        return LogAmounts(np.empty(0), [Fault(place, problem, _REMEDY)])
    if point is None and comma is None and unclear is not None:
        place, text = example(unclear)
        problem = f"no amount of the column tells whether the comma in {text!r} marks decimals or thousands"
        return LogAmounts(np.empty(0), [Fault(place, problem, _REMEDY)])
    values = _numbers(bare, "," if comma is not None else ".")
    bad = np.flatnonzero(np.isnan(values[codes]))
    texts = [distinct.dictionary[int(codes[row])].as_py() for row in bad[:SHOWN]]
    faults = row_faults(rows[bad], texts, _UNREADABLE, _REMEDY, places)
    note = f"amounts as text with a decimal {'comma' if comma is not None else 'point'}"
    return LogAmounts(values[codes], faults, note)


def _bare(texts: pa.Array) -> pa.Array:
    """Take off blanks and currency signs, and write amounts in brackets with a minus."""
    without_blanks = compute.replace_substring_regex(texts, _BLANKS, "")
    signed = compute.replace_substring_regex(without_blanks, _IN_BRACKETS, r"-\1")
    plain_minus = compute.replace_substring(signed, "\u2212", "-")
    return compute.replace_substring_regex(plain_minus, _CURRENCY, r"\1\2\3")


def _first(texts: pa.Array, pattern: str) -> int | None:
    """Return the position of the first text in which the pattern is found."""
    found = np.flatnonzero(compute.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False))
    return int(found[0]) if found.size else None


def _numbers(bare: pa.Array, mark: str) -> NDArray[np.float64]:
    """Return the numbers written with this decimal mark, nan where a text is none."""
    other = "." if mark == "," else ","
    grouped = rf"^[+-]?\d{{1,3}}(\{other}\d{{3}})+(\{mark}\d*)?$"
    is_grouped = compute.match_substring_regex(bare, grouped)
    ungrouped = compute.if_else(is_grouped, compute.replace_substring(bare, other, ""), bare)
    # A mark of thousands left over by now stands where none may: it must not become a decimal point.
    told = compute.if_else(compute.match_substring(ungrouped, other), "", ungrouped)
    texts = compute.replace_substring(told, mark, ".")
    is_number = compute.match_substring_regex(texts, _PLAIN)
    unsigned = compute.replace_substring_regex(texts, r"^\+", "")
    return compute.cast(compute.if_else(is_number, unsigned, "nan"), pa.float64()).to_numpy()

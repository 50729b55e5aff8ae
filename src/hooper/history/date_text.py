"""Dates written as text: ISO, compact, or day and month in an order that only the whole column tells.

The Chinese 2020年1月31日 is read as 2020-1-31.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

_TIME = (
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d+)?))?"
    r" ?(?P<half>[AaPp])?(?:\.?[Mm]\.?)?)? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
_SEPARATED = r"^(?P<one>\d{1,4})[-/.](?P<two>\d{1,2})[-/.](?P<three>\d{1,4})" + _TIME
_COMPACT = r"^(?P<one>\d{4})(?P<two>\d{2})(?P<three>\d{2})" + _TIME
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
FIRST_DAY = int(np.datetime64(f"{_FIRST_YEAR}-01-01").astype(np.int64))  # in days since 1970
LAST_DAY = int(np.datetime64(f"{_LAST_YEAR}-12-31").astype(np.int64))

Order = Literal["none", "day first", "month first", "ambiguous", "contradictory"]


@dataclass(frozen=True)
class DateText:
    """Distinct texts taken apart; arrays of shape `(n_texts,)`.

    `one`, `two` and `three` are the numbers of the date as they stand, 0 where the text is no date.
    `year_first` and `year_last` say where the year of four digits is; a date with neither is none.
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    three: NDArray[np.int64]
    year_first: NDArray[np.bool_]
    year_last: NDArray[np.bool_]
    day_share: NDArray[np.float64]
    has_time: NDArray[np.bool_]
    zone: NDArray[np.str_]

    def only_day_first(self) -> NDArray[np.bool_]:
        """Tell which texts can only be read as day, month, year."""
        return self.year_last & (self.one > 12) & (self.two <= 12)

    def only_month_first(self) -> NDArray[np.bool_]:
        """Tell which texts can only be read as month, day, year."""
        return self.year_last & (self.two > 12) & (self.one <= 12)

    def order(self) -> Order:
        """Return the order of day and month that all texts together tell."""
        day_first, month_first = self.only_day_first().any(), self.only_month_first().any()
        if day_first or month_first:
            if day_first and month_first:
                return "contradictory"
            return "day first" if day_first else "month first"
        if (self.year_last & (self.one != self.two)).any():
            return "ambiguous"
        return "day first" if self.year_last.any() else "none"

    def days(self, order: Order) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return days since 1970 and which texts are a date of the calendar."""
        last_number = self.one if order == "day first" else self.two
        last_month = self.two if order == "day first" else self.one
        year = np.where(self.year_first, self.one, self.three)
        month = np.where(self.year_first, self.two, last_month)
        day = np.where(self.year_first, self.three, last_number)
        within = (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1)
        months = np.where(within, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
        days = months.astype("datetime64[D]") + np.where(within, day - 1, 0)
        real = within & (days.astype("datetime64[M]") == months) & (self.day_share < 1.0)
        return days.astype(np.int64), real & (self.year_first | self.year_last)


def take_apart(texts: pa.Array) -> DateText:
    """Take distinct texts apart into the numbers of date and time.

    >>> dates = take_apart(pa.array(["31/01/2020 5:45 PM", "2020-02-03", "soon"]))
    >>> dates.order(), dates.days("day first")[1].tolist(), dates.day_share.round(3).tolist()
    ('day first', [True, True, False], [0.74, 0.0, 0.0])
    """
    chinese = compute.replace_substring_regex(texts, "[年月]", "-")
    trimmed = compute.utf8_trim_whitespace(compute.replace_substring(chinese, "日", ""))
    parts = [compute.extract_regex(trimmed, _SEPARATED)]
    if parts[0].null_count:
        parts.append(compute.extract_regex(trimmed, _COMPACT))

    def field(name: str) -> pa.Array:
        return compute.fill_null(compute.coalesce(*(compute.struct_field(part, name) for part in parts)), "")

    def number(name: str) -> NDArray[np.float64]:
        text = field(name)
        return compute.cast(compute.if_else(compute.equal(text, ""), "0", text), pa.float64()).to_numpy()

    one, three, half = field("one"), field("three"), np.char.lower(_strings(field("half")))
    four_first = compute.equal(compute.utf8_length(one), 4).to_numpy(zero_copy_only=False)
    four_last = compute.equal(compute.utf8_length(three), 4).to_numpy(zero_copy_only=False)
    short_last = compute.less(compute.utf8_length(three), 3).to_numpy(zero_copy_only=False)
    hour = np.where(half == "", number("hour"), number("hour") % 12 + 12 * (half == "p"))
    in_range = (hour < 24) & (number("minute") < 60) & (number("second") < 60)
    share = (hour * 3600 + number("minute") * 60 + number("second")) / 86400
    return DateText(
        one=number("one").astype(np.int64),
        two=number("two").astype(np.int64),
        three=number("three").astype(np.int64),
        year_first=four_first & short_last,
        year_last=four_last & ~four_first,
        day_share=np.where(in_range, share, 1.0),
        has_time=_strings(field("hour")) != "",
        zone=_strings(field("zone")),
    )


def _strings(texts: pa.Array) -> NDArray[np.str_]:
    return np.array(texts.to_pylist(), dtype=np.str_)

"""How values are written for people: one function a kind, "n/a" for what cannot be computed."""

from collections.abc import Callable
from math import isfinite

Cell = str | float | int | bool | None
Format = Callable[[Cell], str]

NOT_COMPUTABLE = "n/a"


def verbatim(value: Cell) -> str:
    """Write a cell as it stands, for keys, units, versions, digests.

    >>> verbatim("mass_discount")
    'mass_discount'
    """
    return NOT_COMPUTABLE if value is None else str(value)


def words(value: Cell) -> str:
    """Write a name in words: underscores become spaces.

    >>> words("mass_discount")
    'mass discount'
    """
    return verbatim(value).replace("_", " ")


def count(value: Cell) -> str:
    """Write a number of things, thousands apart.

    >>> count(12345.4)
    '12,345'
    """
    return _number(value, "{:,.0f}")


def money(value: Cell) -> str:
    """Write an amount: whole units from 1,000 on, cents below.

    >>> money(12345.4), money(35.5)
    ('12,345', '35.50')
    """
    large = isinstance(value, float | int) and abs(value) >= 1000
    return _number(value, "{:,.0f}" if large else "{:,.2f}")


def change(value: Cell) -> str:
    """Write a difference in money with its sign: whole units from 100 on, cents below.

    >>> change(-12345.4), change(2.5), change(0.0)
    ('-12,345', '+2.50', '0')
    """
    if not value:
        return count(value)
    large = isinstance(value, float | int) and abs(value) >= 100
    return _number(value, "{:+,.0f}" if large else "{:+,.2f}")


def percent(value: Cell) -> str:
    """Write a share in per cent.

    >>> percent(0.4567)
    '45.7 %'
    """
    return _number(value, "{:.1%}").replace("%", " %")


def whole_percent(value: Cell) -> str:
    """Write a share in whole per cent.

    >>> whole_percent(0.95)
    '95 %'
    """
    return _number(value, "{:.0%}").replace("%", " %")


def percent_change(value: Cell) -> str:
    """Write a relative difference in per cent with its sign.

    >>> percent_change(0.031)
    '+3.1 %'
    """
    return _number(value, "{:+.1%}").replace("%", " %")


def per_cent_points(value: Cell) -> str:
    """Write a share in per cent with its sign, where the heading has the unit.

    >>> per_cent_points(0.0312)
    '+3.1'
    """
    return _number(100.0 * value if isinstance(value, float) else value, "{:+.1f}")


def ratio(value: Cell) -> str:
    """Write a ratio or rank with two decimals; what is rounded to zero has no sign.

    >>> ratio(1.23456), ratio(-0.001)
    ('1.23', '0.00')
    """
    return _number(value, "{:,.2f}")


def times(value: Cell) -> str:
    """Write a ratio that grows without bound where its divisor comes near zero.

    >>> times(163.942), times(1.8e32)
    ('163.94', '> 1,000,000')
    """
    return "> 1,000,000" if isinstance(value, float | int) and value > 1e6 else ratio(value)


def significant(value: Cell) -> str:
    """Write a number of any size in four significant digits; text passes through.

    >>> significant(0.24259), significant(12345.6), significant(0.0000123), significant(7)
    ('0.2426', '12,346', '1.230e-05', '7')
    """
    if isinstance(value, str):
        return value
    if value is None or not isfinite(value) or abs(value) >= 1000 or value == round(value):
        return _number(value, "{:,.0f}")
    return _number(value, "{:.4g}" if abs(value) >= 1e-4 else "{:.3e}")


def small_probability(value: Cell) -> str:
    """Write a p-value, never as zero.

    >>> small_probability(0.0312), small_probability(1e-9)
    ('0.031', '< 0.001')
    """
    return "< 0.001" if isinstance(value, float | int) and value < 0.001 else _number(value, "{:.3f}")


def _number(value: Cell, pattern: str) -> str:
    if not isinstance(value, float | int) or not isfinite(value):
        return NOT_COMPUTABLE
    written = pattern.format(value)
    return written if any(digit in written for digit in "123456789") else written.lstrip("+-")

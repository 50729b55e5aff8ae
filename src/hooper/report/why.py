"""Why the best strategy ends where it does: the leaks that it changes, and the accounts."""

import xarray as xr

from hooper.report.content import ReportContent
from hooper.report.numbers import count, words


def why(content: ReportContent) -> str:
    """Say what the best strategy but the baseline changes most: customers lost by cause, money by account.

    Empty if no strategy can be set against the baseline.
    """
    rivals = [name for name in content.contenders if name != content.baseline]
    if not rivals or content.baseline not in content.contenders:
        return ""
    best, baseline = rivals[0], content.baseline
    changed = (content.outcome.sel(strategy=best) - content.outcome.sel(strategy=baseline)).mean(
        "replication"
    )
    return f"{_leaks(changed['leaks'], best, baseline)} {_money(changed['accounts'], content.currency)}"


def _leaks(changed: xr.DataArray, best: str, baseline: str) -> str:
    total = float(changed.sum())
    if round(total) == 0 and not round(float(abs(changed).max())):
        return (
            f"{words(best).capitalize()} loses as many customers as {words(baseline)}, for the same causes."
        )
    cause, customers = _largest(changed)
    return (
        f"{words(best).capitalize()} loses {_compared(total)} customers than {words(baseline)} from its start"
        f" to the horizon; the largest change is in those who leave for the cause '{words(cause)}'"
        f" ({_compared(customers)})."
    )


def _money(changed: xr.DataArray, currency: str) -> str:
    account, amount = _largest(changed)
    more = "less" if amount < 0.0 else "more"
    return f"Of the accounts, {words(account)} changes most: {count(abs(amount))} {currency} {more}."


def _compared(customers: float) -> str:
    return f"{count(abs(customers))} {'fewer' if customers < 0.0 else 'more'}"


def _largest(changed: xr.DataArray) -> tuple[str, float]:
    (dimension,) = changed.dims
    place = int(abs(changed).argmax(dimension))
    return str(changed[dimension].values[place]), float(changed[place])

"""Why the best strategy ends where it does: the leaks that it changes, and the accounts."""

import numpy as np
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
    name, usual, total = words(best), words(baseline), float(changed.sum())
    cause, customers = _largest(changed)
    if round(customers) == 0:
        return f"{name.capitalize()} loses as many customers as {usual}, for the same causes."
    than, by = "as many customers as", ""
    if round(total):
        than, by = f"{_more_or_fewer(total)} customers than", f", by {count(abs(total))}"
    return (
        f"From its start to the horizon {name} loses {than} {usual}{by}; the largest change is in those who"
        f" leave for the cause '{words(cause)}' ({count(abs(customers))} {_more_or_fewer(customers)})."
    )


def _money(changed: xr.DataArray, currency: str) -> str:
    account, amount = _largest(changed)
    more = "less" if amount < 0.0 else "more"
    return f"Of the accounts, {words(account)} changes most: {count(abs(amount))} {currency} {more}."


def _more_or_fewer(customers: float) -> str:
    return "fewer" if customers < 0.0 else "more"


def _largest(changed: xr.DataArray) -> tuple[str, float]:
    (dimension,) = changed.dims
    place = int(np.abs(changed.to_numpy()).argmax())
    return str(changed[dimension].values[place]), float(changed[place])

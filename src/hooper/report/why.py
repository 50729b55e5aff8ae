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
    name, usual, total = words(best).capitalize(), words(baseline), float(changed.sum())
    cause, customers = _largest(changed)
    if round(customers) == 0:
        return f"{name} loses as many customers as {usual}, for the same causes."
    all_causes = f"{_compared(total)} customers than" if round(total) else "as many customers as"
    return (
        f"{name} loses {all_causes} {usual} from its start to the horizon; the largest change is in those who"
        f" leave for the cause '{words(cause)}' ({_compared(customers)})."
    )


def _money(changed: xr.DataArray, currency: str) -> str:
    account, amount = _largest(changed)
    more = "less" if amount < 0.0 else "more"
    return f"Of the accounts, {words(account)} changes most: {count(abs(amount))} {currency} {more}."


def _compared(customers: float) -> str:
    return f"{count(abs(customers))} {'fewer' if customers < 0.0 else 'more'}"


def _largest(changed: xr.DataArray) -> tuple[str, float]:
    (dimension,) = changed.dims
    place = int(np.abs(changed.to_numpy()).argmax())
    return str(changed[dimension].values[place]), float(changed[place])

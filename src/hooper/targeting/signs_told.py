"""Signs beyond purchases as a month begins: cases at the desk, contacts, and what customers answered.

What has happened is remembered for three months. A case counts as open until it was answered or given up;
from then on it is resolved, abandoned, or neither. Contacts and answers are known when the period in which
they are dated has ended. The last answer holds until the next.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.observed import SCHEMAS, Observed
from hooper.targeting.month_rows import MonthRows
from hooper.targeting.told_so_far import Spells, counted

COMPLAINTS = ("cases_open", "cases_abandoned", "cases_unresolved")
_REMEMBERED_DAYS = 3.0 * DAYS_PER_MONTH
_ITEM_OF_SATISFACTION = 0  # the first item of a questionnaire (docs/departments.md)

Floats = NDArray[np.float64]


def signs_told(
    observed: Observed, rows: MonthRows, customer_id: NDArray[np.uint64], period_days: float | None
) -> dict[str, NDArray[np.float32]]:
    """Return the signs by name, each of shape `(n_rows,)`; those of tables that the log lacks are left out.

    `customer_id`, shape `(n_rows,)`, says whose month each is. Without `period_days` what is dated in
    periods is left out.
    """
    found = dict(_of_cases(observed))
    if period_days is not None:
        found |= dict(_of_contacts(observed, period_days)) | dict(_of_answers(observed, period_days))
    return {
        name: counted(spells, rows, customer_id, of_each).astype(np.float32)
        for name, (spells, of_each) in found.items()
    }


def _of_cases(observed: Observed) -> Iterator[tuple[str, tuple[Spells, Floats]]]:
    cases = _table(observed, "service_cases")
    who, came = cases["customer_id"].to_numpy(), cases["time_days"].to_numpy()
    ended = came + cases["wait_days"].to_numpy()
    was = {name: cases[name].to_numpy(zero_copy_only=False) for name in ("abandoned", "resolved")}
    over = Spells(who, ended, ended + _REMEMBERED_DAYS)
    if cases.num_rows:
        yield "cases_open", _one_each(Spells(who, came, ended))
        yield "cases_abandoned", _one_each(over.where(was["abandoned"]))
        yield "cases_unresolved", _one_each(over.where(~was["abandoned"] & ~was["resolved"]))
        yield "cases_resolved", _one_each(over.where(was["resolved"]))


def _of_contacts(observed: Observed, period_days: float) -> Iterator[tuple[str, tuple[Spells, Floats]]]:
    for name in ("contacts", "campaign_contacts"):
        contacts = _table(observed, name)
        ended = (contacts["period"].to_numpy() + 1.0) * period_days
        if contacts.num_rows:
            yield name, _one_each(Spells(contacts["customer_id"].to_numpy(), ended, ended + _REMEMBERED_DAYS))


def _of_answers(observed: Observed, period_days: float) -> Iterator[tuple[str, tuple[Spells, Floats]]]:
    """Yield the last satisfaction that was told, 0 where none was, and whether any was."""
    answers = _table(observed, "survey_answers")
    told = answers["answer"].to_numpy()
    is_told = (answers["item"].to_numpy() == _ITEM_OF_SATISFACTION) & np.isfinite(told)
    who, period = (answers[name].to_numpy()[is_told] for name in ("customer_id", "period"))
    order = np.lexsort((period, who))
    who, told = who[order], told[is_told][order].astype(np.float64)
    known = (period[order] + 1.0) * period_days
    until = np.append(np.where(who[1:] == who[:-1], known[1:], np.inf), [np.inf] * (who.size > 0))
    spells = Spells(who, known, until)
    if who.size:
        yield "satisfaction_told", (spells, told)
        yield "has_answered", _one_each(spells)


def _table(observed: Observed, name: str) -> pa.Table:
    return observed.others.get(name, SCHEMAS[name].empty_table())


def _one_each(spells: Spells) -> tuple[Spells, Floats]:
    return spells, np.ones(spells.from_days.size)

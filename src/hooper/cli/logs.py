"""The log that a command is given: a file of purchases, an example, or a simulated history."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.history.cleaning import CleaningReport
    from hooper.history.observed import Observed


@dataclass(frozen=True)
class ReadLog:
    """What was observed, and what was done to a real log first (a simulated history needs no cleaning)."""

    observed: "Observed"
    cleaning: "CleaningReport | None"

    def names_of(self, customer_id: "NDArray[np.uint64]") -> list[str]:
        """Return the customers' own names, safe to open in a spreadsheet; a simulated one has a number."""
        from hooper.report.csv_files import spreadsheet_cell

        labels, ids = self.observed.labels, customer_id.tolist()
        return [str(spreadsheet_cell(labels[each])) if labels else str(each) for each in ids]

    def cleaning_record(self) -> dict[str, object] | None:
        """Return the cleaning report as JSON has it."""
        return self.cleaning.as_dict() if self.cleaning else None


def open_log(source: str, columns: str | None, talk: Talk) -> ReadLog:
    """Read a log and tell, on standard error, how it was understood."""
    from hooper.history import store
    from hooper.history.read_log import read_log

    if store.is_history(Path(source)):
        return ReadLog(store.read_observed(Path(source)), None)
    observed, cleaning = read_log(source, column_map(columns))
    for line in cleaning.lines():
        talk.note(line)
    return ReadLog(observed, cleaning)


def column_map(text: str | None) -> dict[str, str] | None:
    """Return `role=column,role=column` as a mapping; a column name may hold anything but a comma.

    The name of a system of which the columns are known may stand in front.

    >>> column_map("customer_id=Kunde,date=Datum")
    {'customer_id': 'Kunde', 'date': 'Datum'}
    >>> column_map("zoho,customer_id=Account Name")["customer_id"]
    'Account Name'
    """
    from hooper.history.crm_exports import COLUMNS

    if text is None:
        return None
    system, _, others = text.partition(",")
    if known := COLUMNS.get(system.strip()):
        return known | ((column_map(others) or {}) if others else {})
    pairs = [part.partition("=") for part in text.split(",")]
    remedy = f"write date=Datum, or the name of a system: {', '.join(COLUMNS)}"
    faults = [
        Fault("--columns", f"'{role}{equals}{name}' does not name a column for a role", remedy)
        for role, equals, name in pairs
        if not (role.strip() and equals and name.strip())
    ]
    if faults:
        raise InputError(faults)
    return {role.strip(): name.strip() for role, _, name in pairs}


def read_cut(text: str | None) -> date | float | None:
    """Read where calibration ends: a date, or a number of days since the origin.

    >>> read_cut("1997-09-30"), read_cut("273")
    (datetime.date(1997, 9, 30), 273.0)
    """
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = f"'{text}' is neither a date nor a number of days"
        raise InputError([Fault("--calibration-end", problem, "write a date as in 1997-09-30")]) from None


def cut_days(cut: date | float | None, observed: "Observed") -> float:
    """Return the end of calibration in days since the origin; without any, the end of the log."""
    from hooper.history.calendar import end_of_day

    if cut is None:
        return observed.end_days
    if isinstance(cut, date):
        return end_of_day(observed, cut)
    if not 0.0 < cut <= observed.end_days:  # nan is neither
        problem = f"{cut:g} days is outside the log, which runs for {observed.end_days:g} days"
        raise InputError([Fault("--calibration-end", problem, "choose a day inside the log")])
    return cut

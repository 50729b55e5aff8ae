"""The log that a command is given: a file of purchases, an example, or a simulated history."""

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.history.cleaning import CleaningReport
    from hooper.history.observed import Observed


@dataclass(frozen=True)
class ReadLog:
    """What was observed, and what was done to a real log first (a simulated history needs no cleaning)."""

    observed: "Observed"
    cleaning: "CleaningReport | None"

    @property
    def label_of_customer(self) -> tuple[str, ...]:
        """The customers' own names by customer id; empty for a simulated history."""
        return self.observed.labels

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

    >>> column_map("customer_id=Kunde,date=Datum")
    {'customer_id': 'Kunde', 'date': 'Datum'}
    """
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    faults = [
        Fault("--columns", f"'{role}{equals}{name}' does not name a column for a role", "write date=Datum")
        for role, equals, name in pairs
        if not (role.strip() and equals and name.strip())
    ]
    if faults:
        raise InputError(faults)
    return {role.strip(): name.strip() for role, _, name in pairs}


def cut_of(text: str | None, observed: "Observed") -> float:
    """Return the end of calibration in days since the origin: a date, or a number of days; else the end."""
    from hooper.history.calendar import end_of_day

    if text is None:
        return observed.end_days
    try:
        days = float(text)
    except ValueError:
        return end_of_day(observed, _date(text))
    if not 0.0 < days <= observed.end_days:  # nan is neither
        problem = f"{text} days is outside the log, which runs for {math.floor(observed.end_days)} days"
        raise InputError([Fault("--calibration-end", problem, "choose a day inside the log")])
    return days


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = f"'{text}' is neither a date nor a number of days"
        raise InputError([Fault("--calibration-end", problem, "write a date as in 1997-09-30")]) from None

"""BG/NBD fitted to the CDNOW log, standard errors included; beside the package lifetimes if it is there."""

from collections.abc import Callable
from datetime import date

from bg_nbd_peer import beside_lifetimes

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.read_log import read_log
from hooper.lifetime_value import bg_nbd

NAME = "bg_nbd_cdnow"
GROUP = "estimators"
MUST = {"seconds": 0.010}
AIM = {"seconds": 0.005}


def run() -> dict[str, object]:
    return beside_lifetimes(calibration_summary(), repeats=5)


def task() -> Callable[[], object]:
    summary = calibration_summary()
    return lambda: bg_nbd.fit(summary)


def calibration_summary() -> CustomerSummary:
    observed, _ = read_log("example:cdnow")
    return summarise(observed, end_of_day(observed, date(1997, 9, 30)))

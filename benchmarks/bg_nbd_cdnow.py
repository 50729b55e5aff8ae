"""BG/NBD fitted to the CDNOW log, standard errors included; beside the package lifetimes if it is there."""

from datetime import date

from bg_nbd_peer import beside_lifetimes

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log

NAME = "bg_nbd_cdnow"
GROUP = "bg_nbd"


def run() -> dict[str, object]:
    observed, _ = read_log("example:cdnow")
    return beside_lifetimes(summarise(observed, end_of_day(observed, date(1997, 9, 30))), repeats=5)

"""BG/NBD fitted to 100,000 customers drawn from the model itself, beside lifetimes if it is there."""

from collections.abc import Callable

from bg_nbd_peer import beside_lifetimes
from drawn_customers import drawn_summary

from hooper.lifetime_value import bg_nbd

NAME = "bg_nbd_100k"
GROUP = "estimators"

CUSTOMERS = 100_000


def run() -> dict[str, object]:
    return beside_lifetimes(drawn_summary(CUSTOMERS), repeats=2)


def task() -> Callable[[], object]:
    summary = drawn_summary(CUSTOMERS)
    return lambda: bg_nbd.fit(summary)

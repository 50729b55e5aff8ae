"""BG/NBD fitted to a million customers with exact times, and with times in whole days, beside lifetimes."""

from collections.abc import Callable
from importlib.util import find_spec

from best_of import best_of
from bg_nbd_peer import lifetimes_seconds
from drawn_customers import drawn_summary, on_days

from hooper.lifetime_value import bg_nbd

NAME = "bg_nbd_million"
GROUP = "estimators"
MUST = {"seconds": 1.0, "seconds_day_grid": 0.3}
AIM = {"seconds": 0.5, "seconds_day_grid": 0.15}

CUSTOMERS = 1_000_000


def run() -> dict[str, object]:
    exact = drawn_summary(CUSTOMERS)
    days = on_days(exact)
    bg_nbd.fit(drawn_summary(1000))  # compiles
    seconds = best_of(3, lambda: bg_nbd.fit(exact))
    ratios = (
        {"lifetimes / hooper": lifetimes_seconds(exact, repeats=1) / seconds}
        if find_spec("lifetimes")
        else {}
    )
    return {
        "seconds": seconds,
        "seconds_day_grid": best_of(3, lambda: bg_nbd.fit(days)),
        "customers": CUSTOMERS,
        "ratios": ratios,
    }


def task() -> Callable[[], object]:
    summary = drawn_summary(CUSTOMERS)
    return lambda: bg_nbd.fit(summary)

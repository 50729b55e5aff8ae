"""A thousand refits of BG/NBD to logs drawn from its CDNOW fit, the drawing included."""

from collections.abc import Callable

from best_of import best_of
from bg_nbd_cdnow import calibration_summary

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd
from hooper.lifetime_value.parametric_bootstrap import Bootstrap, parametric_bootstrap

NAME = "bootstrap_cdnow"
GROUP = "estimators"
MUST = {"seconds": 5.0}
AIM = {"seconds": 2.5}

REFITS = 1000


def run() -> dict[str, object]:
    summary = calibration_summary()
    refitted(summary, 2)  # compiles
    return {"seconds": best_of(2, lambda: refitted(summary, REFITS)), "refits": REFITS, "ratios": {}}


def task() -> Callable[[], object]:
    summary = calibration_summary()
    return lambda: refitted(summary, 100)


def refitted(summary: CustomerSummary, refits: int) -> Bootstrap:
    return parametric_bootstrap(bg_nbd, summary, bg_nbd.fit(summary), 1, refits)

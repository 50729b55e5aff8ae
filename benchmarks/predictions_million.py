"""P(alive) and expected purchases of a million customers by BG/NBD, beside lifetimes if it is there."""

from collections.abc import Callable
from importlib.util import find_spec

from best_of import best_of
from drawn_customers import ALPHA, WEEKS, A, B, R, drawn_summary

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd

NAME = "predictions_million"
GROUP = "estimators"
MUST = {"seconds": 0.3}
AIM = {"seconds": 0.15}

CUSTOMERS = 1_000_000
TRUTH = {"r": R, "alpha": ALPHA, "a": A, "b": B}


def run() -> dict[str, object]:
    many = drawn_summary(CUSTOMERS)
    predict(drawn_summary(1000))  # compiles
    seconds = best_of(3, lambda: predict(many))
    ratios = {"lifetimes / hooper": lifetimes_seconds(many) / seconds} if find_spec("lifetimes") else {}
    return {"seconds": seconds, "customers": CUSTOMERS, "ratios": ratios}


def task() -> Callable[[], object]:
    summary = drawn_summary(CUSTOMERS)
    return lambda: predict(summary)


def predict(summary: CustomerSummary) -> None:
    """Foretell as `hooper value` and the holdout scores do, each on its own."""
    bg_nbd.probability_alive(TRUTH, summary)
    bg_nbd.conditional_expected_transactions(TRUTH, summary, WEEKS)


def lifetimes_seconds(summary: CustomerSummary) -> float:
    from lifetimes import BetaGeoFitter  # noqa: PLC0415  an optional package

    fitter = BetaGeoFitter().fit(*columns(drawn_summary(1000)))
    of_all = columns(summary)

    def foretell() -> None:
        fitter.conditional_probability_alive(*of_all)
        fitter.conditional_expected_number_of_purchases_up_to_time(WEEKS, *of_all)

    return best_of(3, foretell)


def columns(summary: CustomerSummary) -> tuple[object, object, object]:
    return summary.frequency, summary.recency, summary.age

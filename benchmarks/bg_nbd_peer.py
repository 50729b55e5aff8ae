"""A BG/NBD fit beside that of the package lifetimes, on the same data in the same run."""

from importlib.util import find_spec

from best_of import best_of

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd


def beside_lifetimes(summary: CustomerSummary, repeats: int) -> dict[str, object]:
    fitted = bg_nbd.fit(summary)  # compiles
    assert fitted.status == "ok", fitted.reason
    seconds = best_of(repeats, lambda: bg_nbd.fit(summary))
    ratios = {"lifetimes / hooper": lifetimes_seconds(summary, 2) / seconds} if find_spec("lifetimes") else {}
    return {"seconds": seconds, "customers": summary.n_customers, "ratios": ratios}


def lifetimes_seconds(summary: CustomerSummary, repeats: int) -> float:
    from lifetimes import BetaGeoFitter  # noqa: PLC0415  an optional package

    def fit() -> None:
        BetaGeoFitter().fit(summary.frequency, summary.recency, summary.age)

    return best_of(repeats, fit)

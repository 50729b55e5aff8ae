"""Memory that a fit takes above its input, for a million customers."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from drawn_customers import drawn_summary
from gamma_gamma_million import drawn_amounts

from hooper.cli.machine import peak_rss_bytes
from hooper.lifetime_value import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd

NAME = "estimator_memory"
GROUP = "estimators"

CUSTOMERS = 1_000_000
TASKS = {
    "bg_nbd": (bg_nbd.fit, drawn_summary),
    "mbg_nbd": (mbg_nbd.fit, drawn_summary),
    "pareto_nbd": (pareto_nbd.fit, drawn_summary),
    "gamma_gamma": (gamma_gamma.fit, drawn_amounts),
}
MUST = {f"megabytes_{name}": 150.0 for name in TASKS}
AIM = {f"megabytes_{name}": 75.0 for name in TASKS}

_FORGET_THE_PEAK = "5"  # proc(5), clear_refs
_MEGABYTE = 1e6


def run() -> dict[str, object]:
    figures = {f"megabytes_{name}": in_own_process(name) for name in TASKS}
    return {**figures, "customers": CUSTOMERS, "ratios": {}}


def in_own_process(name: str) -> float:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(megabytes_above_input, name).result()


def megabytes_above_input(name: str) -> float:
    """Return how far the process grew while it fitted, of what it held before with its input."""
    fit, draw = TASKS[name]
    fit(draw(1000))  # compiles
    summary = draw(CUSTOMERS)
    Path("/proc/self/clear_refs").write_text(_FORGET_THE_PEAK, encoding="ascii")
    before = peak_rss_bytes()
    fit(summary)
    return (peak_rss_bytes() - before) / _MEGABYTE

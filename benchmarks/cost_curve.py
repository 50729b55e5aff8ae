"""The cost curve: the frozen retail world from a thousand to ten million founders, 13 to 520 weeks.

Processor time of a run, the least of repeats. A point that is expected to take longer than the cap, or that
does, is recorded so and not left out. The curve is written to `results/cost_curve.json` and `.png`. It takes
many minutes, so it runs only when it is named.
"""

import json
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from cost_figure import cost_figure
from first_world import first_world

from hooper.cli.machine import cpu, isa, peak_rss_bytes
from hooper.engine.simulate import simulate

NAME = "cost_curve"
GROUP = "large"

CUSTOMERS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PERIODS = (13, 52, 104, 260, 520)
CAP_SECONDS = 300
MEMORY_BYTES = 16 * 2**30
ENOUGH_SECONDS = 1.0
RESULTS = Path(__file__).parent / "results"
HOW = "processor time of one thread, the least of repeats; other work was running on the machine"


def run() -> dict[str, object]:
    points: list[dict[str, Any]] = []
    for customers in CUSTOMERS:
        for periods in PERIODS:
            points.append(point(customers, periods, expected_seconds(points, customers, periods)))
    curve = {"cpu": cpu(), "isa": isa(), "how": HOW, "cap_seconds": CAP_SECONDS, "points": points}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "cost_curve.json").write_text(json.dumps(curve, indent=1) + "\n")
    cost_figure(curve).savefig(RESULTS / "cost_curve.png", dpi=150, metadata={"Software": None})
    measured = [each for each in points if each["seconds"] is not None]
    return {
        "ns_per_customer_period": measured[-1]["ns_per_customer_period"],
        "customers": measured[-1]["customers"],
        "periods": measured[-1]["periods"],
        "points": len(measured),
        "peak_rss_bytes": max(each["peak_rss_bytes"] for each in measured),
        "ratios": {"points without a figure": len(points) - len(measured)},
    }


def expected_seconds(points: list[dict[str, Any]], customers: int, periods: int) -> float:
    """Return what the point would take if it cost as much a customer-period as the largest before it."""
    measured = [each for each in points if each["seconds"] is not None]
    return 1e-9 * measured[-1]["ns_per_customer_period"] * customers * periods if measured else 0.0


def point(customers: int, periods: int, expected: float) -> dict[str, Any]:
    """Measure one point in a process of its own, or say why not."""
    asked = {"customers": customers, "periods": periods}
    nothing = {"seconds": None, "ns_per_customer_period": None, "peak_rss_bytes": None}
    if expected > CAP_SECONDS:
        return {
            **asked,
            **nothing,
            "reason": f"expected to take {expected:.0f} s, and the cap is {CAP_SECONDS} s",
        }
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            seconds, peak = process.submit(measure, customers, periods).result()
    except BrokenProcessPool:
        return {**asked, **nothing, "reason": f"took more than the cap of {CAP_SECONDS} s"}
    except MemoryError:
        return {**asked, **nothing, "reason": f"wanted more than {MEMORY_BYTES} bytes of memory"}
    ns = 1e9 * seconds / (customers * periods)
    return {**asked, "seconds": seconds, "ns_per_customer_period": ns, "peak_rss_bytes": peak, "reason": ""}


def measure(customers: int, periods: int) -> tuple[float, int]:
    """Return the least processor time of a run, repeated while that is quick, and the peak of memory."""
    simulate(first_world(CUSTOMERS[0]), PERIODS[0])  # compiles: in fewer, some kernels would not be called
    cap = int(time.process_time()) + 2 * CAP_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (cap, cap))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    times: list[float] = []
    while sum(times) < ENOUGH_SECONDS:
        began = time.process_time()
        simulate(first_world(customers), periods)
        times.append(time.process_time() - began)
    return min(times), peak_rss_bytes()

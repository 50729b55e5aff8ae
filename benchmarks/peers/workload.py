"""The workload `crm52`, by which simulators are compared: N customers live 52 weeks.

Every customer begins in stage s = 0 with expectation x = 0.5, and lives each week t = 0 .. 51 in this order,
with z1, z2 ~ N(0, 1) and u1, u2 ~ U(0, 1) of its own:

    e  = mean[s] + spread z1                        experience
    d  = e - x                                      satisfaction: experience less expectation
    x <- x + adaptation d + drift                   expectation follows, and rises
    q  = 1 / (1 + exp(-steepness d))
    s <- above[s]  if u1 < up[s] q                  the relationship deepens,
         below[s]  if u1 > 1 - down[s] (1 - q)      decays (stage 4: the customer has left),
         s         otherwise                        or stays as it is
    b  = u2 < purchase[s]                           a purchase, in the stage just reached
    y  = exp(log_spend[s] + log_spend_sd z2) if b else 0
    profit <- profit + margin y - cost[s];  purchases <- purchases + b;  spent <- spent + y;
    last_purchase <- t if b

All peers must come to the same outcome: see `BANDS`. This module needs nothing but Python, since each peer
runs in an environment of its own.
"""

import json
import math
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, dataclass

WEEKS = 52
STAGES = 5
GONE = 4

MEAN = (0.55, 0.65, 0.70, 0.45, 0.40)
SPREAD = 0.25
FIRST_EXPECTATION = 0.5
ADAPTATION = 0.1
DRIFT = 0.001
STEEPNESS = 4.0
ABOVE = (1, 2, 2, 1, 0)
BELOW = (4, 3, 3, 4, 4)
UP = (0.20, 0.12, 0.0, 0.10, 0.01)
DOWN = (0.10, 0.08, 0.05, 0.20, 0.0)
PURCHASE = (0.10, 0.20, 0.30, 0.08, 0.0)
LOG_SPEND = (3.0, 3.3, 3.5, 3.2, 0.0)
LOG_SPEND_SD = 0.5
MARGIN = 0.3
COST = (0.5, 0.4, 0.3, 0.3, 0.0)

# The outcome of a year, a customer: its middle, and how far from it a peer may come out. Between customers
# profit has a standard deviation of 58 and purchases one of 5.7, so that a mean needs 250,000 of them or
# more: a right implementation with new seeds then misses one of the bands about once in eight times.
BANDS = {"profit": (51.7, 0.2), "purchases": (6.18, 0.03), "churned": (0.628, 0.004)}


@dataclass(frozen=True)
class Outcome:
    """Means over customers after 52 weeks: profit, number of purchases, share that has left."""

    profit: float
    purchases: float
    churned: float


def pooled(outcomes: list[Outcome]) -> Outcome:
    """Return the outcome of several runs of equal size together."""
    return Outcome(*(math.fsum(means) / len(outcomes) for means in zip(*map(astuple, outcomes), strict=True)))


def misses(outcome: Mapping[str, float]) -> list[str]:
    """Say where an outcome lies outside its bands.

    >>> misses({"profit": 51.8, "purchases": 6.18, "churned": 0.64})
    ['churned is 0.6400, expected 0.628 +- 0.004']
    """
    return [
        f"{name} is {outcome[name]:.4f}, expected {middle} +- {width}"
        for name, (middle, width) in BANDS.items()
        if not abs(outcome[name] - middle) <= width
    ]


def main(live: Callable[[int, int], Outcome]) -> None:
    """Measure a peer: `live(customers, seed)` lives them all; `customers repeats` are the arguments.

    Prints one line of JSON with the least processor time of the repeats, each with a seed of its own.
    """
    customers, repeats = int(sys.argv[1]), int(sys.argv[2])
    times, outcomes, peaks = [], [], [_peak_rss_bytes()]
    for seed in range(1, repeats + 1):
        began = time.process_time()
        outcomes.append(live(customers, seed))
        times.append(time.process_time() - began)
        peaks.append(_peak_rss_bytes())
    told = asdict(pooled(outcomes)) | {
        "customers": customers,
        "ns_per_customer_period": 1e9 * min(times) / (customers * WEEKS),
        "bytes_per_customer": round((peaks[1] - peaks[0]) / customers),
        "outcome_customers": customers * repeats,
    }
    print(json.dumps(told))


def _peak_rss_bytes() -> int:
    """Return the peak of this program alone; `getrusage` would begin with that of whoever started it."""
    with open("/proc/self/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))

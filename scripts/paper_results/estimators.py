"""How wrong estimators of customer value are in each world, over several lives of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from hooper.comparison.mean_interval import mean_interval

SCORES = ("regret_share", "relative_bias_of_total", "rank_correlation", "coverage")


def estimators(scored: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield a row an estimator and world: the mean of each score over the lives, with its 95 % interval.

    `fitted_inside` counts the lives in which the likelihood has its top inside; at an edge, or where it is
    flat, the estimator answers all the same.
    """
    lives = [json.loads(path.read_text())["scores"] for path in scored]
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in (row for life in lives for row in life if row.get("regret_share") is not None):
        found.setdefault((row["kind"], row["world"], row["estimator"]), []).append(row)
    for (kind, world, estimator), rows in found.items():
        inside = sum(row["status"] == "ok" for row in rows)
        told: dict[str, Any] = {"kind": kind, "world": world, "estimator": estimator}
        told |= {"lives": len(rows), "fitted_inside": inside}
        for name in SCORES:
            values = np.array([row[name] for row in rows], dtype=np.float64)  # None is nan
            interval = mean_interval(values)
            told |= {name: interval.mean, f"{name}_low": interval.low, f"{name}_high": interval.high}
        yield told

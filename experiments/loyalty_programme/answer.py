"""Tell whom a programme moves: what comes back of the reward, by how valuable customers were before."""

import os
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.comparison.mean_interval import mean_interval
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import BLUE, ORANGE
from hooper.report.save_figures import save_figures
from hooper.study.compare import compare_worlds
from hooper.study.executors.processes import Processes
from hooper.study.outcome import Outcome
from hooper.study.run_store import RunStore
from hooper.study.study import Study
from hooper.study.study_worlds import StudyWorld, worlds_of

HERE: Final = Path(__file__).parent
WORLDS: Final = ("points_felt", "points_unfelt")
TIERS: Final = ("low", "medium", "high")
Figures = dict[str, NDArray[np.float64]]


def of_world(world: StudyWorld, store: RunStore) -> Figures:
    """Return gain and cost of each programme in a world, and what it does by tier, `(replications,)` each."""
    study, found = world.study, {}
    replications = range(study.replications)
    runs = {name: [store.load(world.planned(name, k).key) for k in replications] for name in study.chosen}
    usual = np.array([run["equity"] for run in runs.pop(study.baseline)])
    for name, own in runs.items():
        found[f"gain: {world.name}: {name}"] = np.array([run["equity"] for run in own]) - usual
        found[f"spent: {world.name}: {name}"] = np.array([run["strategy_spend"] for run in own])
        for tier in TIERS:
            effect, members = (
                np.array([of_tier(run, sums, tier) for run in own])
                for sums in ("whom_profit", "whom_contacted")
            )
            found[f"effect: {world.name}: {name}: {tier}"] = effect
            found[f"members: {world.name}: {name}: {tier}"] = members
    return found


def of_tier(run: Outcome, sums: str, tier: str) -> float:
    """Return the mean over the customers who were of a tier of value at the branch."""
    here = run["whom_segments"] == tier
    return float(run[sums][:, here].sum() / run["whom_customers"][:, here].sum())


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return gains of the programmes, and the share of the reward that each tier brings back."""
    compare_worlds(study, HERE, out, executor=Processes(os.cpu_count() or 1))
    store = RunStore(out / "runs", keep=True)
    found: Figures = {}
    for world in worlds_of(study, HERE):
        found |= of_world(world, store)
    names = [name for name in study.chosen if name != study.baseline]
    for name, tier in product(names, TIERS):
        felt, gift = (found[f"effect: {world}: {name}: {tier}"] for world in WORLDS)
        found[f"costs: {name}: {tier}"] = -gift
        found[f"moved: {name}: {tier}"] = felt - gift
        found[f"comes back: {name}: {tier}"] = 1.0 - felt / gift
    draw(found, names, out)
    figures: dict[str, float] = {}
    for name, values in found.items():
        figures |= over_replications(name, values)
    return figures


def draw(found: Figures, names: list[str], out: Path) -> None:
    """Draw what a customer costs and brings by tier, and the share that comes back."""
    figure, panels = new_panels(WIDE_INCHES, 2.9, (1.0, 1.0))
    rows, bars = np.arange(len(TIERS)), []
    for place, (name, colour) in enumerate(zip(names, (BLUE, ORANGE), strict=True)):
        height = 0.36 * (place - 0.5)
        for axes, what in zip(panels, ("moved", "comes back"), strict=True):
            told = [mean_interval(found[f"{what}: {name}: {tier}"]) for tier in TIERS]
            means = [each.mean for each in told]
            errors = [[each.mean - each.low for each in told], [each.high - each.mean for each in told]]
            bar = axes.bar(rows + height, means, 0.34, color=colour, yerr=errors, capsize=3)
        bars.append(bar)
    for axes, title in zip(
        panels, ("profit by points, USD a customer", "share of the reward that comes back"), strict=True
    ):
        axes.set_xticks(rows, ["lower half", "next 30 %", "best fifth"])
        heading(axes, title)
        label(axes, x="customers by value before")
    panels[1].yaxis.set_major_formatter(written(per_cent))
    legend_below(figure, bars, [f"programme {name.replace('_', ' ')}" for name in names], WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

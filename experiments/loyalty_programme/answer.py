"""Tell whom a programme moves: what comes back of the reward, by how valuable customers were before."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.comparison.mean_interval import mean_interval
from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels, per_cent, written
from hooper.report.figures.palette import BLUE, ORANGE
from hooper.report.save_figures import save_figures
from hooper.study.compare import compare_worlds
from hooper.study.executors.processes import Processes
from hooper.study.outcome import Outcome
from hooper.study.run_store import RunStore
from hooper.study.study import Study
from hooper.study.study_worlds import StudyWorld, worlds_of

HERE: Final = Path(__file__).parent
FELT, UNFELT = WORLDS = ("points_felt", "points_unfelt")
TIERS: Final = ("low", "medium", "high")
Figures = dict[str, NDArray[np.float64]]


def by_tier(run: Outcome) -> dict[str, float]:
    """Return the mean effect on the discounted profit of a customer of each tier of value at the branch."""
    effect, customers = run["whom_profit"].sum(axis=0), run["whom_customers"].sum(axis=0)
    labels = [str(name) for name in run["whom_segments"]]
    return {tier: effect[labels.index(tier)] / customers[labels.index(tier)] for tier in TIERS}


def of_world(world: StudyWorld, store: RunStore) -> Figures:
    """Return gain, cost and effects by tier of each programme in a world, `(replications,)` each."""
    study, found = world.study, {}
    usual, *programmes = (
        [store.load(world.planned(strategy, k).key) for k in range(study.replications)]
        for strategy in (study.baseline, *(name for name in study.chosen if name != study.baseline))
    )
    names = [name for name in study.chosen if name != study.baseline]
    for name, runs in zip(names, programmes, strict=True):
        gain = [run["equity"] - without["equity"] for run, without in zip(runs, usual, strict=True)]
        found[f"gain: {world.name}: {name}"] = np.array(gain)
        found[f"spent: {world.name}: {name}"] = np.array([run["strategy_spend"] for run in runs])
        effects = [by_tier(run) for run in runs]
        contacted = np.array([run["whom_contacted"].sum(axis=0) for run in runs])
        customers = np.array([run["whom_customers"].sum(axis=0) for run in runs])
        labels = [str(label) for label in runs[0]["whom_segments"]]
        for tier in TIERS:
            place = labels.index(tier)
            found[f"effect: {world.name}: {name}: {tier}"] = np.array([each[tier] for each in effects])
            found[f"members: {world.name}: {name}: {tier}"] = contacted[:, place] / customers[:, place]
    return found


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return gains of the programmes, and the share of the reward that each tier brings back."""
    compare_worlds(study, HERE, out, executor=Processes(os.cpu_count() or 1))
    store = RunStore(out / "runs", keep=True)
    found: Figures = {}
    for world in worlds_of(study, HERE):
        found |= of_world(world, store)
    names = [name for name in study.chosen if name != study.baseline]
    for name in names:
        for tier in TIERS:
            felt, gift = (found[f"effect: {world}: {name}: {tier}"] for world in WORLDS)
            found[f"moved: {name}: {tier}"] = felt - gift
            found[f"comes back: {name}: {tier}"] = 1.0 - felt / gift
    draw(found, names, out)
    return {name: told for each, values in found.items() for name, told in over_replications(each, values).items()}


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
    for axes, title in zip(panels, ("profit by points, USD a customer", "share of the reward that comes back"), strict=True):
        axes.set_xticks(rows, ["lower half", "next 30 %", "best fifth"])
        heading(axes, title)
        label(axes, x="customers by value before")
    panels[1].yaxis.set_major_formatter(written(per_cent))
    legend_below(figure, bars, [f"programme {name.replace('_', ' ')}" for name in names], WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

"""Tell what strategies gain where people talk and where they do not, and what those feel who are left out."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.comparison.mean_interval import mean_interval
from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels, tidy
from hooper.report.figures.palette import line_styles
from hooper.report.save_figures import save_figures
from hooper.study.compare import compare_worlds
from hooper.study.executors.processes import Processes
from hooper.study.run_store import RunStore
from hooper.study.study import Study
from hooper.study.study_worlds import StudyWorld, worlds_of

HERE: Final = Path(__file__).parent
KIND: Final = "network.kind"
HALF: Final = "offers_to_half"
QUALITY: Final = "service_quality"
# What is told of a strategy against no intervention, and where a run's outcome has it.
DIFFERENCES: Final = {"gain": "equity", "held more": "customers_held"}
TITLES: Final = {"gain": "gain", "by later customers": "of it, by those who came later"}
# In silence it is all the same who knows whom.
DRAWN: Final = {
    "silent, everybody": "silent",
    "talking, small world": "talking, small world",
    "talking, everybody": "talking, everybody",
}
Figures = dict[str, NDArray[np.float64]]


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return gains, who brings them, and effects on those left out, by world, kind and strategy."""
    compare_worlds(study, HERE, out, executor=Processes(os.cpu_count() or 1))
    store = RunStore(out / "runs", keep=True)
    found: Figures = {}
    for world in worlds_of(study, HERE):
        found |= of_world(world, store)
    for name in [name for name in found if "everybody" in name]:
        close = found[name.replace("everybody", "small world")]
        found[f"everybody beyond small world: {name}"] = found[name] - close
    draw(found, study, out)
    figures: dict[str, float] = {}
    for name, values in found.items():
        figures |= over_replications(name, values)
    return figures


def of_world(world: StudyWorld, store: RunStore) -> Figures:
    """Return what strategies do in a world for a customer known at the branch, `(replications,)` each."""
    study, place = world.study, f"{world.name}, {str(world.levels[KIND]).replace('_', ' ')}"
    runs = {
        strategy: [store.load(world.planned(strategy, k).key) for k in range(study.replications)]
        for strategy in study.chosen
    }
    usual, found = runs.pop(study.baseline), {}
    known = np.array([run["whom_customers"].sum() for run in usual])
    for strategy, own in runs.items():
        both = list(zip(own, usual, strict=True))
        told = {name: [run[of] - without[of] for run, without in both] for name, of in DIFFERENCES.items()}
        told["spent"] = [run["strategy_spend"] for run in own]
        told["by later customers"] = [run["whom_later"] for run in own]
        found |= {f"{name}: {place}: {strategy}": np.array(values) / known for name, values in told.items()}
        if strategy == HALF:
            for name, of in (
                ("on who gets offers", "whom_on_contacted"),
                ("on who is left out", "whom_on_others"),
            ):
                found[f"{name}: {place}"] = np.array([run[of] for run in own])
    found[f"known at the branch: {place}"] = known
    quality, half = (found[f"gain: {place}: {name}"] for name in (QUALITY, HALF))
    found[f"quality beyond offers: {place}"] = quality - half
    return found


def draw(found: Figures, study: Study, out: Path) -> None:
    """Draw what each strategy gains in each world, whole and by later customers."""
    figure, panels = new_panels(WIDE_INCHES, 2.8, (1.0, 1.0))
    strategies = [name for name in study.chosen if name != study.baseline]
    for axes, (measure, title) in zip(panels, TITLES.items(), strict=True):
        tidy(axes, grid="x")
        marks: list[Artist] = []
        for place, (colour, _) in enumerate(line_styles(list(DRAWN)).values()):
            told = [mean_interval(found[f"{measure}: {list(DRAWN)[place]}: {name}"]) for name in strategies]
            heights = np.arange(len(strategies)) + 0.22 * (place - 1)
            axes.hlines(
                heights,
                [each.low for each in told],
                [each.high for each in told],
                color=colour,
                linewidth=1.8,
            )
            marks += axes.plot(
                [each.mean for each in told], heights, "osD"[place], color=colour, markersize=5
            )
        axes.set_ylim(len(strategies) - 0.5, -0.5)
        axes.set_yticks(range(len(strategies)), [name.replace("_", " ") for name in strategies])
        axes.tick_params(labelleft=axes is panels[0])
        heading(axes, title)
        label(axes, x="USD a customer")
    legend_below(figure, marks, list(DRAWN.values()), WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

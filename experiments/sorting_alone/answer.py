"""Let cohorts live whose ties are equally frail or not, and who change or do not: two by two."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.lives import live_cohort
from hooper.report.figures.canvas import WIDE_INCHES, label, legend_below, new_panels, per_cent, written
from hooper.report.figures.palette import line_styles
from hooper.report.save_figures import save_figures
from hooper.scenario.scenario import Scenario
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HERE = Path(__file__).parent
TIES: Final = ("alike", "different")
LIVES: Final = ("unchanging", "changing")
QUARTER = 3


def retention(scenario: Scenario, study: Study) -> NDArray[np.float64]:
    """Return monthly retention by quarter since entry, shape `(replications, quarters)`."""
    world, customers = World(scenario), study.world.customers
    keys = [(study.seed, replication) for replication in range(study.replications)]
    counts = np.array([live_cohort(world, study.periods, customers, key).counts for key in keys])
    by_quarter = counts[:, ::QUARTER]
    return (by_quarter[:, 1:] / by_quarter[:, :-1]) ** (1.0 / QUARTER)


def cohorts(study: Study) -> dict[str, NDArray[np.float64]]:
    """Return the retention of the four cohorts by what they are."""
    found: dict[str, NDArray[np.float64]] = {}
    for (ties, lives), world in zip(
        product(TIES, LIVES), (each for each in worlds_of(study, HERE) for _ in LIVES), strict=True
    ):
        unchanging = without_laws(world.scenario, "stages", "satisfaction", "emotional_loyalty", "failure")
        found[f"{ties}, {lives}"] = retention(unchanging if lives == "unchanging" else world.scenario, study)
    return found


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return by how much retention rises in each cohort, and how wrong the first quarter is for the last."""
    found = cohorts(study)
    figures: dict[str, float] = {}
    for name, rates in found.items():
        figures |= over_replications(f"first quarter: {name}", rates[:, 0])
        figures |= over_replications(f"rise: {name}", rates[:, -1] - rates[:, 0])
        left, told = rates.prod(axis=1) ** QUARTER, rates[:, 0] ** study.periods
        figures |= over_replications(
            f"left at the end over what the first quarter tells: {name}", left / told
        )
    draw(found, out)
    return figures


def draw(found: Mapping[str, NDArray[np.float64]], out: Path) -> None:
    """Draw retention by tenure, a line a cohort."""
    figure, [axes] = new_panels(WIDE_INCHES, 3.2)
    lines = []
    for name, (colour, _) in line_styles(list(found)).items():
        mean = found[name].mean(axis=0)
        months = QUARTER * (np.arange(mean.size) + 0.5)
        dash = "-" if name.split(", ")[1] == LIVES[1] else "--"
        lines += axes.plot(months, mean, dash, color=colour, linewidth=1.8)
    axes.yaxis.set_major_formatter(written(per_cent))
    label(axes, x="months since entry", y="monthly retention")
    legend_below(figure, lines, [f"ties {name}" for name in found], WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

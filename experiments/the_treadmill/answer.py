"""Let quality rise for good, and see what is left of it, by how expectation moves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import with_setting, without_laws
from hooper.evidence.facts.lives import NO_STEP, Lives, Step, live_cohort
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import line_styles
from hooper.report.save_figures import save_figures
from hooper.scenario.scenario import Scenario
from hooper.study.study import Study
from hooper.study.worlds import template_of

HERE = Path(__file__).parent
RISE: Final = 0.6
YEAR: Final = 12
DASHES: Final = ("-", "--", ":")


def worlds(study: Study) -> dict[str, Scenario]:
    """Return the world as it is, one in which nobody gets used to anything, and one of comparison alone."""
    as_it_is = template_of(study, HERE)
    compared = with_setting(as_it_is, "satisfaction.level_weight", 0.0)
    return {
        "as it is": as_it_is,
        "expectation fixed": without_laws(as_it_is, "expectation"),
        "only compared": with_setting(compared, "expectation.rival_pull_per_month", 0.0),
    }


def gains(scenario: Scenario, study: Study, replication: int) -> NDArray[np.float64]:
    """Return what the rise adds to mean satisfaction and to survival, from its month on, `(2, months)`.

    Satisfaction is of those who are there in both worlds.
    """
    key, world = (study.seed, replication), World(scenario)
    better, usual = (
        live_cohort(world, study.periods, study.world.customers, key, step=step)
        for step in (Step("quality_change", study.pre_periods, RISE), NO_STEP)
    )
    months = slice(study.pre_periods, None)
    both = (better.there & usual.there)[months]
    pleased = np.where(both, (better.satisfaction - usual.satisfaction)[months], 0.0).sum(axis=1)
    return np.array([pleased / both.sum(axis=1), held(better, months) - held(usual, months)])


def held(lives: Lives, months: slice) -> NDArray[np.float64]:
    """Return the share that is left of those who were there when the months begin."""
    counts = lives.counts[months]
    return counts / counts[0]


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return what the rise brings at its best and at the end, in each world."""
    found = {
        name: np.array([gains(scenario, study, k) for k in range(study.replications)])
        for name, scenario in worlds(study).items()
    }
    figures: dict[str, float] = {}
    for name, each in found.items():
        pleased, stay = each[:, 0], each[:, 1]
        figures |= over_replications(f"satisfaction at its best: {name}", pleased.max(axis=1))
        figures |= over_replications(f"satisfaction at the end: {name}", pleased[:, -1])
        figures |= over_replications(f"points held after a year: {name}", 100.0 * stay[:, YEAR])
        figures |= over_replications(f"points held at the end: {name}", 100.0 * stay[:, -1])
    draw({name: each.mean(axis=0) for name, each in found.items()}, out)
    return figures


def draw(found: Mapping[str, NDArray[np.float64]], out: Path) -> None:
    """Draw what the rise adds to satisfaction and to customers held, a line a world."""
    figure, (pleased, stay) = new_panels(WIDE_INCHES, 3.0, (1.0, 1.0))
    lines = []
    for (name, (colour, _)), dash in zip(line_styles(list(found)).items(), DASHES, strict=True):
        for axes, gained in zip((pleased, stay), found[name], strict=True):
            lines += axes.plot(gained, dash, color=colour, linewidth=1.8)
    heading(pleased, "added to satisfaction")
    heading(stay, "added to customers held")
    stay.yaxis.set_major_formatter(written(per_cent))
    for axes in (pleased, stay):
        label(axes, x="months since the rise of quality")
    legend_below(figure, lines[::2], list(found), WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

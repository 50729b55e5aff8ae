"""Follow customers by what they say, in worlds that differ in the intensity of competition alone."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import without_moderation
from hooper.evidence.facts.lives import live_cohort
from hooper.mechanisms.survey_answers import score
from hooper.report.figures.canvas import WIDE_INCHES, label, legend_below, new_panels, per_cent, written
from hooper.report.figures.palette import BLUE, VERMILLION
from hooper.report.save_figures import save_figures
from hooper.scenario.scenario import Scenario
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HERE = Path(__file__).parent
FACTOR = "loyalty.competition"
SATISFIED = 0.70  # from this score on somebody counts as satisfied
ALIKE = (0.70, 0.80)


def followed(scenario: Scenario, study: Study, replication: int) -> tuple[float, float]:
    """Return the share that stays of those with alike scores, and that of the satisfied among leavers."""
    key = (study.seed, replication)
    lives = live_cohort(World(scenario), study.periods, study.world.customers, key)
    month, months = study.pre_periods, study.horizon_periods
    scores = score(lives.satisfaction[month], scenario.loyalty.score_slope)
    alike = (scores >= ALIKE[0]) & (scores < ALIKE[1])
    left = lives.there[month] & ~lives.there[month + months]
    return lives.retention(alike, month, months), float((scores[left] >= SATISFIED).mean())


def over_worlds(scenarios: list[Scenario], study: Study) -> NDArray[np.float64]:
    """Return both shares, shape `(scenarios, replications, 2)`."""
    return np.array([[followed(each, study, k) for k in range(study.replications)] for each in scenarios])


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return retention at one score and the share of satisfied leavers, by competition."""
    worlds = list(worlds_of(study, HERE))
    levels = [float(world.levels[FACTOR]) for world in worlds]
    found = over_worlds([world.scenario for world in worlds], study)
    ends = [without_moderation(world.scenario) for world in (worlds[0], worlds[-1])]
    unmoderated = over_worlds(ends, study)[..., 0]
    figures: dict[str, float] = {}
    for level, (retention, satisfied) in zip(levels, np.moveaxis(found, 2, 1), strict=True):
        figures |= over_replications(f"retention at {level:g}", retention)
        figures |= over_replications(f"satisfied leavers at {level:g}", satisfied)
    figures |= over_replications("fall of retention", found[0, :, 0] - found[-1, :, 0])
    figures |= over_replications("fall without moderation", unmoderated[0] - unmoderated[1])
    draw(np.array(levels), found.mean(axis=1), out)
    return figures


def draw(levels: NDArray[np.float64], means: NDArray[np.float64], out: Path) -> None:
    """Draw both shares over competition."""
    figure, [axes] = new_panels(WIDE_INCHES, 3.2)
    names = ("stay a year, of those with a score of .70 to .80", "had been satisfied, of those who left")
    lines = [
        axes.plot(levels, means[:, k], style, color=colour, linewidth=1.8)[0]
        for k, (style, colour) in enumerate((("o-", BLUE), ("s--", VERMILLION)))
    ]
    axes.set_ylim(0.0, 1.0)
    axes.yaxis.set_major_formatter(written(per_cent))
    label(axes, x="intensity of competition c", y="share of customers")
    legend_below(figure, lines, names, WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

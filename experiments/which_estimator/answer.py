"""Ask estimators of customer value in worlds that break one assumption each: wrongness, and money lost."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.comparison.mean_interval import mean_interval
from hooper.comparison.targeting_regret import targeting_regret, treatment_that_pays_on_average
from hooper.comparison.value_score import score_values
from hooper.lifetime_value.value_estimators.catalogue import ESTIMATORS
from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels, tidy
from hooper.report.figures.palette import MUTED, line_styles
from hooper.report.save_figures import save_figures
from hooper.study.built_in_worlds import built_in_worlds
from hooper.study.execute import execute
from hooper.study.factor_levels import scenario_at
from hooper.study.lived_world import WorldToScore
from hooper.study.structural_world import StructuralWorld
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HERE: Final = Path(__file__).parent
PLAIN: Final = "plain"
MARKET_OPENS: Final = {"kind": "deregulation", "after_months": 17.9, "competition": 0.95}
STAGES: Final = {
    "switched_off": ["renewal", "satisfaction", "emotional_loyalty", "failure"],
    "purchase.multiplier_in_exploration": 0.35,
    "defection.multiplier_in_exploration": 1.2,
}
WANDERING: Final = {"rate_drift.sd": 0.8, "rate_drift.half_life_months": 6.0}
# What is changed in plain.toml: one assumption of the models each, and in the last all that need not hold.
CHANGES: Final[Mapping[str, Mapping[str, Any]]] = {
    PLAIN: {},
    "leave at orders": {"defection.months_at_risk_per_month": 0.0, "defection.months_at_risk_per_order": 1.0},
    "differ less": {"buyer.rate_shape": 5.0},
    "differ more": {"buyer.rate_shape": 0.3},
    "rates wander": {"switched_on": ["rate_drift"], **WANDERING},
    "stages": STAGES,
    "seasons": {"purchase.season": 0.5},
    "amounts grow": {"switched_on": ["income_growth"], "income_growth.growth_per_year": 0.25},
    "market opens": {"market.shocks": [MARKET_OPENS]},
    "all of these": {
        **STAGES,
        **WANDERING,
        "switched_on": ["rate_drift", "income_growth"],
        "purchase.season": 0.5,
        "income_growth.growth_per_year": 0.25,
        "market.shocks": [MARKET_OPENS],
    },
}
# States in which customers sleep, contracts, and contracts whose market is opened at the cut.
BUILT_IN: Final = ("hidden_markov", "sbg", "telecom")
MEASURES: Final = ("total off", "rank", "lost, a fifth", "lost, no limit")
DRAWN: Final = ("past_carried_forward", "bg_nbd", "pareto_nbd", "hidden_markov", "shifted_beta_geometric")
TITLES: Final = {
    "total off": ("total, off by", "% of the truth"),
    "lost, a fifth": ("lost, money for a fifth", "% of the best gain"),
    "lost, no limit": ("lost, money for all", "% of the best gain"),
}
Scores = dict[tuple[str, str], NDArray[np.float64]]


@dataclass(frozen=True)
class Life:
    """A world, and the seed that it is lived on."""

    name: str
    world: WorldToScore
    seed: int


def lives(study: Study) -> Iterator[Life]:
    """Yield the lives of all worlds; those of one seed share their random words."""
    [plain] = worlds_of(study, HERE)
    of_study = (study.pre_periods, study.horizon_periods, study.scoring.futures)
    worlds: dict[str, WorldToScore] = {
        name: StructuralWorld(scenario_at(plain.scenario, changes), *of_study)
        for name, changes in CHANGES.items()
    }
    every = built_in_worlds(study.world.customers, study.scoring.futures)
    worlds |= {world.name: world for world in every if world.name in BUILT_IN}
    for name, world in worlds.items():
        for replication in range(study.replications):
            yield Life(name, world, study.seed + replication)


def scores_of(life: Life) -> dict[str, tuple[float, ...]]:
    """Return what each estimator that fits the world gets, in the order of the measures."""
    lived = life.world.live(life.seed)
    pays = treatment_that_pays_on_average(lived.expected, budget_share=1.0)
    found: dict[str, tuple[float, ...]] = {}
    for estimator in ESTIMATORS:
        estimate = estimator.answer(lived.question)
        scored = score_values(estimate, lived.expected, lived.realised)
        if estimate.value is not None and scored is not None:
            unlimited = targeting_regret(estimate.value, lived.expected, pays)
            told = (
                scored.card.relative_bias_of_total,
                scored.card.rank_correlation,
                scored.targeting.regret_share,
                unlimited.regret_share,
            )
            found[estimator.name] = tuple(np.nan if value is None else value for value in told)
    return found


def all_scores(study: Study) -> Scores:
    """Return the scores by world and estimator, shape `(replications, measures)`."""
    found: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    asked = list(lives(study))
    for life, scores in zip(asked, execute(scores_of, asked, os.cpu_count() or 1), strict=True):
        for estimator, told in scores.items():
            found.setdefault((life.name, estimator), []).append(told)
    return {who: np.array(told) for who, told in found.items()}


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return every measure by world and estimator, and how much more it is than in the plain world."""
    found = all_scores(study)
    figures: dict[str, float] = {}
    for (world, estimator), scores in found.items():
        for measure, values in zip(MEASURES, scores.T, strict=True):
            figures |= over_replications(f"{measure}: {world}: {estimator}", values)
        if world in CHANGES and world != PLAIN:
            for measure, values in zip(MEASURES, (scores - found[PLAIN, estimator]).T, strict=True):
                figures |= over_replications(f"{measure} beyond plain: {world}: {estimator}", values)
    draw(found, out)
    return figures


def draw(found: Scores, out: Path) -> None:
    """Draw three of the measures over worlds, a mark an estimator."""
    worlds = list(dict.fromkeys(world for world, _ in found))
    figure, panels = new_panels(WIDE_INCHES, 5.2, (1.0,) * len(TITLES))
    for axes, (measure, (title, unit)) in zip(panels, TITLES.items(), strict=True):
        marks = draw_measure(axes, found, worlds, MEASURES.index(measure))
        axes.axvline(0.0, color=MUTED, linewidth=0.8)
        axes.set_ylim(len(worlds) - 0.5, -0.5)
        axes.set_yticks(range(len(worlds)), [name.replace("_", " ") for name in worlds])
        axes.tick_params(labelleft=axes is panels[0])
        heading(axes, title)
        label(axes, x=unit)
    legend_below(figure, marks, [name.replace("_", " ") for name in DRAWN], WIDE_INCHES)
    save_figures({"answer": figure}, out)


def draw_measure(axes: Axes, found: Scores, worlds: list[str], measure: int) -> list[Artist]:
    """Draw one measure with its intervals, and return a mark for each estimator."""
    tidy(axes, grid="x")
    marks: list[Artist] = []
    for place, (name, (colour, _)) in enumerate(line_styles(list(DRAWN)).items()):
        mark = axes.plot([], [], "osD^v"[place], color=colour, markersize=4)
        for row, world in enumerate(worlds):
            if (world, name) in found:
                told = mean_interval(100.0 * found[world, name][:, measure])
                height = row + 0.15 * (place - 2)
                axes.plot([told.low, told.high], [height, height], color=colour, linewidth=1.6)
                axes.plot(told.mean, height, "osD^v"[place], color=colour, markersize=4)
        marks += mark
    return marks


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

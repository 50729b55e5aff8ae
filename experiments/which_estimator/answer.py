"""Score estimators of customer value in five worlds, several lives each: money lost by targeting."""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from hooper.cli.own_answer import tell_answer
from hooper.comparison.mean_interval import mean_interval
from hooper.report.figures.canvas import heading, label, panel_grid, tidy
from hooper.report.figures.palette import BETTER
from hooper.report.save_figures import svg_bytes
from hooper.study.built_in_worlds import built_in_worlds
from hooper.study.score_estimators import WorldScores, score_estimators
from hooper.study.study import Study

# Two models, and three scenarios: without contracts, with bonds that grow, and with contracts.
WORLDS = ("bg_nbd", "hidden_markov", "retail", "default", "subscription")
Lost = Mapping[str, Mapping[str, np.ndarray]]


def answer(study: Study, out: Path) -> dict[str, float]:
    """Return what each estimator loses in each world, in percent of the best gain, with its interval."""
    every = built_in_worlds(study.world.customers, study.scoring.futures)
    worlds = [world for world in every if world.name in WORLDS]
    seeds = range(study.seed, study.seed + study.replications)
    lives = [life for seed in seeds for life in score_estimators(worlds, seed, os.cpu_count() or 1)]
    lost = {world.name: _lost([life for life in lives if life.world == world.name]) for world in worlds}
    (out / "money_lost.svg").write_bytes(svg_bytes(_picture(lost, study.level)))
    return {
        f"{world}.{estimator}.{what}": value
        for world, by_estimator in lost.items()
        for estimator, values in by_estimator.items()
        for what, value in vars(mean_interval(values, study.level)).items()
        if value is not None
    }


def _lost(lives: list[WorldScores]) -> dict[str, np.ndarray]:
    found: dict[str, list[float]] = {}
    for score in (score for life in lives for score in life.scores if score.scores is not None):
        found.setdefault(score.estimator, []).append(100.0 * score.scores.targeting.regret_share)
    return {estimator: np.array(values) for estimator, values in found.items()}


def _picture(lost: Lost, level: float) -> Figure:
    estimators = list(dict.fromkeys(name for by_estimator in lost.values() for name in by_estimator))
    figure, panels = panel_grid(len(lost), 9.0, 2.6)
    for place, (axes, (world, by_estimator)) in enumerate(zip(panels, lost.items(), strict=True)):
        tidy(axes, grid="x")
        heading(axes, f"world: {world}")
        for estimator, values in by_estimator.items():
            row, interval = estimators.index(estimator), mean_interval(values, level)
            axes.plot([interval.low, interval.high], [row, row], color=BETTER, linewidth=2.0)
            axes.plot([interval.mean], [row], "o", color=BETTER, markersize=5)
        names = estimators if place % 3 == 0 else [""] * len(estimators)
        axes.set_yticks(range(len(estimators)), [name.replace("_", " ") for name in names])
        axes.set_ylim(len(estimators) - 0.5, -0.5)
        axes.set_xlim(0.0, 45.0)
        if place >= 3:
            label(axes, x="lost, % of the best gain")
    return figure


if __name__ == "__main__":
    tell_answer(answer, Path(__file__).with_name("study.toml"))

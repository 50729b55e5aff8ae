"""Let cohorts live for five years; count orders by tenth of a life, and how lives end."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.four_patterns_of_life import shares_of_patterns
from hooper.evidence.facts.lives import live_cohort
from hooper.evidence.facts.volume_rises_and_falls import orders_by_tenth
from hooper.mechanisms.life_patterns import PATTERNS
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import INK, PAPER, STAGES, line_styles
from hooper.report.save_figures import save_figures
from hooper.scenario.scenario import Scenario
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HERE = Path(__file__).parent
FACTOR: Final = "loyalty.competition"


def lived(scenario: Scenario, study: Study) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return orders a month by tenth of a life, and shares of patterns, replications by row."""
    world, customers = World(scenario), study.world.customers
    cohorts = (
        live_cohort(world, study.periods, customers, (study.seed, k)) for k in range(study.replications)
    )
    orders, shares = zip(
        *((orders_by_tenth(each), shares_of_patterns(each)) for each in cohorts), strict=True
    )
    return np.array(orders), np.array(shares)


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return the shape of the curve and the shares of patterns, by competition and without stages."""
    worlds = {f"c = {each.levels[FACTOR]:g}": each.scenario for each in worlds_of(study, HERE)}
    worlds["no stages"] = without_laws(template(worlds), "stages")
    found = {name: lived(scenario, study) for name, scenario in worlds.items()}
    figures: dict[str, float] = {}
    for name, (orders, shares) in found.items():
        highest = orders.max(axis=1)
        figures |= over_replications(f"first tenth over the highest: {name}", orders[:, 0] / highest)
        figures |= over_replications(f"last tenth over the highest: {name}", orders[:, -1] / highest)
        figures |= over_replications(f"number of the highest tenth: {name}", orders.argmax(axis=1) + 1.0)
        for pattern, share in zip(PATTERNS, shares.T, strict=True):
            figures |= over_replications(f"{pattern}: {name}", share)
    draw(found, out)
    return figures


def template(worlds: Mapping[str, Scenario]) -> Scenario:
    """Return the world in the middle of the levels of competition."""
    return list(worlds.values())[len(worlds) // 2]


def draw(found: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]], out: Path) -> None:
    """Draw orders over a life, and the patterns of lives, world by world."""
    figure, (curve, bars) = new_panels(WIDE_INCHES, 3.4, (1.2, 1.0))
    for name, (colour, dash) in line_styles(list(found)).items():
        orders = found[name][0].mean(axis=0)
        curve.plot(
            np.arange(10) / 10.0 + 0.05, orders, dash, marker="o", markersize=3, color=colour, label=name
        )
    curve.legend(frameon=False, fontsize=8)
    heading(curve, "orders a month, lives of a year or longer")
    label(curve, x="share of life")
    curve.xaxis.set_major_formatter(written(per_cent))
    curve.set_ylim(bottom=0.0)
    shares = np.array([each.mean(axis=0) for _, each in found.values()])
    before, patches = np.zeros(len(found)), []
    for colour, share in zip(STAGES, shares.T, strict=True):
        patches.append(bars.barh(list(found), share, left=before, color=colour, edgecolor=PAPER))
        before += share
    bars.invert_yaxis()
    bars.tick_params(axis="y", length=0, colors=INK)
    bars.xaxis.set_major_formatter(written(per_cent))
    heading(bars, "how lives end")
    legend_below(figure, [each[0] for each in patches], list(PATTERNS), WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

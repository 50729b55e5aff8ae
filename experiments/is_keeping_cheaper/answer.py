"""Count the customers that money holds at the horizon, spent on winning them or on keeping them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels
from hooper.report.figures.palette import INK, line_styles
from hooper.report.save_figures import save_figures
from hooper.study.compare import compare_worlds
from hooper.study.executors.serial import Serial
from hooper.study.study import Study

HERE = Path(__file__).parent
BUDGET: Final = "study.budget.per_customer_per_year"
WINNING: Final = "acquisition_only"


def per_spend(outcome: xr.Dataset, of: str, strategy: str, baseline: str) -> NDArray[np.float64]:
    """Return what a strategy adds for each currency unit that it spends, shape `(replications,)`."""
    more = outcome[of].sel(strategy=strategy) - outcome[of].sel(strategy=baseline)
    return (more / outcome["strategy_spend"].sel(strategy=strategy)).to_numpy()


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return customers held and profit gained for money spent, and how keeping compares with winning."""
    done = compare_worlds(study, HERE, out, executor=Serial())
    figures: dict[str, float] = {}
    held: dict[str, list[float]] = {name: [] for name in study.chosen if name != study.baseline}
    for world in done.worlds:
        budget, outcome = f"at {world.levels[BUDGET]:g}", world.outcome
        won = per_spend(outcome, "customers_held", WINNING, study.baseline).mean()
        for name, means in held.items():
            kept = 1000.0 * per_spend(outcome, "customers_held", name, study.baseline)
            figures |= over_replications(f"held for 1000 USD: {name} {budget}", kept)
            gained = per_spend(outcome, "equity", name, study.baseline)
            figures |= over_replications(f"gain for 1 USD: {name} {budget}", gained)
            figures[f"winning costs so many times as much: {name} {budget}"] = kept.mean() / 1000.0 / won
            means.append(float(kept.mean()))
    draw([float(world.levels[BUDGET]) for world in done.worlds], held, out)
    return figures


def draw(budgets: list[float], held: Mapping[str, list[float]], out: Path) -> None:
    """Draw customers held for 1,000 USD over budgets, a line a strategy."""
    figure, [axes] = new_panels(WIDE_INCHES, 3.2)
    lines = []
    styles = line_styles(list(held)) | {WINNING: (INK, ":")}
    for (name, (colour, dash)), mark in zip(styles.items(), "osDv^", strict=True):
        lines += axes.plot(budgets, held[name], dash, marker=mark, color=colour, linewidth=1.8)
    axes.set_xscale("log", base=2)
    axes.set_xticks(budgets, [f"{budget:g}" for budget in budgets])
    axes.set_ylim(bottom=0.0)
    heading(axes, "customers more at the horizon for 1,000 USD")
    label(axes, x="budget, USD a founder and year")
    legend_below(figure, lines, list(held), WIDE_INCHES)
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

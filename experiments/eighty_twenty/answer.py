"""Ask for the share of the best fifth: by who is counted, for how long, and by how customers differ."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.economics.customer_profitability import concentration
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.evidence.facts.third_years import profitability_of_last_year
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.report.figures.canvas import WIDE_INCHES, label, new_panels, per_cent, written
from hooper.report.figures.palette import BLUE, INK, MUTED, VERMILLION
from hooper.report.save_figures import save_figures
from hooper.scenario.scenario import Scenario
from hooper.study.factor_levels import scenario_at
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HERE = Path(__file__).parent
FACTOR: Final = "buyer.rate_shape"
MONTHS: Final = {"a month": 1, "a quarter": 3, "a year": 12, "three years": 36}
ALIKE: Final = 10_000.0


def of_buyers(simulated: Simulated, months: int) -> float:
    """Return the share of the best fifth of those who bought anything in the last months."""
    orders = simulated.history.observed.transactions
    late = orders["time_days"].to_numpy() >= simulated.end_days - months * DAYS_PER_MONTH
    _, buyer = np.unique(orders["customer_id"].to_numpy()[late], return_inverse=True)
    paid = np.bincount(buyer, orders["amount"].to_numpy()[late]).astype(np.float64)
    return concentration(paid).share_of_top_fifth


def shares(scenario: Scenario, study: Study, replication: int) -> list[float]:
    """Return the share of the best fifth: of the buyers of some months, of all customers, in profit."""
    plan = RunPlan((study.seed, replication), study.periods, accounting_periods=study.horizon_periods)
    simulated = run(World(scenario), plan)
    year = profitability_of_last_year(simulated, study.horizon_periods, scenario)
    of_all = (concentration(each).share_of_top_fifth for each in (year.revenue, year.profit))
    return [*(of_buyers(simulated, months) for months in MONTHS.values()), *of_all]


def alike(scenario: Scenario) -> Scenario:
    """Return the world in which all buy at one rate and for one amount, with the mean amount as it is."""
    buyer = scenario.buyer
    gamma = buyer.spend_gamma * (ALIKE - 1.0) / (buyer.spend_q - 1.0)
    same = {FACTOR: ALIKE, "buyer.spend_q": ALIKE, "buyer.spend_gamma": gamma, "rate_drift.sd": 0.0}
    return scenario_at(scenario, same)


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return the shares of the best fifth, by how customers differ."""
    worlds = {f"shape {each.levels[FACTOR]:g}": each.scenario for each in worlds_of(study, HERE)}
    worlds["alike"] = alike(next(iter(worlds.values())))
    labels = [
        *(f"buyers of {months}" for months in MONTHS),
        "all customers, a year",
        "profit of all, a year",
    ]
    found = {
        name: np.array([shares(scenario, study, k) for k in range(study.replications)])
        for name, scenario in worlds.items()
    }
    figures: dict[str, float] = {}
    for name, each in found.items():
        for what, values in zip(labels, each.T, strict=True):
            figures |= over_replications(f"{what}: {name}", values)
    draw({name: each.mean(axis=0) for name, each in found.items()}, labels, out)
    return figures


def draw(found: Mapping[str, NDArray[np.float64]], labels: list[str], out: Path) -> None:
    """Draw the shares, a row for each way to count, a mark a world."""
    figure, [axes] = new_panels(WIDE_INCHES, 3.4)
    marks = zip(found.items(), ("o", "s", "D", "x"), (VERMILLION, BLUE, INK, MUTED), strict=True)
    for (name, values), mark, colour in marks:
        axes.plot(values, labels, mark, color=colour, label=name, markersize=6)
    for slogan in (0.6, 0.8):
        axes.axvline(slogan, color=MUTED, linewidth=1.0, linestyle=":")
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(written(per_cent))
    label(axes, x="share that the best fifth brings")
    axes.legend(frameon=False, fontsize=8, loc="upper right")
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

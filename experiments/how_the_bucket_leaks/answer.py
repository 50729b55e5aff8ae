"""Read the leaks by cause, and what smaller holes add to profit, at five points more of yearly retention."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.cli.own_answer import over_replications, tell_answer
from hooper.economics.margin_multiplier import margin_multiplier
from hooper.report.figures.canvas import WIDE_INCHES, heading, label, new_panels, per_cent, written
from hooper.report.figures.palette import BLUE, INK, MUTED, cause_colours
from hooper.report.save_figures import save_figures
from hooper.study.compare import compare_worlds
from hooper.study.executors.serial import Serial
from hooper.study.study import Study

HERE = Path(__file__).parent
POINTS: Final = 0.05
YEAR: Final = 12
YEARS: Final = (3, 5)  # after one year profit is about nil, and shares of it say nothing


def yearly_retention(outcome: xr.Dataset) -> NDArray[np.float64]:
    """Return the chance to stay a year at the mean leak since the branch, shape `(replications,)`."""
    since = slice(outcome.attrs["branch_period"], None)
    exits, left = (outcome[name].isel(strategy=0, period=since).sum("period") for name in ("exits", "active"))
    return (1.0 - (exits / (exits + left)).to_numpy()) ** YEAR


def gain_by_month(usual: xr.Dataset, better: xr.Dataset) -> NDArray[np.float64]:
    """Return by which share profit up to each month since the branch is higher, `(replications, months)`."""
    since = slice(usual.attrs["branch_period"], None)
    cumulated = [
        each["discounted_profit"].isel(strategy=0, period=since).cumsum("period").to_numpy()
        for each in (usual, better)
    ]
    return cumulated[1] / cumulated[0] - 1.0


def at_points(rise: NDArray[np.float64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the gain at five points more, shape `(replications,)`; both are `(worlds, replications)`."""
    return np.array([np.interp(POINTS, *each, right=np.nan) for each in zip(rise.T, gains.T, strict=True)])


def answer(study: Study, out: Path) -> Mapping[str, float]:
    """Return leaks by cause, and the gain of profit at five points more of retention."""
    done = compare_worlds(study, HERE, out, executor=Serial())
    usual, *_ = outcomes = [world.outcome for world in done.worlds]
    retention = np.array([yearly_retention(each) for each in outcomes])
    rise = retention - retention[0]
    gains = np.array([gain_by_month(usual, each) for each in outcomes])
    leaks = usual["leaks"].isel(strategy=0)
    shares = (leaks / leaks.sum("cause")).transpose("cause", "replication")
    figures = over_replications("yearly retention", retention[0])
    for cause, share in zip(usual["cause"].values, shares.to_numpy(), strict=True):
        figures |= over_replications(f"share of leaks: {cause}", share)
    for year in YEARS:
        if year * YEAR <= study.horizon_periods:
            found = at_points(rise, gains[..., year * YEAR - 1])
            figures |= over_replications(f"gain by five points, {year} years", found)
    figures |= over_replications("rise of retention, smallest holes", rise[-1])
    each = (usual["equity"].isel(strategy=0).to_numpy() * gains[..., -1]) / study.world.customers
    figures |= over_replications("worth of five points, USD a founder", at_points(rise, each))
    kept, rate = float(retention[0].mean()), done.worlds[0].scenario.economics.discount_rate_per_year
    figures["closed form"] = margin_multiplier(kept + POINTS, rate) / margin_multiplier(kept, rate) - 1.0
    draw(shares.mean("replication"), rise.mean(axis=1), gains[..., -1].mean(axis=1), out)
    return figures


def draw(shares: xr.DataArray, rise: NDArray[np.float64], gain: NDArray[np.float64], out: Path) -> None:
    """Draw the leaks by cause, and the gain of profit over the rise of retention."""
    figure, (leaks, worth) = new_panels(WIDE_INCHES, 3.0, (1.0, 1.0))
    causes = [str(cause) for cause in shares["cause"].values]
    leaks.barh(causes, shares.to_numpy(), color=list(cause_colours(causes).values()))
    leaks.invert_yaxis()
    leaks.tick_params(axis="y", length=0, colors=INK)
    leaks.xaxis.set_major_formatter(written(per_cent))
    heading(leaks, "share of all who leave")
    worth.plot(100.0 * rise, gain, "o-", color=BLUE, linewidth=1.8)
    worth.axvline(100.0 * POINTS, color=MUTED, linewidth=1.0)
    worth.yaxis.set_major_formatter(written(per_cent))
    heading(worth, "profit of five years more")
    label(worth, x="points more of yearly retention")
    save_figures({"answer": figure}, out)


if __name__ == "__main__":
    tell_answer(answer, HERE / "study.toml")

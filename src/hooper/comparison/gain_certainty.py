"""What else is known of how sure a gain is, beside its own t interval: all of it chance in one world."""

from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from hooper.comparison.bootstrap_interval import bootstrap_interval
from hooper.comparison.simultaneous_intervals import simultaneous_quantile


@dataclass(frozen=True)
class GainCertainty:
    """Of one strategy's gain over the baseline; None is "not computable".

    `bootstrap_low` and `bootstrap_high` bound it without taking the differences for normal;
    `simultaneous_low` and `simultaneous_high` hold for all strategies at once.
    """

    bootstrap_low: float | None = None
    bootstrap_high: float | None = None
    simultaneous_low: float | None = None
    simultaneous_high: float | None = None


def gain_certainty(outcome: xr.DataArray, baseline: str, level: float) -> dict[str, GainCertainty]:
    """Return the other intervals of every strategy but the baseline, by name.

    `outcome` has dimensions (strategy, replication), a `strategy` coordinate with the baseline, and nothing
    missing. Strategies that never differ from the baseline are sure of a gain of 0.

    >>> profit = xr.DataArray([[10.0, 20.0, 30.0], [11.0, 22.0, 33.0]],
    ...     {"strategy": ["no_intervention", "loyalty"]}, ("strategy", "replication"))
    >>> found = gain_certainty(profit, "no_intervention", level=0.95)["loyalty"]
    >>> round(found.simultaneous_low, 3), round(found.simultaneous_high, 3), found.bootstrap_low
    (-0.484, 4.484, None)
    """
    # In the order of names, so that the draws behind the quantile do not hang on the order of strategies.
    gains = (outcome - outcome.sel(strategy=baseline)).drop_sel(strategy=baseline).sortby("strategy")
    values = gains.transpose("strategy", "replication").to_numpy().astype(np.float64)
    names = [str(name) for name in gains["strategy"].values]
    if values.shape[1] < 2:
        return {name: GainCertainty() for name in names}
    errors = values.std(axis=1, ddof=1) / np.sqrt(values.shape[1])
    varies = errors > 0.0
    widths = errors * (simultaneous_quantile(values[varies], level) if varies.any() else 0.0)
    return {
        name: replace(_bootstrapped(own, level), simultaneous_low=low, simultaneous_high=high)
        for name, own, low, high in zip(
            names,
            values,
            (values.mean(axis=1) - widths).tolist(),
            (values.mean(axis=1) + widths).tolist(),
            strict=True,
        )
    }


def _bootstrapped(gains: np.ndarray, level: float) -> GainCertainty:
    found = bootstrap_interval(gains, level)
    return GainCertainty() if found is None else GainCertainty(*found)

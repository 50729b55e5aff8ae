"""How dear each lever of a strategy might become, all others at the prices of today.

    gain(factor) = gain - (factor - 1) * spend on the lever,   0 at   factor = 1 + gain / spend on the lever

which is `break_even` with the spend on one lever in the place of all. Times what a use of the lever costs
now, the factor is a price. The actions are taken as fixed here as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr

from hooper.comparison.break_even import BreakEven, break_even
from hooper.comparison.complete_strategies import complete_strategies


@dataclass(frozen=True)
class LeverBreakEven:
    """One lever of a strategy: the price at which the strategy gains nothing, in currency units a use.

    `spend` is what the lever costs beyond the baseline's spend on it, discounted, the mean over replications.
    `price` is what a use costs now; None where money was paid for uses that lie before the branch.
    """

    strategy: str
    lever: str
    spend: float
    price: float | None
    even: BreakEven

    def record(self) -> dict[str, str | float | None]:
        """Return the row as one flat record, for JSON and CSV; None is "not computable"."""
        even = self.even
        factors = {"price_factor": even.price_factor, "low": even.low, "high": even.high}
        prices = {"price": even.price_factor, "price_low": even.low, "price_high": even.high}
        return {
            **{"strategy": self.strategy, "lever": self.lever, "spend": self.spend, "price": self.price},
            **{f"break_even_{name}": factor for name, factor in factors.items()},
            **{f"break_even_{name}": self._priced(factor) for name, factor in prices.items()},
        }

    def _priced(self, factor: float | None) -> float | None:
        return None if factor is None or self.price is None else factor * self.price


def break_even_by_lever(outcome: xr.Dataset, baseline: str, level: float) -> tuple[LeverBreakEven, ...]:
    """Return the break-even of each lever on which a strategy spends more than the baseline, by strategy.

    `outcome` has `equity` over (strategy, replication), `discounted_lever_spend` and `discounted_lever_uses`
    over (strategy, replication, lever); strategies that lack a replication are left out.
    """
    data = outcome.sel(strategy=complete_strategies(outcome["equity"])["strategy"])
    names = [str(name) for name in data["strategy"].values]
    if baseline not in names:
        return ()
    usual = data.sel(strategy=baseline)
    others = (name for name in names if name != baseline)
    return tuple(row for name in others for row in _of_strategy(data.sel(strategy=name), usual, level))


def _of_strategy(own: xr.Dataset, usual: xr.Dataset, level: float) -> Iterator[LeverBreakEven]:
    gains = (own["equity"] - usual["equity"]).to_numpy()
    for lever in map(str, own["lever"].values):
        of_lever = own.sel(lever=lever)
        spend = of_lever["discounted_lever_spend"].to_numpy()
        more = spend - usual["discounted_lever_spend"].sel(lever=lever).to_numpy()
        if more.mean() > 0.0:
            uses = float(of_lever["discounted_lever_uses"].sum())
            price = float(np.sum(spend)) / uses if uses > 0.0 else None
            even = break_even(gains, more, level)
            yield LeverBreakEven(str(own["strategy"].item()), lever, float(more.mean()), price, even)

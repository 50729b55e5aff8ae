"""What stands beside a strategy's gain: how sure it is, what it risks, and what it would bear.

Only strategies with all of their replications are compared, and two replications are the least that say
anything of chance. One that sees the truth cannot be carried out: it is left out where strategies are set
against each other, in the odds of being the best and on the front.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields

import xarray as xr

from hooper.comparison.break_even import BreakEven, break_even
from hooper.comparison.complete_strategies import complete_strategies
from hooper.comparison.downside_risk import DownsideRisk, downside_risk
from hooper.comparison.gain_certainty import GainCertainty, gain_certainty
from hooper.comparison.pareto_front import FrontPlace, pareto_front
from hooper.comparison.probability_best import BestOdds, best_odds

Cell = str | float | int | bool | None
_KINDS = {
    "certainty": GainCertainty,
    "odds": BestOdds,
    "risk": DownsideRisk,
    "front": FrontPlace,
    "break_even": BreakEven,
}


@dataclass(frozen=True)
class BesideTheGain:
    """Of one strategy; None is "not computable", or of no meaning for the baseline or an oracle."""

    certainty: GainCertainty | None = None
    odds: BestOdds | None = None
    risk: DownsideRisk | None = None
    front: FrontPlace | None = None
    break_even: BreakEven | None = None

    def record(self) -> dict[str, Cell]:
        """Return everything as one flat record, the same keys for every strategy."""
        cells: dict[str, Cell] = {}
        for name, kind in _KINDS.items():
            found = getattr(self, name)
            own = dict.fromkeys(field.name for field in fields(kind)) if found is None else asdict(found)
            cells |= {f"break_even_{key}" if kind is BreakEven else key: own[key] for key in own}
        return cells


def beside_the_gains(
    outcome: xr.Dataset, baseline: str, level: float, oracles: Collection[str]
) -> dict[str, BesideTheGain]:
    """Return what stands beside the gain of every strategy that can be compared, by name.

    `outcome` as `rank_strategies` takes it.
    """
    complete = complete_strategies(outcome["equity"])["strategy"].to_numpy()
    if baseline not in complete or outcome.sizes["replication"] < 2:
        return {}
    data = outcome.sel(strategy=complete)
    rivals = data.sel(strategy=[name for name in complete if name not in oracles])
    certainty = gain_certainty(data["equity"], baseline, level)
    odds, front = best_odds(rivals["equity"]), pareto_front(rivals)
    beside = {}
    for name in map(str, complete):
        against = None if name == baseline else _against(data, name, baseline, level)
        risk, even = against or (None, None)
        beside[name] = BesideTheGain(certainty.get(name), odds.get(name), risk, front.get(name), even)
    return beside


def _against(data: xr.Dataset, name: str, baseline: str, level: float) -> tuple[DownsideRisk, BreakEven]:
    from_branch = data.isel(period=slice(data.attrs["branch_period"], None))
    own = from_branch.sel(strategy=name) - from_branch.sel(strategy=baseline)
    gains = own["discounted_profit"].transpose("replication", "period").to_numpy()
    spend = own["discounted_spend"].transpose("replication", "period").to_numpy()
    return downside_risk(gains), break_even(gains.sum(axis=1), spend.sum(axis=1), level)

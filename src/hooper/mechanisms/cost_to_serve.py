"""Cost to serve: what it costs to serve a customer in a period, by stage and by the customer's own ways.

`cost = months * c[stage] * k`, with costs c a month that stand under `[economics]`, and the customer's own
factor k, lognormal with mean 1: `k = e^(sd z - sd^2 / 2)`. Without a saving with the stage everybody
costs `k` times the flat mean; then a long tenure saves nothing by itself.
Source: Reinartz and Kumar (2000), On the profitability of long-life customers in a noncontractual setting,
Journal of Marketing 64(4): customers of long standing were not cheaper to serve.
"""

from typing import NamedTuple

from hooper.foundation.decisions import ENTRY_PRICE
from hooper.foundation.settings import NonNegative, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, law
from hooper.mechanisms.life_stages import by_stage
from hooper.mechanisms.lognormal_variate import lognormal_with_mean_one


class CostToServeSettings(Settings):
    """How much customers differ in what they cost, and whether the stage makes a difference."""

    own_log_sd: NonNegative = 0.0
    saving_with_stage: bool = True

    def constants(
        self, period_days: float, costs_by_stage: tuple[float, float, float, float], flat_cost: float
    ) -> "CostToServe":
        """Return the numbers that the law reads; costs are given a month, in currency units."""
        months = period_days / DAYS_PER_MONTH
        at_start, growing, stable, declining = costs_by_stage if self.saving_with_stage else (flat_cost,) * 4
        costs = (at_start * months, growing * months, stable * months, declining * months)
        return CostToServe(self.own_log_sd, costs)


class CostToServe(NamedTuple):
    """The numbers that the law reads, per period."""

    own_log_sd: float
    costs: tuple[float, float, float, float]


@law(
    writes=("serving_factor",),
    settings=CostToServe,
    state={"serving_factor": 1.0},
    draws=(Draw("serving_normal", "normal", ENTRY_PRICE, 2),),
)
def serving_factor(serving_factor, serving_normal, s):
    """Return how much more than others the newcomer costs to serve.

    Before entry `serving_factor` is that of people like the newcomer, 1 without personas.
    """
    return serving_factor * lognormal_with_mean_one(s.own_log_sd, serving_normal)


@law(writes=("serving_cost",), settings=CostToServe)
def cost_to_serve(stage, serving_factor, s):
    """Return the cost of serving the customer in a period, in currency units."""
    return by_stage(stage, s.costs) * serving_factor

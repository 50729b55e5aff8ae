"""What a customer is worth answers most to retention, less to margin, and least to the cost of acquisition.

A cohort is followed for five years. Its value is the margin on what it buys less the cost of serving it,
discounted by year, and what the last year's profit and retention promise beyond, less the cost of acquiring
it. One percent of margin, or of acquisition cost, moves it by one percent of that part. What one percent of
retention does is measured: with all hazards a little higher and lower, the same customers stay shorter and
longer, and yearly retention is the fifth root of who is there after five years. Elasticities are compared by
their ratios, which do not hang on the value itself. Where nothing counts but the month of entry, retention
does not come before margin: nobody is kept for anything.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.margin_multiplier import margin_multiplier
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.scenario.scenario import Scenario

YEARS: Final = 5
_MONTHS_A_YEAR: Final = 12
# By which hazards are higher and lower; yearly retention answers with about one percent.
STEP: Final = 0.05
_RETENTION, _MARGIN, _OFF = _LABELS = (
    "elasticity of retention over that of margin",
    "elasticity of margin over that of acquisition cost",
    "retention over margin, where only the month of entry counts",
)


def with_hazards(scenario: Scenario, factor: float) -> Scenario:
    """Return the scenario with all hazards of leaving higher or lower by a factor."""
    for name in type(scenario.defection).model_fields:
        if "hazard" in name:
            hazard = factor * getattr(scenario.defection, name)
            scenario = with_setting(scenario, f"defection.{name}", hazard)
    return scenario


def monthly_profit(lives: Lives, scenario: Scenario) -> NDArray[np.float64]:
    """Return what a customer of the cohort brings in each month, before acquisition, shape `(months,)`.

    An order is worth its mean, given what the customer spends.
    """
    economics = scenario.economics
    cost = np.array([*economics.serving_costs(), 0.0])[lives.stage[:-1]]
    amount = scenario.buyer.spend_p / lives.recorded["spend_rate"][:-1].astype(np.float64)
    return (economics.margin * lives.orders * amount - cost).mean(axis=1)


def value(profit: NDArray[np.floating], survival: NDArray[np.floating], rate_per_year: float) -> float:
    """Return what a customer is worth before acquisition, from `YEARS` years and what they promise.

    `profit` of shape `(months,)` counts at the start of its year; `survival` has the shape `(months + 1,)`.
    """
    by_year = profit.reshape(YEARS, _MONTHS_A_YEAR).sum(axis=1)
    factors = (1.0 + rate_per_year) ** -np.arange(YEARS)
    closing_retention = float(survival[-1] / survival[-1 - _MONTHS_A_YEAR])
    beyond = by_year[-1] * factors[-1] * margin_multiplier(closing_retention, rate_per_year)
    return float(by_year @ factors + beyond)


def _live(scenario: Scenario, sample: Sample, key: tuple[int, int]) -> tuple[float, float, float]:
    """Return the value of a customer, the profit of the month of entry, and the yearly retention."""
    months = YEARS * _MONTHS_A_YEAR
    lives = live_cohort(laboratory(scenario), months, sample.size.customers, key, ("spend_rate",))
    profit, survival = monthly_profit(lives, scenario), lives.survival
    worth = value(profit, survival, scenario.economics.discount_rate_per_year)
    return worth, float(profit[0]), float(survival[-1]) ** (1.0 / YEARS)


def measure(sample: Sample) -> Measured:
    """Live the same customers with hazards as they are, higher and lower."""
    scenario = sample.scenario
    found = np.array(
        [
            [_live(with_hazards(scenario, factor), sample, key) for factor in (1.0 - STEP, 1.0, 1.0 + STEP)]
            for key in sample.keys
        ]
    )
    longer, as_is, shorter = found.mean(axis=0)
    more_retention = np.log(longer[2] / shorter[2])
    over_margin = (longer - shorter) / as_is / more_retention
    over_cost = as_is[0] / scenario.acquisition.cost_per_newcomer
    values = (float(over_margin[0]), float(over_cost), float(over_margin[1]))
    return Measured(dict(zip(_LABELS, values, strict=True)), values[2])


FACT: Final = Fact(
    name="retention_moves_value_most",
    number="F24",
    claim="retention moves the value of a customer more than margin, and margin more than acquisition cost",
    kind="emergent",
    source="Gupta, Lehmann and Stuart (2004)",
    off="only the month of entry counts",
    bands=(Band(_RETENTION, low=1.0), Band(_MARGIN, low=1.0), Band(_OFF, high=1.0)),
    full=Size(20_000, replications=10),
    quick=Size(20_000, replications=2),
    measure=measure,
)

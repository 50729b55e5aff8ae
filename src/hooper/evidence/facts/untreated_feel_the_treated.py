"""Where acquaintances talk, those who are not treated feel what is done for the others.

Half of the founders, by lot, get an offer every month for a year, in a world whose people know ten others
each. The same founders live in a world without any offers. What the untreated gain in retention is what they
hear, and that fewer of their acquaintances leave; among strangers it is nothing, to the last customer.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.interference import Interference, interference
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.foundation.decisions import IN_THE_TREATED_HALF
from hooper.foundation.random_words import customer_words
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import Strategy

MONTHS: Final = 12
_ENOUGH: Final = 1e9
_LOTS: Final = (1, 0)
_HALF_OF_ALL_WORDS: Final = np.uint32(1 << 31)
_ROUNDING: Final = 1e-12
_SPILLOVER, _ERRORS, _TOTAL, _AMONG_STRANGERS = _LABELS = (
    "12-month retention of the untreated, less that of the same people where nobody is treated",
    "the same in standard errors",
    "12-month retention of the treated, less that of the same people where nobody is treated",
    "what the untreated gain among strangers",
)


@dataclass(frozen=True)
class OffersToHalf:
    """Makes an offer to the same half of the founders at every review."""

    name: ClassVar[str] = "offers_to_half"
    source: ClassVar[str] = "an experiment"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers."""
        del draws
        rows = np.flatnonzero(is_treated(view.summary.customer_id))
        return on_customers(rows, OFFER, 1.0, budget.prices.offer)


def is_treated(customer_id: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return who is treated: half of all, by lot, since neighbours on a ring have neighbouring numbers."""
    return customer_words(_LOTS, customer_id, 0, IN_THE_TREATED_HALF)[0] < _HALF_OF_ALL_WORDS


def of_founders_only(scenario: Scenario, network: NetworkSettings | None) -> Scenario:
    """Return the world of the founders among themselves, acquainted or not."""
    alone = with_setting(scenario, "acquisition.newcomers_per_month_per_1000", 0.0)
    return alone.model_copy(update={"network": network})


def effects(scenario: Scenario, sample: Sample) -> Interference:
    """Return what offers to half of the founders do to the retention of both halves."""
    treated, usual = (_held(scenario, sample, each) for each in (OffersToHalf(), NoIntervention()))
    return interference(treated, usual, is_treated(np.arange(treated.size, dtype=np.uint64)))


def _held(scenario: Scenario, sample: Sample, strategy: Strategy) -> NDArray[np.float64]:
    begins = first_periods(MONTHS, scenario.period_days)
    every = int(begins[1])
    plan = RunPlan(
        sample.keys[0], begins[-1], review_periods=every, grant_per_review=_ENOUGH, strategy=strategy
    )
    exits = run(laboratory(scenario), plan, threads=THREADS).history.truth.exits
    held = np.ones(sample.size.customers)
    ids = exits["customer_id"].to_numpy()
    held[ids[ids < sample.size.customers].astype(np.int64)] = 0.0
    return held


def measure(sample: Sample) -> Measured:
    """Treat half of the founders among acquaintances, and among strangers."""
    world = of_size(sample.scenario, sample.size.customers)
    acquainted = NetworkSettings(kind="small_world", people_per_1000=1_000.0)
    found = effects(of_founders_only(world, acquainted), sample)
    off = effects(of_founders_only(world, None), sample).spillover
    in_errors = found.spillover / found.spillover_standard_error
    values = (found.spillover, in_errors, found.total_effect, off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


FACT: Final = Fact(
    name="untreated_feel_the_treated",
    number="F18n",
    claim="where acquaintances talk, those who are not treated feel what is done for the others",
    kind="built in",
    source="Nitzan and Libai (2011), Social effects on customer retention; Hudgens and Halloran (2008)",
    off="nobody knows anybody",
    bands=(
        Band(_SPILLOVER, low=0.0),
        Band(_ERRORS, low=3.0),
        Band(_TOTAL, low=0.0),
        Band(_AMONG_STRANGERS, -_ROUNDING, _ROUNDING),
    ),
    full=Size(100_000),
    quick=Size(100_000),
    measure=measure,
)

"""A churn hazard tells more than recency alone who will fall silent, unless recency is all there is to tell.

Of the customers who bought within the last quarter, who will buy nothing in the next? Both warnings learn
from the months of the first two and a half years, and are tried on the year after. Errors are those of sums
over customers, whose months hang together. The mechanism is that customers differ, and change: where all buy
at one rate, leave at one, and neither ever changes, how long they have been silent is all that can be known
of them.
"""

from typing import Final, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import with_equal_frailty, with_setting, without_laws
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.law_names import LawName
from hooper.scenario.scenario import Scenario
from hooper.targeting import churn_hazard, recency_alone
from hooper.targeting.customer_months import CustomerMonths, customer_months
from hooper.targeting.warning_settings import WarningSettings

LEARN_MONTHS: Final = 30
MONTHS: Final = 42
_ALIKE: Final = 10_000.0
_TOP: Final = 0.1
_LEFT: Final = ("purchase", "defection")
_IN_95_PER_CENT: Final = 1.96
_LIFT, _LIFT_LOW, _BRIER_LOW, _LIFT_OFF, _LIFT_LOW_OFF, _BRIER_LOW_OFF = _LABELS = (
    "lift in the top tenth above that of recency",
    "lower end of its interval",
    "gain in the Brier score, lower end of its interval",
    "gain in lift, recency tells all",
    "lower end of its interval, recency tells all",
    "gain in the Brier score, lower end, recency tells all",
)

Floats = NDArray[np.float64]


class Gain(NamedTuple):
    """By how much one warning is better than another, and the lower end of the interval of 95 % around it."""

    mean: float
    low: float


def gain(of_each: Floats, customer_id: NDArray[np.uint64]) -> Gain:
    """Return the mean of `of_each` over customer-months, with the error of sums over customers."""
    _, customer, months = np.unique(customer_id, return_inverse=True, return_counts=True)
    mean = float(of_each.mean())
    beyond = np.bincount(customer, of_each) - mean * months
    error = float(np.sqrt((beyond**2).sum())) / of_each.size
    return Gain(mean, mean - _IN_95_PER_CENT * error)


def gains(months: CustomerMonths) -> tuple[Gain, Gain]:
    """Return what the hazard gains on recency, in lift and in the Brier score."""
    cut = LEARN_MONTHS * DAYS_PER_MONTH
    learnt, tried = months.known_by(cut), months.known_from(cut)
    came = tried.fell_silent
    own, other = (warning.fit(learnt).risk(tried) for warning in (churn_hazard, recency_alone))
    lift = (_in_top(own) - _in_top(other)) * came / (_TOP * came.mean())
    brier = (other - came) ** 2 - (own - came) ** 2
    return gain(lift, tried.customer_id), gain(brier, tried.customer_id)


def _in_top(risk: Floats) -> Floats:
    """Return the share of each customer-month in the tenth with the highest risks; ties share places."""
    _, group, size = np.unique(-risk, return_inverse=True, return_counts=True)
    room = np.clip(_TOP * risk.size - (np.cumsum(size) - size), 0.0, size)
    return (room / size)[group]


def _lived(scenario: Scenario, sample: Sample) -> CustomerMonths:
    """Return the customer-months of a world, as far as it is observed."""
    days = scenario.period_days
    plan = RunPlan((sample.seed, 0), first_periods(MONTHS, days)[-1])
    world = laboratory(of_size(scenario, sample.size.customers))
    observed = run(world, plan, threads=THREADS).history.observed
    return customer_months(observed, WarningSettings(given_up_after_weeks=13.0, period_days=days))


def _nobody_differs(scenario: Scenario) -> Scenario:
    """Return the world where all buy at one rate and leave at one, whatever they live through."""
    lawless = without_laws(scenario, *(law for law in get_args(LawName) if law not in _LEFT))
    for path, value in (("buyer.rate_shape", _ALIKE), ("purchase.season", 0.0)):
        lawless = with_setting(lawless, path, value)
    return with_equal_frailty(lawless)


def measure(sample: Sample) -> Measured:
    """Compare the warnings where customers differ and change, and where they do not."""
    lift, brier = gains(_lived(sample.scenario, sample))
    lift_off, brier_off = gains(_lived(_nobody_differs(sample.scenario), sample))
    values = (lift.mean, lift.low, brier.low, lift_off.mean, lift_off.low, brier_off.low)
    return Measured(dict(zip(_LABELS, values, strict=True)), lift_off.mean)


FACT: Final = Fact(
    name="warned_by_more_than_recency",
    number="D1.8",
    claim="a hazard of all signs finds those who fall silent better than recency alone",
    kind="emergent",
    source="Neslin, Gupta, Kamakura, Lu and Mason (2006)",
    off="customers who do not differ or change",
    bands=(
        Band(_LIFT, low=0.0),
        Band(_LIFT_LOW, low=0.0),
        Band(_BRIER_LOW, low=0.0),
        Band(_LIFT_OFF, -0.15, 0.15),
        Band(_LIFT_LOW_OFF, high=0.0),
        Band(_BRIER_LOW_OFF, high=0.0),
    ),
    full=Size(20_000),
    quick=Size(3_000),
    measure=measure,
)

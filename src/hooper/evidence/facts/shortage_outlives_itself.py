"""A shortage of staff outlives itself: what people got used to while hands were missing stays afterwards.

For eight weeks three in ten agents are missing at a desk that otherwise has just enough. Cases get less time,
and that becomes the standard. Quality is the care that a case gets times the skill of who gives it; it is
compared with that of the same desk without the shortage, week by week, and is back when it has reached 95 %
for good. Where standards do not erode and nobody loses heart, it is back as soon as the hands are.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario.another_period import in_another_period
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.scenario import Scenario
from hooper.scenario.staff_settings import StaffCut, StaffSettings

SHORTAGE_WEEKS: Final = 8
SHORTAGE_SHARE: Final = 0.3
FIRST_WEEK: Final = 52
WEEKS: Final = 156
BACK: Final = 0.95
# A desk that is just able to do its work, with people enough for three tenths of them to be a number.
JUST_ENOUGH: Final = DeskSettings(
    agents_per_1000=1.5, days_per_case=4.5, patience_days=28.0, agent_cost_per_month=2500.0
)
CUT: Final = StaffCut(
    share=SHORTAGE_SHARE, from_day=FIRST_WEEK * DAYS_PER_WEEK, days=SHORTAGE_WEEKS * DAYS_PER_WEEK
)
NO_LOOP: Final = {"erosion_per_month": 0.0, "morale_per_pressure": 0.0, "morale_per_satisfaction": 0.0}
_LOOP, _NO_LOOP, _LOWEST = _LABELS = (
    "weeks until quality is back, in lengths of the shortage",
    "the same, without the loop",
    "lowest quality, as a share of that without the shortage",
)


def lengths_until_back(relative: NDArray[np.float64]) -> float:
    """Return for how many lengths of the shortage quality stays below 95 % of usual after it is over.

    `relative` is quality as a share of that without the shortage, week by week; infinite if it is not back at
    the end.
    """
    after = relative[FIRST_WEEK + SHORTAGE_WEEKS :]
    below = np.flatnonzero(after < BACK)
    if not below.size:
        return 0.0
    return float(np.inf if below[-1] == after.size - 1 else (below[-1] + 1) / SHORTAGE_WEEKS)


def with_desk(scenario: Scenario, staff: StaffSettings) -> Scenario:
    """Return the scenario in weeks, with a desk that has just enough hands and with this staff."""
    weekly = in_another_period(scenario, "week")
    return weekly.model_copy(update={"desk": JUST_ENOUGH, "staff": staff})


def relative_quality(scenario: Scenario, staff: StaffSettings, sample: Sample) -> NDArray[np.float64]:
    """Return quality with the shortage as a share of that without, by week, the mean over replications."""
    short = staff.model_copy(update={"cuts": (CUT,)})
    with_shortage, without = (
        np.mean([_quality(with_desk(scenario, each), sample, key) for key in sample.keys], axis=0)
        for each in (short, staff)
    )
    return with_shortage / without


def _quality(scenario: Scenario, sample: Sample, key: tuple[int, int]) -> NDArray[np.float64]:
    founders = scenario.founders.model_copy(update={"customers": sample.size.customers})
    world = laboratory(scenario.model_copy(update={"founders": founders}))
    seen = run(world, RunPlan(key, WEEKS), threads=THREADS).books.operations
    return seen["service_desk.care"] * seen["service_desk.skill"]


def measure(sample: Sample) -> Measured:
    """Live worlds with the shortage and without it, with the loop and without."""
    staff = StaffSettings()
    on = relative_quality(sample.scenario, staff, sample)
    off = relative_quality(sample.scenario, staff.model_copy(update=NO_LOOP), sample)
    lengths, without = lengths_until_back(on), lengths_until_back(off)
    values = (lengths, without, float(on[FIRST_WEEK:].min()))
    return Measured(dict(zip(_LABELS, values, strict=True)), without)


FACT: Final = Fact(
    name="shortage_outlives_itself",
    number="F32",
    claim="a shortage of staff lowers quality for much longer than it lasts",
    kind="built in",
    source="Oliva and Sterman (2001)",
    off="standards that do not erode, and a staff that does not lose heart",
    bands=(Band(_LOOP, low=2.0), Band(_NO_LOOP, 0.0, 0.5), Band(_LOWEST, high=BACK)),
    full=Size(12_000, replications=3),
    quick=Size(6_000, replications=2),
    measure=measure,
)

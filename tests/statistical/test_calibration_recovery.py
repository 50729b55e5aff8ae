"""Calibration to a simulated log finds the parameters that the log was made with, within its intervals.

Fixed seeds. A log of 3,000 customers and four parameters: of four 95 % intervals that hold, fewer than three
cover once in 71 times (binomial: P(X <= 2) = 0.014). The logs are of other words than the search.
"""

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.history.observed import Observed
from hooper.scenario import presets
from hooper.scenario.firm_settings import FounderSettings
from hooper.scenario.scenario import Scenario
from hooper.study.founders import founders_only
from hooper.study.simulated_moments.calibration_window import window_of
from hooper.study.simulated_moments.world_calibration import WorldCalibration, calibrate_world
from hooper.study.simulated_moments.world_parameters import PARAMETERS, chosen_parameters

pytestmark = pytest.mark.slow
TRUE = {"rate_mean": 0.6, "rate_shape": 0.8, "risk_per_order": 2.0, "spend_mean": 30.0}
LOGGED, WEEKS = 3_000, 60


def log_of(seed: int) -> tuple[Observed, Scenario]:
    """A log of customers with the true parameters who enter within twelve weeks, and what is not fitted."""
    template = presets.load("retail", ["defection.months_at_risk_per_month=0.1", "seed=1"])
    world = template
    for name, value in TRUE.items():
        world = PARAMETERS[name].put(world, value)
    founders = FounderSettings(customers=LOGGED, entry_day_shares=(1.0,) * 84)
    closed = world.acquisition.model_copy(update={"newcomers_per_month_per_1000": 0.0})
    lived = world.model_copy(update={"founders": founders, "acquisition": closed})
    observed = run(World(lived), RunPlan((seed, 0), WEEKS)).history.observed
    return founders_only(observed, LOGGED), template


def recovered(seed: int) -> WorldCalibration:
    observed, template = log_of(seed)
    return calibrate_world(observed, template, window_of(observed), chosen_parameters(TRUE), 5_000)


@pytest.mark.parametrize("seed", [11, 12])
def test_intervals_cover_the_parameters_that_the_log_was_made_with(seed):
    found = recovered(seed)
    estimates = found.identification.estimates
    covered = [each.low <= TRUE[each.name] <= each.high for each in estimates]
    assert sum(covered) >= 3, [(each.name, each.low, each.high) for each in estimates]
    assert all(each.verdict == "identified" for each in estimates)
    assert np.array([each.value for each in estimates]) == pytest.approx([*TRUE.values()], rel=0.25)
    assert abs(found.holdout.miss_in_holdout(found.holdout.world)) < 0.10

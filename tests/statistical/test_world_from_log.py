"""The world that is built from the CDNOW log reproduces it, and its laws matter.

Everything runs on fixed seeds. The bands are those of the study: 5 % and 2 points; with 20 worlds of
20,000 customers the Monte-Carlo error of the mean curve is below 0.5 %, so a fault of the world is seen.
"""

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log
from hooper.history.repeat_purchases import repeat_distribution
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld, target_of
from hooper.study.calibration import Factors, calibrate, with_factors
from hooper.study.founders import founder_curve, founders_only

pytestmark = pytest.mark.slow
CUSTOMERS, WORLDS, CUT_DAYS, WEEK = 20_000, 20, 272.0, 39


@pytest.fixture(scope="module")
def calibrated() -> CalibratedWorld:
    observed, _ = read_log("example:cdnow")
    template = presets.load("experiments/which_retention_strategy/scenario.toml")
    return calibrate(observed, template, CUT_DAYS, CUSTOMERS, seed=19970101)


def reproduction(scenario: Scenario, worlds: int) -> tuple[float, float]:
    """The relative miss of the curve at week 39, and the mean absolute miss of the shares."""
    observed, _ = read_log("example:cdnow")
    target = target_of(observed, CUT_DAYS, WEEK)
    curves, shares = [], []
    for replication in range(worlds):
        history = run(World(scenario), RunPlan((19970101, replication), 40)).history
        own = founders_only(history.observed, CUSTOMERS)
        curves.append(founder_curve(own, CUSTOMERS, WEEK)[WEEK])
        shares.append(repeat_distribution(summarise(own, CUT_DAYS)))
    miss = np.mean(curves) / target.cumulative[WEEK] - 1.0
    return float(miss), float(np.abs(np.mean(shares, axis=0) - target.shares).mean())


def twelve_month_retention(scenario: Scenario) -> float:
    exits = run(World(scenario), RunPlan((1, 0), 52)).history.truth.exits
    return 1.0 - int((exits["customer_id"].to_numpy() < CUSTOMERS).sum()) / CUSTOMERS


def test_twenty_worlds_reproduce_the_log(calibrated):
    curve, shares = reproduction(calibrated.scenario, WORLDS)
    assert abs(curve) <= 0.05
    assert shares <= 0.02


def test_a_world_with_a_tenth_more_purchases_is_told_apart(calibrated):
    factors = Factors(**calibrated.factors)
    more = Factors(1.1 * factors.rate, factors.months_at_risk_per_order, factors.stage_steepness)
    curve, _ = reproduction(with_factors(calibrated.scenario, calibrated.bg_nbd, more), 3)
    assert abs(curve) > 0.05


def test_a_fall_of_one_standard_deviation_in_experience_costs_five_points_of_retention(calibrated):
    scenario = calibrated.scenario
    spread = np.hypot(scenario.character.quality_sd, scenario.experience.noise_sd)
    worse = scenario.experience.model_copy(update={"quality_shift": -float(spread)})
    before = twelve_month_retention(scenario)
    after = twelve_month_retention(scenario.model_copy(update={"experience": worse}))
    assert before - after >= 0.05

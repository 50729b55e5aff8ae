"""What the worlds of a calibration say of their own luck."""

import numpy as np
import pytest

from hooper.scenario import presets
from hooper.study.simulated_moments.calibration_window import CalibrationWindow
from hooper.study.simulated_moments.simulated_targets import SimulatedTargets, with_founders
from hooper.study.simulated_moments.targets import Targets
from hooper.study.simulated_moments.world_parameters import chosen_parameters

POINT = np.log([1.0])


def worlds_of(customers):
    window = CalibrationWindow(weeks=12, holdout_weeks=12, weeks_before=0, entry_day_shares=(1.0,))
    template = with_founders(presets.load("retail", ["seed=1"]), window, customers)
    targets = Targets({"frequency": np.array([0.0, 2.0])})
    return SimulatedTargets(template, window, chosen_parameters(["rate_mean"]), targets)


def test_four_times_the_customers_halve_the_luck_of_a_world():
    """Of 400 resamples a standard error is off by 3.5 %: a ratio leaves a fifth once in 20,000."""
    few, many = (np.sqrt(np.diag(worlds_of(size).covariance_at(POINT))) for size in (1_000, 4_000))
    assert few / many == pytest.approx(2.0, rel=0.2)


def test_the_luck_of_a_share_is_that_of_a_coin():
    worlds = worlds_of(2_000)
    [share] = worlds.at([POINT])
    wanted = np.sqrt(share * (1.0 - share) / 2_000)
    assert np.sqrt(np.diag(worlds.covariance_at(POINT))) == pytest.approx(wanted, rel=0.15)

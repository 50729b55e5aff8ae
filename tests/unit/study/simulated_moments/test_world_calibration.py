"""What a calibrated scenario must be to be read again."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario import presets
from hooper.scenario.assumptions import with_values
from hooper.scenario.write_scenario import scenario_text
from hooper.study.simulated_moments.world_calibration import within_limits

RETAIL = presets.load("retail")


def test_customers_who_hardly_leave_may_bring_no_more_than_the_firm_plans_to_win(tmp_path):
    """Such a world would grow without end, and be refused when it is read."""
    calm = with_values(RETAIL, {"defection.months_at_risk_per_month": 0.003})
    path = tmp_path / "calm.toml"
    path.write_text(scenario_text(calm))
    with pytest.raises(InputError, match="grows without end"):
        presets.load(str(path))
    path.write_text(scenario_text(within_limits(calm)))
    acquisition = presets.load(str(path)).acquisition
    assert acquisition.most_introductions_per_month_per_1000 == acquisition.newcomers_per_month_per_1000


def test_a_world_that_loses_more_than_it_wins_by_talk_is_left_alone():
    assert within_limits(RETAIL) == RETAIL

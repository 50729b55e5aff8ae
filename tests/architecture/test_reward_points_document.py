"""What docs/reward_points.md says of settings is so, and its TOML is a scenario."""

import re
from pathlib import Path

import pytest

from hooper.mechanisms.points_pressure import PointsPressureSettings
from hooper.scenario.read_settings import read_settings
from hooper.scenario.reward_points_settings import RewardPointsSettings, TierSettings
from hooper.scenario.scenario import Scenario
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reward_points.md").read_text()
SECTIONS = {
    "## What points are worth, and to whom it is owed": RewardPointsSettings,
    "### Each tier": TierSettings,
    "### Settings of the law": PointsPressureSettings,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_its_toml_is_a_scenario_with_a_tier_and_the_law(tmp_path):
    [text] = re.findall(r"^```toml\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    path = tmp_path / "mine.toml"
    path.write_text(text)
    scenario = read_settings(path, Scenario)
    assert scenario.reward_points
    assert [tier.name for tier in scenario.reward_points.tiers] == ["silver"]
    assert "points_pressure" not in scenario.laws_off

"""A scenario that is written reads as itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from hooper.scenario.write_scenario import scenario_text


def again(scenario, path):
    path.write_text(scenario_text(scenario, "Written by a test."), encoding="utf-8")
    return presets.load(str(path))


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_reads_as_itself(name, tmp_path):
    scenario = presets.load(name)
    assert again(scenario, tmp_path / "world.toml") == scenario


@given(st.floats(1e-12, 1e12), st.text(max_size=20))
def test_every_number_and_text_reads_as_itself(tmp_path_factory, number, text):
    scenario = Scenario(name=text)
    scenario = scenario.model_copy(
        update={"buyer": scenario.buyer.model_copy(update={"rate_mean_per_month": number})}
    )
    assert again(scenario, tmp_path_factory.mktemp("worlds") / "world.toml") == scenario

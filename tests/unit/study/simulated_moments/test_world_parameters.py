"""Parameters move the settings that they name, and each moves alone."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario import presets
from hooper.study.simulated_moments.world_parameters import PARAMETERS, USUAL, chosen_parameters

RETAIL = presets.load("retail")
READ = [name for name in PARAMETERS if name not in ("stage_steepness", "decline_odds")]


@pytest.mark.parametrize("name", READ)
def test_what_is_put_in_is_read_again_and_moves_no_other(name):
    parameter = PARAMETERS[name]
    value = 1.7 * parameter.start(RETAIL)
    moved = parameter.put(RETAIL, value)
    assert parameter.read(moved) == pytest.approx(value)
    others = [PARAMETERS[other] for other in READ if other != name]
    assert [each.read(moved) for each in others] == pytest.approx([each.read(RETAIL) for each in others])


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=PARAMETERS)
def test_only_the_settings_that_are_named_move(parameter):
    old, new = RETAIL.model_dump(), parameter.put(RETAIL, 1.1 * parameter.start(RETAIL)).model_dump()
    moved = {f"{section}.{key}" for section in old for key in _changed(old[section], new[section])}
    assert moved
    assert moved <= set(parameter.keys)


def _changed(old, new):
    return [key for key in old if old[key] != new[key]] if isinstance(old, dict) else []


def test_a_steepness_of_one_leaves_the_stages_and_of_nearly_none_makes_them_alike():
    steepness = PARAMETERS["stage_steepness"]
    assert steepness.put(RETAIL, 1.0) == RETAIL
    flat = steepness.put(RETAIL, 1e-9).purchase
    assert flat.multiplier_in_decline == pytest.approx(flat.multiplier_in_stability)


def test_what_the_scenario_has_at_zero_is_looked_for_amid_its_bounds():
    assert RETAIL.defection.months_at_risk_per_order == 0.0
    risk = PARAMETERS["risk_per_order"]
    assert risk.low < risk.start(RETAIL) < risk.high


def test_an_unknown_parameter_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="rate_shape"):
        chosen_parameters(["rate_shap"])


def test_the_usual_ones_are_there():
    assert set(USUAL) < set(PARAMETERS)

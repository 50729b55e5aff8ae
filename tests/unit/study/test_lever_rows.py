"""What a report says of the levers of a world."""

import math

import pytest

from hooper.scenario import presets
from hooper.scenario.lever_effects import LeverEffects
from hooper.study.bond_rows import bond_rows
from hooper.study.lever_rows import lever_rows
from hooper.study.programme_rows import programme_rows

POINTS = ['switched_on=["points_pressure"]', "reward_points.value_per_point=0.05"]


def of_programme(*given):
    rows = lever_rows(presets.load("retail", given))
    return [row for row in rows if row.strategy == "loyalty_programme"]


def test_where_points_are_felt_they_are_a_lever_and_cost_what_they_are_worth():
    plain, with_points = of_programme(), of_programme(*POINTS)
    assert [row.cost for row in plain] == [0.03] * 2
    assert [row.cost for row in with_points] == [0.05] * 3
    assert with_points[-1].effect == pytest.approx(math.exp(0.4) - 1.0)
    assert "Kivetz" in with_points[-1].source


def test_every_lever_with_an_effect_of_its_own_is_told_with_its_source():
    world = presets.load("default")
    told = {row.strategy for row in lever_rows(world)}
    keys = {key for (*_, key), _ in (*programme_rows(world), *bond_rows(world))}
    assert keys == {f"lever_effects.{name}" for name in LeverEffects.model_fields}
    assert {"referral_reward", "acquisition_only", "personal_bonds", "structural_bonds"} <= told


def test_a_lever_on_a_law_that_does_not_act_is_not_told():
    told = {name: {row.strategy for row in lever_rows(presets.load(name))} for name in ("retail", "default")}
    of_bonds = {"personal_bonds", "customer_care", "onboarding", "cross_selling"}
    assert told["default"] - told["retail"] == of_bonds
    assert "structural_bonds" in told["retail"]


@pytest.mark.parametrize("given", POINTS)
def test_points_that_are_not_felt_or_a_law_without_points_are_no_lever(given):
    assert len(of_programme(given)) == 2

"""Draws of assumptions stay within their stated ranges and depend on seed and draw alone."""

from itertools import pairwise
from unittest.mock import patch

from hooper.scenario import presets
from hooper.scenario.assumptions import assumed_parameters
from hooper.study import parameter_draws
from hooper.study.parameter_draws import draw_assumptions


def values(draw: int, seed: int = 1) -> dict[str, float]:
    scenario = draw_assumptions(presets.load("retail", [f"seed={seed}"]), draw)
    return {each.key: each.value for each in assumed_parameters(scenario)}


def test_every_assumption_is_drawn_within_its_range():
    stated = {each.key: each for each in assumed_parameters(presets.load("retail"))}
    for draw in range(50):
        for key, value in values(draw).items():
            assert stated[key].low <= value <= stated[key].high, key


def test_draws_differ_and_repeat():
    assert values(0) == values(0)
    assert values(0) != values(1)
    assert values(0) != values(0, seed=2)


def test_draws_fill_the_range():
    margins = [values(draw)["economics.margin"] for draw in range(200)]
    stated = next(
        each for each in assumed_parameters(presets.load("retail")) if each.key == "economics.margin"
    )
    width = stated.high - stated.low
    assert min(margins) < stated.low + 0.05 * width
    assert max(margins) > stated.high - 0.05 * width


def test_no_two_assumptions_rise_and_fall_together():
    stated = {each.key: each for each in assumed_parameters(presets.load("retail"))}
    drawn = values(0)
    levels = sorted((drawn[key] - each.low) / (each.high - each.low) for key, each in stated.items())
    assert all(lower < higher for lower, higher in pairwise(levels))


def test_an_assumption_more_moves_no_other():
    with patch.object(
        parameter_draws, "assumed_parameters", lambda scenario: assumed_parameters(scenario)[3:]
    ):
        without = values(0)
    drawn = values(0)
    assert [key for key in drawn if drawn[key] != without[key]] == list(drawn)[:3]

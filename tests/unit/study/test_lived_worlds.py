"""Worlds whose truth is known: that it is the truth, and that estimators are asked without it."""

import numpy as np
import pytest

from hooper.scenario import presets
from hooper.study.built_in_worlds import built_in_worlds, quick_worlds
from hooper.study.structural_world import StructuralWorld
from tests.small_worlds import retail, subscription

MODELS = {world.name: world for world in built_in_worlds(4_000, 2) if world.kind == "reduced form"}


@pytest.mark.parametrize("name", MODELS)
def test_what_is_to_be_expected_is_what_comes_on_average(name):
    """The mean of many lives against their expected values, all in all and of those worth most.

    False alarms: two figures of five worlds at 4.5 standard errors, less than 1 in 10,000.
    """
    lived = MODELS[name].live(seed=11)
    best = lived.expected >= np.quantile(lived.expected, 0.8)
    for some in (np.ones(best.size, np.bool_), best):
        surprise = (lived.realised - lived.expected)[some]
        assert abs(surprise.mean()) < 4.5 * surprise.std() / np.sqrt(surprise.size)


def test_the_models_know_their_truth_exactly_but_for_the_one_that_is_drawn():
    errors = {name: float(world.live(seed=1).error_of_expected.max()) for name, world in MODELS.items()}
    assert [name for name, error in errors.items() if error > 0.0] == ["pareto_ggg"]


def test_the_customers_of_a_world_are_those_who_had_bought_by_the_cut():
    lived = MODELS["hidden_markov"].live(seed=1)
    n = lived.question.summary.n_customers
    assert n < 4_000, "in this model some have not bought yet"
    assert lived.expected.shape == lived.realised.shape == lived.error_of_expected.shape == (n,)


def test_a_scenario_is_lived_as_often_as_is_asked_for():
    lived = StructuralWorld(retail(200), cut_periods=20, horizon_periods=10, futures=4).live(seed=7)
    question = lived.question
    assert (question.cut_days, question.horizon_days, question.contract_days) == (140.0, 70.0, None)
    assert question.observed.end_days == 210.0
    assert lived.expected.shape == (question.summary.n_customers,)
    assert (lived.error_of_expected > 0.0).any()
    assert lived.expected.mean() == pytest.approx(lived.realised.mean(), rel=0.5)


def test_the_firm_of_a_subscription_knows_that_it_has_contracts():
    lived = StructuralWorld(subscription(100), cut_periods=6, horizon_periods=3, futures=2).live(seed=7)
    assert lived.question.contract_days == pytest.approx(365.25 / 12)
    assert lived.question.summary.frequency.max() == 6


def test_the_built_in_worlds_are_of_both_kinds_and_of_their_sizes():
    worlds = built_in_worlds(500, 3)
    assert len({world.name for world in worlds}) == len(worlds) == 12
    scenarios = [world for world in worlds if isinstance(world, StructuralWorld)]
    assert {world.name for world in scenarios} <= set(presets.names())
    sizes = {world.scenario.founders.customers for world in scenarios}
    assert sizes == {100, 500}
    assert {world.kind for world in quick_worlds(100, 2)} == {"reduced form", "structural"}
    assert len(quick_worlds(100, 2)) == 5

"""For whom a strategy works: means by group with intervals over replications, and the kinds of customers."""

import json

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.comparison.for_whom import EffectSums, for_whom
from hooper.comparison.mean_interval import mean_interval
from hooper.comparison.ranking import rank_strategies
from hooper.comparison.regret import regrets
from tests.unit.report.example_content import example_outcome

STAGES, SEGMENTS = ("young", "old"), ("lead", "gold", "nobody")


def sums(customers, profit, kinds, **others):
    customers = np.asarray(customers, np.float64)
    nothing = np.full(len(customers), np.nan)
    given = {"contacted": customers / 2.0, "later": nothing, "on_contacted": nothing, "on_others": nothing}
    arrays_given = {**given, **others}
    return EffectSums(
        STAGES, SEGMENTS, customers, profit=np.asarray(profit), kinds=np.asarray(kinds), **arrays_given
    )


@pytest.fixture
def two_worlds():
    """Ten customers in each of two worlds; of 20, 3 are persuadable and 1 is not to be disturbed."""
    customers = [[[2.0, 2.0, 0.0], [4.0, 2.0, 0.0]]] * 2
    profit = [[[2.0, 0.0, 0.0], [8.0, -2.0, 0.0]], [[4.0, 0.0, 0.0], [8.0, -6.0, 0.0]]]
    kinds = np.zeros((2, 2, 3, 4))
    kinds[..., 1] = customers
    kinds[0, 1, 0] = [2.0, 1.0, 1.0, 0.0]
    kinds[1, 1, 1] = [1.0, 0.0, 0.0, 1.0]
    return for_whom("offers", sums(customers, profit, kinds, later=np.array([5.0, 7.0])))


def test_effects_of_groups_are_means_over_customers(two_worlds):
    effects = {(each.by, each.group): each.profit.mean for each in two_worlds.groups}
    assert effects == {
        ("everybody", "everybody"): pytest.approx(0.7),
        ("stage", "young"): 0.75,
        ("stage", "old"): pytest.approx(4.0 / 6.0),
        ("segment", "lead"): pytest.approx(11.0 / 6.0),
        ("segment", "gold"): -1.0,
        ("segment", "nobody"): None,
    }
    assert two_worlds.known.mean == 7.0
    assert two_worlds.later.mean == 6.0


def test_kinds_are_shares_and_tell_the_effect_on_being_held(two_worlds):
    everybody = two_worlds.groups[0]
    assert everybody.kinds == {
        "persuadable": 0.15,
        "sure_thing": 0.75,
        "lost_cause": 0.05,
        "do_not_disturb": 0.05,
    }
    assert everybody.held.mean == pytest.approx(0.1)
    assert everybody.contacted == 0.5
    assert two_worlds.groups[-1].kinds is None


def test_intervals_are_over_replications_and_need_two(two_worlds):
    young = two_worlds.groups[1].profit
    assert (young.low, young.high) == pytest.approx((0.75 - 12.7062 * 0.25, 0.75 + 12.7062 * 0.25), rel=1e-4)
    assert not young.leaves_zero
    once = for_whom("offers", sums([[[1.0, 1.0, 1.0]] * 2], np.ones((1, 2, 3)), np.ones((1, 2, 3, 4)) / 4.0))
    assert (once.groups[0].profit.mean, once.groups[0].profit.low) == (1.0, None)


def test_the_record_is_plain_json(two_worlds):
    told = json.loads(json.dumps(two_worlds.record()))
    assert told["strategy"] == "offers"
    assert told["on_others"] is None
    assert told["groups"][3]["group"] == "lead"
    assert {"effect", "effect_low", "held_effect", "persuadable", "do_not_disturb"} <= told["groups"][
        0
    ].keys()


@given(arrays(np.float64, (3, 2, 3), elements=st.floats(-1e3, 1e3)))
def test_stages_and_segments_add_up_to_everybody(profit):
    customers = np.full((3, 2, 3), 4.0)
    told = for_whom("offers", sums(customers, profit, np.ones((3, 2, 3, 4))))
    for by, size in (("stage", 12.0), ("segment", 8.0)):
        total = sum(size * (each.profit.mean or 0.0) for each in told.groups if each.by == by)
        assert total == pytest.approx(told.known.mean, abs=1e-6)


def test_a_mean_of_nothing_is_not_computable():
    assert mean_interval(np.array([np.nan])).mean is None
    assert not mean_interval(np.array([np.nan])).leaves_zero
    assert mean_interval(np.array([2.0, 2.0])).leaves_zero


def test_regret_is_told_against_the_best_oracle_and_only_if_there_is_one():
    outcome = example_outcome()
    assert all(row.regret is None for row in rank_strategies(outcome, "no_intervention"))
    oracles = ["loyalty_programme", "more_service_capacity"]
    rows = {row.strategy: row for row in rank_strategies(outcome, "no_intervention", oracles=oracles)}
    behind = {name: row.regret.difference for name, row in rows.items() if row.regret}
    assert behind["more_service_capacity"] == 0.0
    gains = {name: row.gain.difference or 0.0 for name, row in rows.items()}
    for name, regret in behind.items():
        assert regret == pytest.approx(gains["more_service_capacity"] - gains[name], abs=1e-6)
    assert {"regret", "regret_low", "regret_high"} <= rows["no_intervention"].record().keys()
    assert "regret" not in rank_strategies(outcome, "no_intervention")[0].record()


def test_the_regret_of_a_strategy_with_missing_runs_is_not_computable():
    equity = xr.DataArray(
        [[1.0, 2.0], [3.0, np.nan]], {"strategy": ["oracle", "other"]}, ("strategy", "replication")
    )
    assert regrets(equity, ["oracle"])["other"].status == "incomplete"
    assert regrets(equity, []) == {}

"""The parts of the facts on targeting: who is scored, what is compared, and what is switched off."""

from types import SimpleNamespace

import numpy as np
import pytest

from hooper.evidence.facts.default_world import default_world, of_size
from hooper.evidence.facts.fact import Sample, Size
from hooper.evidence.facts.stages_want_strategies_of_their_own import (
    MATCHED,
    SINGLE,
    equities,
    where_offers_move_nobody,
)
from hooper.evidence.facts.uplift_saves_more_than_risk import Scored, all_persuaded_alike
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION, FORMATION, GONE, STABILITY
from hooper.strategies.actions import OFFER
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws

BUDGET = Budget(Prices(0.5, 0.5, 1.0, 5.0, 0.0), 3)


def offered(strategy):
    stage = np.array([EXPLORATION, FORMATION, STABILITY, DECLINE, GONE, STABILITY])
    view = SimpleNamespace(truth=SimpleNamespace(stage=stage))
    actions = strategy.decide(view, BUDGET, Draws((1, 0), 24))
    assert (actions.levers == OFFER).all()
    return actions.rows.tolist()


def test_single_stages_and_the_matched_strategy_make_the_offers_that_they_say():
    assert [offered(each) for each in SINGLE] == [[0], [1], [2, 5], [3]]
    assert offered(MATCHED) == [0, 1, 2, 3, 5]


def test_where_offers_move_nobody_they_only_cost():
    world = where_offers_move_nobody(of_size(default_world(), 300))
    usual, *others = equities(world, Sample(Size(300), seed=3))[0]
    assert all(each < usual for each in others)
    assert min(others) == others[-1]


def test_all_persuaded_alike_leaves_nobody_out_and_nobody_annoyed():
    character = all_persuaded_alike(default_world()).character
    assert (character.persuadable_share, character.annoyed_share) == (1.0, 0.0)
    assert character.persuasion == default_world().character.persuasion


def test_saved_are_counted_among_the_tenth_with_the_highest_scores():
    effect = np.zeros(20)
    effect[[3, 7]] = (0.5, 0.25)
    uplift, risk = effect.copy(), -np.arange(20.0)
    scored = Scored(effect, uplift, risk, np.zeros(20))
    assert scored.saved(scored.uplift) == pytest.approx(375.0)
    assert scored.saved(scored.risk) == 0.0
    assert scored.saved(scored.learned) == pytest.approx(37.5), "all are equal: a mean of everybody"

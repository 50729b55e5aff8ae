"""Scores of effects and kinds of customers, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.comparison.effect_kinds import (
    DO_NOT_DISTURB,
    LOST_CAUSE,
    PERSUADABLE,
    SURE_THING,
    effect_kinds,
)
from hooper.comparison.effect_scorecard import score_effects, true_gain_curve

EFFECT = np.array([4.0, 2.0, 0.0, -2.0])
any_effects = st.integers(0, 2**16 - 1).map(lambda seed: np.random.default_rng(seed).normal(size=(2, 40)))


def test_each_pair_of_lives_is_of_one_kind():
    without, with_offer = np.array([[0.0, 1.0, 0.0, 1.0]]), np.array([[1.0, 1.0, 0.0, 0.0]])
    kinds = effect_kinds(without, with_offer)
    assert kinds.tolist() == [[PERSUADABLE, SURE_THING, LOST_CAUSE, DO_NOT_DISTURB]]
    assert effect_kinds(with_offer, without).tolist() == [
        [DO_NOT_DISTURB, SURE_THING, LOST_CAUSE, PERSUADABLE]
    ]


def test_chances_are_told_apart_by_effects_that_count():
    without, with_offer = np.array([0.9, 0.2, 0.5, 0.6]), np.array([0.93, 0.23, 0.6, 0.4])
    kinds = effect_kinds(without, with_offer, least_effect=0.05)
    assert kinds.tolist() == [SURE_THING, LOST_CAUSE, PERSUADABLE, DO_NOT_DISTURB]


def test_the_best_order_gains_all_there_is_and_equals_share_their_gain():
    assert true_gain_curve(EFFECT, EFFECT).gain.tolist() == [0.0, 1.0, 1.5, 1.5, 1.0]
    assert true_gain_curve(np.zeros(4), EFFECT).gain.tolist() == [0.0, 1.0]


def test_a_card_is_that_of_the_order_and_not_of_the_values():
    card = score_effects(np.array([1.0, 9.0, 0.5, 0.0]), EFFECT, EFFECT, top=0.25)
    assert (card.gain_at_top, card.best_gain_at_top, card.share_of_best_gain) == (2.0, 4.0, 0.5)
    assert card.rank_correlation == pytest.approx(0.8)
    assert card.best_qini == pytest.approx(0.25 * (0.5 + 1.25 + 1.5 + 1.25) - 0.5)
    assert card.gain_of_everybody == 1.0


def test_a_score_without_information_gains_what_lots_gain():
    card = score_effects(np.zeros(4), EFFECT, EFFECT)
    assert card.rank_correlation is None
    assert (card.qini, card.gain_at_top) == (0.0, card.gain_of_everybody)


def test_where_offers_help_nobody_there_is_no_share_of_the_best():
    assert score_effects(EFFECT, EFFECT - 9.0, EFFECT).share_of_best_gain is None


@given(any_effects)
@settings(max_examples=50)
def test_no_score_gains_more_than_the_truth_and_its_order_is_all_that_counts(case):
    score, effect = case
    card = score_effects(score, effect, effect)
    assert card.gain_at_top <= card.best_gain_at_top + 1e-12
    assert card.qini <= card.best_qini + 1e-12
    assert score_effects(np.exp(score), effect, effect) == card


def test_luck_is_not_praised_where_the_order_comes_from_other_futures():
    """Nobody gains anything: by the same futures the best tenth would gain 1.75, by others it gains nothing.

    The mean of 1,000 has a standard error of .032: .13 is four of them, a false alarm in 10,000.
    """
    first, second = np.random.default_rng(1).normal(size=(2, 10_000))
    assert score_effects(first, first, first).best_gain_at_top > 1.5
    assert abs(score_effects(first, second, first).best_gain_at_top) < 0.13

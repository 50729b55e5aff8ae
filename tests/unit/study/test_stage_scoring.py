from functools import cache, partial

import numpy as np
import pytest

from hooper.comparison.true_stages import tellable_stages_at
from hooper.engine.simulate import simulate
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.customer_summary import summarise
from hooper.history.purchases import merge_same_day
from hooper.segmentation import stage_rule
from hooper.segmentation.lifecycle_stages import DECLINE, EXPLORATION, FORMATION, STABILITY
from hooper.segmentation.monthly_curves import ProfitSettings, monthly_curves
from hooper.segmentation.stage_classifier import StageClassifierSettings
from hooper.segmentation.stage_features import StageFeatureSettings
from hooper.study.stage_lessons import stage_lessons, train_on
from hooper.study.stage_scoring import score_decline, score_stages
from tests.small_worlds import default_world

MONTHS = 24
CUT_DAYS = MONTHS * DAYS_PER_MONTH
REVIEWS = [month * DAYS_PER_MONTH for month in range(6, MONTHS + 1, 6)]
FEATURES = StageFeatureSettings()


@cache
def history():
    return simulate(default_world(400), MONTHS, seed=5).history


def by_truth(observed, cut_days):
    customers = summarise(observed, cut_days).customer_id
    return tellable_stages_at(history().truth, customers, cut_days, DAYS_PER_MONTH)


by_rule = partial(stage_rule.stage_of, settings=stage_rule.StageRuleSettings())


def test_the_truth_itself_is_always_right_and_never_late():
    scores = score_stages(by_truth, history(), CUT_DAYS, DAYS_PER_MONTH)
    assert scores.everybody.accuracy == scores.still_there.adjusted_rand_index == 1.0
    detected = score_decline(by_truth, history(), REVIEWS, DAYS_PER_MONTH)
    assert detected.false_alarms == 0.0
    assert detected.delay.at([REVIEWS[0]]).tolist() == [0.0]


def test_who_is_gone_is_scored_with_everybody_only():
    scores = score_stages(by_rule, history(), CUT_DAYS, DAYS_PER_MONTH)
    everybody, there = scores.everybody.confusion.sum(axis=1), scores.still_there.confusion.sum(axis=1)
    assert np.array_equal(everybody[:DECLINE], there[:DECLINE])
    assert everybody[DECLINE] > there[DECLINE] > 0
    assert everybody.sum() == summarise(history().observed).n_customers


def test_the_lessons_of_a_review_are_the_stages_that_hold_then():
    lessons = stage_lessons(history(), REVIEWS, FEATURES)
    known = [by_truth(history().observed, day) for day in REVIEWS]
    assert lessons.stages.tolist() == np.concatenate(known).tolist()
    assert lessons.features.shape[0] == lessons.stages.size


def test_what_is_learnt_from_a_world_tells_it_better_than_the_rule():
    taught = train_on(history(), REVIEWS, FEATURES, StageClassifierSettings(trees=30))
    scheme = partial(taught.stage_of, settings=FEATURES)
    of_both = [
        score_stages(each, history(), CUT_DAYS, DAYS_PER_MONTH).everybody for each in (scheme, by_rule)
    ]
    learnt, ruled = of_both
    assert learnt.accuracy > ruled.accuracy > ruled.largest_class


def test_more_reviews_tell_decline_no_later():
    """A scheme that is right is told at the next review, however many there are."""
    every_month = [month * DAYS_PER_MONTH for month in range(6, MONTHS + 1)]
    few, many = (
        score_decline(by_truth, history(), days, DAYS_PER_MONTH).delay for days in (REVIEWS, every_month)
    )
    assert many.median == pytest.approx(DAYS_PER_MONTH)
    assert few.median >= many.median


def test_profit_as_a_firm_counts_it_begins_below_zero_and_peaks_in_stability():
    """Volume rises with the stages and falls in decline; the months are those of all lives together."""
    volume, profit, stage, first = [], [], [], []
    for month in range(1, MONTHS + 1):
        day = month * DAYS_PER_MONTH
        curves = monthly_curves(merge_same_day(history().observed, day), day, ProfitSettings())
        volume.append(curves.in_purchases(curves.volume[:, -1]))
        profit.append(curves.in_purchases(curves.profit[:, -1]))
        first.append(curves.months_known == 1)
        stage.append(by_truth(history().observed, day))
    volume, profit, stage, first = (np.concatenate(each) for each in (volume, profit, stage, first))
    rises = [volume[(stage == each) & ~first].mean() for each in (DECLINE, EXPLORATION, FORMATION, STABILITY)]
    assert rises == sorted(rises)
    by_stage = [profit[(stage == each) & ~first].mean() for each in range(4)]
    assert profit[first].mean() < 0.0 < by_stage[FORMATION]
    assert np.argmax(by_stage) == STABILITY

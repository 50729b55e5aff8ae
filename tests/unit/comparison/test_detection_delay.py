import numpy as np
import pytest

from hooper.comparison.detection_delay import DeclineReviews, score_detection
from hooper.comparison.true_stages import DeclineSpells
from hooper.foundation.errors import InputError

DAYS = np.arange(30.0, 151.0, 30.0)
NEVER, ALWAYS = [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]


def scored(spells, told, first_days=0.0):
    """Score spells (customer, begin, end) against what was told of customers 0, 1, ... at five reviews."""
    whose, begins, ends = zip(*spells, strict=True)
    told = np.array(told, np.bool_).T
    ids = np.arange(told.shape[1], dtype=np.uint64)
    reviews = DeclineReviews(ids, np.full(ids.size, first_days), DAYS, told)
    return score_detection(
        DeclineSpells(np.array(whose, np.uint64), np.array(begins), np.array(ends)), reviews
    )


def test_the_delay_ends_with_the_first_review_at_which_it_is_told():
    scores = scored([(0, 40.0, np.inf)], [[0, 0, 1, 1, 0]])
    assert (scores.spells, scores.told, scores.foretold) == (1, 1, 0.0)
    assert scores.delay.time.tolist() == [50.0]


def test_a_review_on_the_day_of_the_move_has_seen_nothing_of_it():
    scores = scored([(0, 60.0, np.inf)], [[0, 1, 0, 1, 1]])
    assert scores.delay.time.tolist() == [60.0]
    assert scores.foretold == 1.0


def test_spells_that_end_untold_or_outlast_the_reviews_are_censored():
    """One is told after 50 days, one ends after 20, one is still untold after 110: half of two is told."""
    spells = [(0, 40.0, np.inf), (1, 40.0, 60.0), (2, 40.0, np.inf)]
    scores = scored(spells, [[0, 0, 1, 1, 1], NEVER, NEVER])
    assert (scores.spells, scores.told) == (3, 1)
    assert scores.delay.at_risk.tolist() == [2]
    assert scores.delay.median == 50.0
    assert scores.delay.at([110.0]).tolist() == [0.5]


def test_what_is_told_after_a_spell_is_a_false_alarm_and_no_detection():
    scores = scored([(0, 40.0, 70.0)], [[0, 0, 1, 1, 0]])
    assert scores.told == 0
    assert scores.false_alarms == 2 / 4


def test_who_cries_wolf_is_soon_and_wrong():
    scores = scored([(0, 40.0, np.inf), (1, 50.0, np.inf)], [ALWAYS, ALWAYS])
    assert scores.delay.median == 10.0
    assert scores.foretold == scores.false_alarms == 1.0


def test_spells_before_the_first_review_and_before_the_first_purchase_do_not_count():
    with pytest.raises(InputError, match="no decline begins between the first and the last"):
        scored([(0, 20.0, np.inf), (9, 50.0, np.inf)], [ALWAYS])
    with pytest.raises(InputError, match="no decline begins"):
        scored([(0, 50.0, np.inf)], [NEVER], first_days=55.0)

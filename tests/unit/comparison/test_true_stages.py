import numpy as np
import pytest

from hooper.comparison.true_stages import decline_spells, stages_at, tellable_stages_at
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION, FORMATION, GONE, STABILITY
from tests.unit.comparison.moves import truth_of

PERIOD_DAYS = 7.0
LIFE = (
    (3, 1, EXPLORATION, FORMATION),
    (3, 4, FORMATION, STABILITY),
    (3, 9, STABILITY, DECLINE),
    (3, 12, DECLINE, STABILITY),
    (3, 20, STABILITY, DECLINE),
    (3, 24, DECLINE, GONE),
    (8, 2, EXPLORATION, GONE),
    (8, 6, GONE, EXPLORATION),
)
IDS = np.array([1, 3, 8], np.uint64)


@pytest.mark.parametrize(
    ("after_periods", "expected"),
    [
        (1, [EXPLORATION, EXPLORATION, EXPLORATION]),
        (2, [EXPLORATION, FORMATION, EXPLORATION]),
        (4, [EXPLORATION, FORMATION, GONE]),
        (10, [EXPLORATION, DECLINE, EXPLORATION]),
        (25, [EXPLORATION, GONE, EXPLORATION]),
    ],
)
def test_a_move_counts_from_the_end_of_its_period(after_periods, expected):
    assert stages_at(truth_of(LIFE), IDS, after_periods * PERIOD_DAYS, PERIOD_DAYS).tolist() == expected


def test_who_is_gone_is_to_be_told_as_in_decline():
    assert tellable_stages_at(truth_of(LIFE), IDS, 28.0, PERIOD_DAYS).tolist() == [
        EXPLORATION,
        FORMATION,
        DECLINE,
    ]


def test_a_spell_of_decline_goes_on_when_the_customer_leaves_and_ends_when_she_comes_back():
    spells = decline_spells(truth_of(LIFE[::-1]), PERIOD_DAYS)
    assert spells.customer_id.tolist() == [3, 3, 8]
    assert spells.begin_days.tolist() == [70.0, 147.0, 21.0]
    assert spells.end_days.tolist() == [91.0, np.inf, 49.0]


def test_where_nobody_moves_all_explore_and_nobody_declines():
    assert stages_at(truth_of(()), IDS, 70.0, PERIOD_DAYS).tolist() == [EXPLORATION] * 3
    assert decline_spells(truth_of(()), PERIOD_DAYS).customer_id.size == 0

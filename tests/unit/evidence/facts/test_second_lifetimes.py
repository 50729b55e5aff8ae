"""What the fact of second lifetimes makes of moves of stage and of lives that are alike."""

import numpy as np
import pytest

from hooper.evidence.facts.second_lifetimes_by_offer import SecondLives, mean_of_alike, second_lives
from hooper.mechanisms.life_stages import EXPLORATION, GONE
from tests.unit.evidence.facts.hand_made import a_history

OUT, BACK = (EXPLORATION, GONE), (GONE, EXPLORATION)
# Customer 1 comes back twice, 2 in time and stays, 3 never, 4 too late, and 5 had left before.
MOVES = [
    *[(1, 3, *OUT), (1, 5, *BACK), (1, 8, *OUT), (1, 9, *BACK)],
    *[(2, 4, *OUT), (2, 9, *BACK), (3, 6, *OUT)],
    *[(4, 9, *OUT), (4, 10, *BACK), (4, 11, *OUT), (5, 1, *OUT), (5, 4, *BACK), (5, 30, *OUT)],
]
TRUTH = a_history(dict.fromkeys(range(1, 6), (0, 0)), MOVES, []).truth


def test_second_lives_are_first_returns_and_are_cut_off():
    lives = second_lives(TRUTH, first=3, last=10, followed=12)
    assert lives.customer_id.tolist() == [1, 2, 5]
    assert lives.period.tolist() == [5, 9, 4]
    assert lives.periods_there.tolist() == [4, 12, 12]


def test_the_share_is_of_those_who_left_in_the_time_of_offers():
    assert second_lives(TRUTH, first=3, last=10, followed=12).share == pytest.approx(2 / 4)


def lives(*rows):
    ids, periods, there = zip(*rows, strict=True)
    return SecondLives(np.array(ids, np.uint64), np.array(periods), np.array(there), 0.5)


def test_only_those_are_compared_whom_every_offer_brought_back_in_the_same_period():
    found = {
        "upgrade": lives((1, 5, 9), (2, 6, 20), (4, 7, 3)),
        "discount": lives((1, 5, 7), (2, 6, 10), (3, 6, 99)),
        "bundle": lives((1, 5, 6), (2, 6, 8), (3, 6, 99), (4, 6, 99)),
    }
    assert mean_of_alike(found) == {"upgrade": 14.5, "discount": 8.5, "bundle": 7.0}

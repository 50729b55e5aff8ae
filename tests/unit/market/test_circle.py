"""The circle of people around a firm: what talk does to customers, and to those who are none yet."""

import numpy as np
import pytest

from hooper.market.build_network import sparse
from hooper.market.circle import Circle, Talk
from hooper.market.network import NOBODY

# 0 and 1 are customers in slots 3 and 4; 2 knows both of them and is none.
WORD = np.uint32(0)


def a_circle(edges=((0, 2), (1, 2))):
    circle = Circle(sparse(3, np.array(edges)), periods_a_warning_lasts=4)
    circle.enter(np.arange(5), np.array([NOBODY, NOBODY, NOBODY, 0, 1]))
    return circle


STAY = np.empty(0, np.int64)


def brought(circle, *said):
    return circle.spread(*said).brought.tolist()


def said(talkers, *, well=True, brings=True, words=None):
    size = len(talkers)
    words = np.full(size, WORD) if words is None else np.array(words, np.uint32)
    return Talk(np.array(talkers, np.int64), words, np.full(size, well), np.full(size, brings & well))


def test_of_several_who_would_bring_somebody_one_does():
    circle = a_circle()
    assert brought(circle, 0, said([0, 1], words=[9, 4]), STAY) == [NOBODY, 2]
    assert not circle.talks.any()


def test_a_warning_keeps_somebody_away_for_its_time():
    circle = a_circle()
    circle.spread(10, said([0], well=False), STAY)
    came = [brought(circle, period, said([1]), STAY) for period in (11, 14, 15)]
    assert came == [[NOBODY], [NOBODY], [2]]


def test_a_warning_of_the_same_period_is_heard_first():
    circle = a_circle()
    talk = Talk(np.array([0, 1]), np.array([WORD] * 2), np.array([True, False]), np.array([True, False]))
    assert brought(circle, 3, talk, STAY) == [NOBODY, NOBODY]


def test_customers_hear_talk_well_less_talk_ill_and_cannot_be_brought():
    circle = a_circle(edges=((0, 1), (1, 2)))
    talk = Talk(
        np.array([1, 1, 0]), np.array([WORD] * 3), np.array([True, True, False]), np.array([True] * 3)
    )
    assert brought(circle, 0, talk, STAY) == [NOBODY] * 3
    assert circle.talks.tolist() == [2, -1, 0]


def test_who_is_not_in_the_network_reaches_nobody_in_it():
    circle = a_circle()
    assert brought(circle, 0, said([NOBODY]), STAY) == [NOBODY]
    assert not circle.talks.any()


def test_customers_who_are_there_lose_shares_of_their_acquaintances():
    circle = a_circle(edges=((0, 1), (1, 2)))
    listeners = circle.spread(0, said([], brings=False), np.array([0])).listeners
    assert listeners.tolist() == [1]
    assert circle.lost.tolist() == [0, 1, 0]
    assert circle.share_of_one.tolist() == [1.0, 0.5, 1.0]


def test_who_has_left_hears_nothing_until_she_is_back():
    circle = a_circle(edges=((0, 1), (1, 2)))
    circle.spread(0, said([], brings=False), np.array([0]))
    assert circle.spread(1, said([1], words=[0]), STAY).listeners.size == 0
    circle.come_back(np.array([3]))
    assert circle.spread(2, said([1], words=[0]), STAY).listeners.tolist() == [0]


def test_it_goes_on_where_it_stopped():
    one, other = a_circle(), a_circle()
    one.spread(10, said([0], well=False), STAY)
    other.restore(one.state())
    assert brought(other, 11, said([1]), STAY) == [NOBODY]
    assert other.never_customers().tolist() == one.never_customers().tolist() == [2]
    assert other.persons(np.array([2, 4])).tolist() == [NOBODY, 1]
    for name, value in one.state().items():
        assert other.state()[name] == pytest.approx(value)

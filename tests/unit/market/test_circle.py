"""The circle of people around a firm: what talk does to customers, and to those who are none yet."""

import numpy as np
import pytest

from hooper.market.build_network import sparse
from hooper.market.circle import Circle, Pulls, Talk
from hooper.market.network import NOBODY

# 0 and 1 are customers in slots 3 and 4; 2 knows both of them and is none.
WORD = np.uint32(0)


def a_circle(edges=((0, 2), (1, 2))):
    circle = Circle(sparse(3, np.array(edges)), periods_a_warning_lasts=4)
    circle.enter(np.arange(5), np.array([NOBODY, NOBODY, NOBODY, 0, 1]))
    return circle


PULLS = Pulls(np.float32(1.0), np.float32(4.0))
STAY = np.empty(0, np.int64)


def said(talkers, *, well=True, brings=True, words=None):
    size = len(talkers)
    words = np.full(size, WORD) if words is None else np.array(words, np.uint32)
    return Talk(np.array(talkers, np.int64), words, np.full(size, well), np.full(size, brings & well))


def test_of_several_who_would_bring_somebody_one_does():
    heard, brought = a_circle().listen(0, said([0, 1], words=[9, 4]), STAY, PULLS)
    assert brought.tolist() == [NOBODY, 2]
    assert not heard.any()


def test_a_warning_keeps_somebody_away_for_its_time():
    circle = a_circle()
    circle.listen(10, said([0], well=False), STAY, PULLS)
    came = [circle.listen(period, said([1]), STAY, PULLS)[1].tolist() for period in (11, 14, 15)]
    assert came == [[NOBODY], [NOBODY], [2]]


def test_a_warning_of_the_same_period_is_heard_first():
    circle = a_circle()
    talk = Talk(np.array([0, 1]), np.array([WORD] * 2), np.array([True, False]), np.array([True, False]))
    assert circle.listen(3, talk, STAY, PULLS)[1].tolist() == [NOBODY, NOBODY]


def test_customers_hear_talk_well_less_talk_ill_and_cannot_be_brought():
    circle = a_circle(edges=((0, 1), (1, 2)))
    talk = Talk(
        np.array([1, 1, 0]), np.array([WORD] * 3), np.array([True, True, False]), np.array([True] * 3)
    )
    heard, brought = circle.listen(0, talk, STAY, PULLS)
    assert heard.tolist() == [0, 0, 0, 2, -1]
    assert brought.tolist() == [NOBODY] * 3


def test_who_is_not_in_the_network_reaches_nobody_in_it():
    heard, brought = a_circle().listen(0, said([NOBODY]), STAY, PULLS)
    assert (heard.any(), brought.tolist()) == (False, [NOBODY])


def test_customers_lose_shares_of_their_acquaintances():
    circle = a_circle(edges=((0, 1), (1, 2)))
    silence = said([], brings=False)
    lost = [circle.listen(0, silence, gone, PULLS)[0].tolist() for gone in (np.array([0]), STAY)]
    assert lost == [[0.0, 0.0, 0.0, 0.0, -2.0], [0.0] * 5]


def test_it_goes_on_where_it_stopped():
    one, other = a_circle(), a_circle()
    one.listen(10, said([0], well=False), STAY, PULLS)
    other.restore(one.state())
    assert other.listen(11, said([1]), STAY, PULLS)[1].tolist() == [NOBODY]
    assert other.never_customers().tolist() == one.never_customers().tolist() == [2]
    assert other.persons(np.array([2, 4])).tolist() == [NOBODY, 1]
    for name, value in one.state().items():
        assert other.state()[name] == pytest.approx(value)

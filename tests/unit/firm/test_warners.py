"""Who speaks ill of the firm, by name, beside how much is said in all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.ill_talk import IllTalk, share_said
from hooper.firm.warners import Warners

DAYS = 7.0
WORDS = st.lists(st.tuples(st.integers(0, 50), st.floats(0.0, 3.0), st.floats(0.0, 3.0)), max_size=6)


@given(st.lists(WORDS, max_size=8), st.floats(0.1, 9.0))
def test_the_words_of_all_warners_are_what_is_heard(periods, months):
    talk, warners = IllTalk(months, DAYS), Warners(share_said(months, DAYS))
    for period in periods:
        slots, now, later = (
            (np.array(column) for column in zip(*period, strict=True)) if period else [np.empty(0)] * 3
        )
        talk.hear(now.sum(), later.sum())
        warners.hear(slots.astype(np.int64), now, later)
        assert warners.words.sum() == pytest.approx(talk.heard, abs=1e-4)
        assert warners.slots.size == warners.words.size


def test_the_lost_are_forgotten_when_they_have_said_all():
    warners = Warners(share_said=0.5)
    warners.hear(np.array([3]), np.array([0.0]), np.array([1.0]))
    for _ in range(40):
        warners.hear(np.empty(0, np.int64), np.empty(0), np.empty(0))
    assert not warners.lost.size
    assert not warners.slots.size


def test_what_is_remembered_goes_on_where_it_stopped():
    one, other = Warners(share_said=0.5), Warners(share_said=0.5)
    one.hear(np.array([3, 5]), np.array([1.0, 0.0]), np.array([0.0, 2.0]))
    other.restore(one.state())
    for each in (one, other):
        each.hear(np.array([9]), np.array([4.0]), np.array([0.0]))
    assert one.slots.tolist() == other.slots.tolist() == [9, 5]
    assert one.words.tolist() == other.words.tolist() == [4.0, 1.0]

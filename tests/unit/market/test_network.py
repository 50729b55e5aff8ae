"""Networks of acquaintances: whom talk reaches, and which share of the acquaintances is lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.market.build_network import sparse
from hooper.market.network import NOBODY, Everybody

STAR = sparse(5, np.array([[0, 1], [0, 2], [3, 0]]))
PEOPLE = 12
edges = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(lambda edge: edge[0] != edge[1]),
    max_size=30,
)
someone = st.lists(st.integers(0, PEOPLE - 1), unique=True)


def complete(people):
    one, other = np.nonzero(~np.eye(people, dtype=bool))
    return sparse(people, np.stack([one, other], axis=1))


def lost(network, gone, hears=None):
    counted = np.zeros(network.people, np.int32)
    hears = np.ones(network.people, np.bool_) if hears is None else hears
    bereaved = network.count_lost(np.array(gone, np.int64), hears, counted)
    assert set(bereaved.tolist()) == set(np.flatnonzero(counted).tolist())
    return counted


def test_a_word_chooses_an_acquaintance_and_who_has_none_reaches_nobody():
    words = np.array([0, 2**32 // 3, 2**32 - 1, 7, 7], np.uint32)
    assert STAR.reached(np.array([0, 0, 0, 1, 4]), words).tolist() == [1, 1, 3, 0, NOBODY]
    just_above = np.array([2**32 // 3 + 1], np.uint32)
    assert STAR.reached(np.array([0]), just_above).tolist() == [2]
    for network in (STAR, Everybody(5)):
        assert network.reached(np.array([NOBODY]), just_above).tolist() == [NOBODY]


def test_all_acquaintances_are_reached_equally_often():
    """A chi-square of 2 degrees of freedom beyond 20 by chance alone: once in 22,000 runs."""
    words = np.random.default_rng(3).integers(0, 2**32, 30_000, np.uint32)
    counts = np.bincount(STAR.reached(np.zeros(30_000, np.int64), words), minlength=5)[1:4]
    assert ((counts - 10_000.0) ** 2 / 10_000.0).sum() < 20.0


@given(edges, someone, st.sets(st.integers(0, PEOPLE - 1)))
def test_the_lost_are_those_of_counting_by_hand(edges, gone, deaf):
    known = {frozenset(edge) for edge in edges}
    circle = {
        person: {other for pair in known if person in pair for other in pair - {person}}
        for person in range(PEOPLE)
    }
    network = sparse(PEOPLE, np.array(edges, np.int64).reshape(-1, 2))
    hears = ~np.isin(np.arange(PEOPLE), [*deaf])
    by_hand = [len(circle[each] & set(gone)) * (each not in deaf) for each in range(PEOPLE)]
    assert lost(network, gone, hears).tolist() == by_hand
    assert network.degrees().tolist() == [len(circle[each]) for each in range(PEOPLE)]


@given(st.integers(2, 9), st.integers(0, 2**32 - 1), st.data())
def test_a_network_of_all_edges_is_that_of_everybody(people, word, data):
    gone = np.array(data.draw(st.lists(st.integers(0, people - 1), unique=True, min_size=1)), int)
    talkers, words = np.arange(people), np.full(people, word, np.uint32)
    listed, numbered = complete(people), Everybody(people)
    assert listed.reached(talkers, words).tolist() == numbered.reached(talkers, words).tolist()
    assert lost(listed, gone).tolist() == lost(numbered, gone).tolist()
    assert listed.degrees().tolist() == numbered.degrees().tolist()


def test_somebody_alone_reaches_nobody():
    assert Everybody(1).reached(np.array([0]), np.array([5], np.uint32)).tolist() == [NOBODY]
    assert lost(Everybody(1), [0]).tolist() == [0]

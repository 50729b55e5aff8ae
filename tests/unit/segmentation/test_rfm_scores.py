import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.segmentation.rfm_scores import FixedCuts, RfmSettings, rfm_scores

SETTINGS = RfmSettings()
FIXED = {
    "days_since_last": (30.0, 60.0, 90.0, 180.0),
    "purchases": (1.0, 2.0, 5.0, 10.0),
    "spend": (10.0, 50.0, 100.0, 500.0),
}


def test_without_ties_every_score_holds_a_fifth(customers):
    generator = np.random.default_rng(1)
    summary = customers(generator.permutation(50), 2 + generator.permutation(50), generator.permutation(50))
    scores = rfm_scores(summary, SETTINGS)
    for score in (scores.recency, scores.frequency, scores.monetary):
        assert np.bincount(score).tolist() == [0, 10, 10, 10, 10, 10]


def test_the_best_score_is_the_most_recent_the_most_frequent_and_the_highest(customers):
    scores = rfm_scores(customers(range(10), range(2, 12), range(10)), SETTINGS)
    assert scores.recency.tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert scores.frequency.tolist() == scores.monetary.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6), st.integers(0, 9)), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_equals_score_equally_whatever_the_order(customers, rows, shuffler):
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    found = []
    for order in (rows, shuffled):
        scores = rfm_scores(customers(*zip(*order, strict=True)), SETTINGS)
        columns = scores.recency.tolist(), scores.frequency.tolist(), scores.monetary.tolist()
        found.append(dict(zip(order, zip(*columns, strict=True), strict=True)))
    assert found[0] == found[1]


@given(st.lists(st.integers(1, 30), min_size=2, max_size=60))
def test_more_purchases_never_score_less(customers, purchases):
    count = len(purchases)
    scores = rfm_scores(customers(np.ones(count), purchases, np.ones(count)), SETTINGS)
    order = np.argsort(purchases)
    assert (np.diff(scores.frequency[order]) >= 0).all()
    assert set(scores.frequency) <= {1, 2, 3, 4, 5}


def test_fixed_cuts_belong_to_the_side_below(customers):
    settings = RfmSettings(cuts=FixedCuts(**FIXED))
    scores = rfm_scores(customers([30, 31, 200], [1, 2, 11], [10, 10.01, 501]), settings)
    assert scores.recency.tolist() == [5, 4, 1]
    assert scores.frequency.tolist() == [1, 2, 5]
    assert scores.monetary.tolist() == [1, 2, 5]
    assert scores.cut_points == FIXED


def test_fixed_cuts_score_a_customer_whoever_else_there_is(customers):
    settings = RfmSettings(cuts=FixedCuts(**FIXED))
    alone = rfm_scores(customers([40], [3], [70]), settings)
    among = rfm_scores(customers([40, 1, 1], [3, 90, 90], [70, 1, 1]), settings)
    assert alone.recency[0] == among.recency[0] == 4


@pytest.mark.parametrize("cuts", [(1.0, 1.0, 2.0, 3.0), (4.0, 3.0, 2.0, 1.0)])
def test_cuts_that_do_not_rise_are_refused(cuts):
    with pytest.raises(ValidationError, match="must rise"):
        FixedCuts(**(FIXED | {"spend": cuts}))


def test_cdnow_is_cut_at_known_values(cdnow):
    cuts = rfm_scores(cdnow, SETTINGS).cut_points
    assert cuts["purchases"] == (1.0, 1.0, 2.0, 4.0)
    assert cuts["days_since_last"] == (152.0, 442.0, 486.0, 512.0)

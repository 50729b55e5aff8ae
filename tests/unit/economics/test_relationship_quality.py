"""Relationship quality: a case by hand, what holds of all, and what it says of a simulated world."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.comparison.rank_correlation import rank_correlation
from hooper.economics.observed_activity import ObservedActivity
from hooper.economics.relationship_quality import RelationshipQuality
from hooper.foundation.errors import InputError
from tests.unit.economics.observed_by_hand import MONTH, by_hand, same
from tests.unit.economics.surveyed_world import surveyed_world

NAN = float("nan")


def quality_by_hand(since_months=0.0, renamed=None):
    return RelationshipQuality.of(ObservedActivity.of(by_hand(renamed), MONTH, since_months * MONTH))


def test_the_signs_of_four_customers_are_those_counted_by_hand():
    found = quality_by_hand()
    assert found.customer_id.tolist() == [1, 4, 7, 9]
    # A visit, two cases and two questionnaires in 12 months; one case served and one questionnaire in 10.
    assert found.interactions_per_month == pytest.approx([5 / 12, 0.0, 2 / 10, 1 / 6])
    assert same(found.satisfaction, [4.5, NAN, 2.0, NAN])
    assert same(found.bond, [4.0, NAN, NAN, NAN])
    # 1 ordered half a month after the first case, and the second is too young; 7 ordered after one of two.
    assert same(found.forgiven_share, [1.0, NAN, 0.5, NAN])
    assert found.questionnaires_asked.tolist() == [2, 0, 1, 1]
    assert found.questionnaires_answered.tolist() == [2, 0, 1, 0]


def test_trust_and_the_index_are_means_of_the_ranks_that_are_known():
    found = quality_by_hand()
    # Of two who voiced a failure the ranks are .75 and .25; one has a bond, at .5.
    assert same(found.trust, [0.625, NAN, 0.25, NAN])
    assert same(found.index, [0.75, NAN, 0.25, NAN])
    assert found.table().column_names[-2:] == ["trust", "index"]


def test_what_came_before_is_left_out():
    found = quality_by_hand(since_months=5.5)
    assert found.customer_id.tolist() == [1, 4, 7, 9]
    assert found.interactions_per_month == pytest.approx([2 / 6.5, 0.0, 0.0, 1 / 6])
    assert same(found.satisfaction, [4.0, NAN, NAN, NAN])
    assert same(found.forgiven_share, [NAN, NAN, 0.0, NAN])


def test_a_history_of_orders_alone_says_how_little_it_knows():
    found = RelationshipQuality.of(ObservedActivity.of(replace(by_hand(), others={}), MONTH))
    assert not found.interactions_per_month.any()
    assert not found.questionnaires_asked.any()
    assert np.isnan([found.bond, found.forgiven_share, found.satisfaction, found.trust, found.index]).all()


@pytest.mark.parametrize("since_days", [-1.0, 12.0 * MONTH])
def test_a_time_outside_the_history_is_refused(since_days):
    with pytest.raises(InputError, match="is not within the history") as raised:
        ObservedActivity.of(by_hand(), MONTH, since_days)
    assert raised.value.faults[0].where == "since_days"


@given(st.permutations([1, 4, 7, 9]))
def test_it_depends_on_no_order_of_customers(others):
    renamed = dict(zip((1, 4, 7, 9), others, strict=True))
    found, again = quality_by_hand(), quality_by_hand(renamed=renamed)
    place = np.searchsorted(again.customer_id, [renamed[who] for who in (1, 4, 7, 9)])
    for name in found.table().column_names[1:]:
        one, other = (each.table()[name].to_numpy() for each in (found, again))
        assert same(one, other[place]), name


SIGNS = ("interactions_per_month", "bond", "forgiven_share", "satisfaction")
VALUES = st.lists(st.tuples(*[st.integers(0, 4)] * 4), min_size=2, max_size=8)


@given(VALUES, st.sampled_from(SIGNS), st.integers(1, 3))
def test_more_of_a_sign_never_lowers_the_index_of_its_customer(values, sign, more):
    columns = dict(zip(SIGNS, np.array(values, float).T, strict=True))
    none = np.zeros(len(values), np.int64)
    ids = none.astype(np.uint64)
    before = RelationshipQuality(ids, **columns, questionnaires_asked=none, questionnaires_answered=none)
    raised = columns[sign].copy()
    raised[0] += more
    after = replace(before, **{sign: raised})
    assert after.index[0] >= before.index[0] - 1e-12
    assert before.index.mean() == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("sign", "feeling"),
    [("satisfaction", "satisfaction"), ("bond", "emotional_loyalty"), ("index", "satisfaction")],
)
def test_it_tells_what_customers_feel(sign, feeling):
    """A rank correlation of none among n exceeds 4 / sqrt(n - 1) once in 30,000 times."""
    activity, felt = surveyed_world()
    found = RelationshipQuality.of(activity)
    place = np.searchsorted(found.customer_id, felt["customer_id"].to_numpy())
    told = getattr(found, sign)[place]
    known = np.isfinite(told)
    assert known.sum() > 300
    correlation = rank_correlation(told[known], felt[feeling].to_numpy()[known])
    assert correlation > 4.0 / np.sqrt(known.sum() - 1)

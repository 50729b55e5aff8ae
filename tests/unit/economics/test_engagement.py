"""Engagement: a case by hand, what holds of all, and what it says of a simulated world."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.comparison.rank_correlation import rank_correlation
from hooper.economics.engagement import ENROLMENT_LEVER, Engagement
from hooper.economics.observed_activity import ObservedActivity
from hooper.strategies.actions import CUSTOMER_LEVERS
from tests.unit.economics.observed_by_hand import MONTH, by_hand
from tests.unit.economics.surveyed_world import surveyed_world


def engagement_by_hand(since_months=0.0, renamed=None):
    return Engagement.of(ObservedActivity.of(by_hand(renamed), MONTH, since_months * MONTH))


def test_what_four_customers_did_is_what_was_counted_by_hand():
    found = engagement_by_hand()
    assert found.customer_id.tolist() == [1, 4, 7, 9]
    # Whoever came half a month ago counts as known for a month.
    assert found.months_known == pytest.approx([12.0, 1.0, 10.0, 6.0])
    assert found.orders.tolist() == [4, 1, 2, 2]
    assert found.referrals.tolist() == [2, 0, 1, 0]
    assert found.questionnaires_asked.tolist() == [2, 0, 1, 1]
    assert found.questionnaires_answered.tolist() == [2, 0, 1, 0]
    assert found.service_cases.tolist() == [2, 0, 2, 0]
    assert found.enrolled.tolist() == [True, False, False, False]
    assert found.breadth.tolist() == [4, 0, 3, 0]
    assert found.actions_per_month == pytest.approx([0.5, 0.0, 0.4, 0.0])


def test_the_index_is_the_mean_of_percentile_ranks_with_ties_at_their_mean():
    # Orders a month: 1/3, 1, 1/5, 1/3.
    eighths = np.array([[7, 2, 5, 2], [7, 2, 5, 2], [4, 7, 1, 4]])
    found = engagement_by_hand()
    assert found.index == pytest.approx(eighths.mean(axis=0) / 8.0)
    assert found.table().column_names[-3:] == ["breadth", "actions_per_month", "index"]


def test_who_was_enrolled_before_is_enrolled_still():
    found = engagement_by_hand(since_months=5.5)
    assert found.enrolled.tolist() == [True, False, False, False]
    assert found.referrals.tolist() == [1, 0, 0, 0]
    assert found.orders.tolist() == [1, 1, 0, 2]


def test_the_lever_of_enrolment_is_that_of_the_table_of_contacts():
    assert CUSTOMER_LEVERS[ENROLMENT_LEVER] == "enrolment"


@given(st.permutations([1, 4, 7, 9]))
def test_it_depends_on_no_order_of_customers(others):
    renamed = dict(zip((1, 4, 7, 9), others, strict=True))
    found, again = engagement_by_hand(), engagement_by_hand(renamed=renamed)
    place = np.searchsorted(again.customer_id, [renamed[who] for who in (1, 4, 7, 9)])
    for name in found.table().column_names[1:]:
        one, other = (each.table()[name].to_numpy() for each in (found, again))
        assert one.tolist() == other[place].tolist(), name


COUNTED = ("orders", "referrals", "questionnaires_answered", "service_cases")
COUNTS = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=1, max_size=8)


@given(COUNTS, st.sampled_from(COUNTED), st.integers(1, 3))
def test_more_activity_never_lowers_the_index_of_its_customer(counts, kind, more):
    columns = dict(zip(COUNTED, np.array(counts, np.int64).T, strict=True))
    none = np.zeros(len(counts), np.int64)
    ids, enrolled = none.astype(np.uint64), none.astype(np.bool_)
    known = np.ones(none.size)
    before = Engagement(ids, known, **columns, questionnaires_asked=none, enrolled=enrolled)
    raised = columns[kind].copy()
    raised[0] += more
    after = replace(before, **{kind: raised})
    assert after.index[0] >= before.index[0] - 1e-12
    assert before.index.mean() == pytest.approx(0.5)


def test_engaged_customers_are_more_bound_to_the_firm():
    """A rank correlation of none among n exceeds 4 / sqrt(n - 1) once in 30,000 times."""
    activity, felt = surveyed_world()
    found = Engagement.of(activity)
    index = found.index[np.searchsorted(found.customer_id, felt["customer_id"].to_numpy())]
    for feeling in ("satisfaction", "emotional_loyalty"):
        correlation = rank_correlation(index, felt[feeling].to_numpy())
        assert correlation > 4.0 / np.sqrt(index.size - 1), feeling

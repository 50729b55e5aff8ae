from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.opportunity_summary import OpportunitySummary, summary_of_counts


@pytest.fixture
def summary():
    return summary_of_counts([0, 1, 3], [0, 4, 6], [6, 6, 6], [2, 1, 2], opportunity_days=365.0)


def test_every_row_of_counts_becomes_as_many_customers(summary):
    assert summary.n_customers == 5
    assert summary.customer_id.tolist() == [0, 1, 2, 3, 4]
    assert summary.frequency.tolist() == [0, 0, 1, 3, 3]
    assert summary.recency.tolist() == [0, 0, 4, 6, 6]
    assert summary.opportunities.tolist() == [6] * 5
    assert {column.dtype for column in (summary.frequency, summary.recency)} == {np.dtype(np.int64)}


def test_no_row_is_nobody():
    assert summary_of_counts([], [], [], [], opportunity_days=1.0).n_customers == 0


@pytest.mark.parametrize("wrong", [1.5, -1, np.nan, np.inf])
def test_counts_that_are_no_counts_are_named_with_their_row(wrong):
    with pytest.raises(InputError, match=rf"row 2: customers is {wrong}"):
        summary_of_counts([0, 0], [0, 0], [6, 6], [3, wrong], opportunity_days=365.0)


def test_all_wrong_columns_of_counts_are_named_at_once():
    with pytest.raises(InputError) as caught:
        summary_of_counts([0.5], [-1], [np.nan], [1], opportunity_days=365.0)
    assert [fault.problem for fault in caught.value.faults] == [
        "frequency is 0.5",
        "recency is -1",
        "opportunities is nan",
    ]


def test_columns_of_counts_of_different_length_are_refused():
    with pytest.raises(InputError, match="shapes"):
        summary_of_counts([0, 1], [0], [6, 6], [1, 1], opportunity_days=365.0)


def test_a_summary_cannot_be_written_to_and_its_source_can(summary):
    mine = np.array(summary.recency)
    with pytest.raises(ValueError, match="read-only"):
        replace(summary, recency=mine).recency[0] = 1
    mine[0] = mine[0]


def test_contradictions_are_named_all_at_once(summary):
    with pytest.raises(InputError) as caught:
        replace(
            summary,
            frequency=np.array([-1, 0, 5, 3, 3]),
            recency=np.array([0, 2, 4, 7, 6]),
        )
    assert [fault.where for fault in caught.value.faults] == [
        "customer 0",
        "customer 2",
        "customer 3",
        "customer 1",
    ]


def test_columns_of_different_length_are_refused(summary):
    with pytest.raises(InputError, match="shapes"):
        replace(summary, opportunities=summary.opportunities[:2])


@pytest.mark.parametrize("days", [0.0, -7.0, np.nan, np.inf])
def test_opportunities_without_a_length_are_refused(summary, days):
    with pytest.raises(InputError, match="opportunity_days"):
        replace(summary, opportunity_days=days)


def test_rows_are_taken_in_the_order_asked(summary):
    taken = summary.take(np.array([4, 2]))
    assert isinstance(taken, OpportunitySummary)
    assert taken.customer_id.tolist() == [4, 2]
    assert taken.recency.tolist() == [6, 4]
    assert taken.opportunity_days == 365.0

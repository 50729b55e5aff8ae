from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.log_spend_summary import summarise_log_spend
from hooper.history.read_log import read_log


@pytest.fixture(scope="module")
def cdnow():
    return read_log("example:cdnow")[0]


def test_a_summary_by_hand(history):
    """Two purchases of one day are one of 6; the first purchase, a zero and a refund are no repeat spend."""
    rows = [(3, 1.0, 10.0), (3, 8.0, 4.0), (3, 8.5, 2.0), (3, 22.0, 0.0), (3, 23.0, 1.5), (3, 24.0, -3.0)]
    summary = summarise_log_spend(history([*rows, (5, 15.0, 7.0)], end_days=29.0))
    assert summary.customer_id.tolist() == [3, 5]
    assert summary.spend_count.tolist() == [2, 0]
    assert np.exp(summary.mean_log_spend[0]) == pytest.approx(3.0)
    assert np.isnan(summary.mean_log_spend[1])
    assert summary.log_spend_squares[0] == pytest.approx(2 * np.log(2.0) ** 2)
    assert summary.log_spend_squares[1] == 0.0


def test_it_has_the_rows_and_the_counts_of_the_customer_summary(cdnow):
    cut = end_of_day(cdnow, date(1997, 9, 30))
    logs, plain = summarise_log_spend(cdnow, cut), summarise(cdnow, cut)
    assert np.array_equal(logs.customer_id, plain.customer_id)
    assert np.array_equal(logs.spend_count, plain.spend_count)
    once = logs.spend_count == 1
    assert np.exp(logs.mean_log_spend[once]) == pytest.approx(plain.mean_spend[once])
    assert (logs.log_spend_squares[once] == 0.0).all()
    more = logs.spend_count > 1
    assert (np.exp(logs.mean_log_spend[more]) <= plain.mean_spend[more] * (1 + 1e-12)).all()


def test_what_comes_after_the_cut_is_left_out(history):
    rows = [(0, 0.0, 1.0), (0, 7.0, 5.0), (0, 8.0, 9.0), (1, 8.0, 1.0)]
    summary = summarise_log_spend(history(rows, end_days=30.0), cut_days=7.0)
    assert summary.customer_id.tolist() == [0]
    assert summary.mean_log_spend[0] == np.log(5.0)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=20), st.floats(1e-3, 1e6))
def test_the_unit_of_money_moves_the_means_and_nothing_else(history, amounts, unit):
    rows = [(0, float(day), amount) for day, amount in enumerate([1.0, *amounts])]
    here = summarise_log_spend(history(rows, end_days=99.0))
    there = summarise_log_spend(history([(c, t, unit * a) for c, t, a in rows], end_days=99.0))
    assert here.log_spend_squares[0] == pytest.approx(np.var(np.log(amounts)) * len(amounts), abs=1e-9)
    assert there.log_spend_squares == pytest.approx(here.log_spend_squares, rel=1e-9, abs=1e-9)
    assert there.mean_log_spend == pytest.approx(here.mean_log_spend + np.log(unit), rel=1e-9, abs=1e-9)


def test_an_empty_history_has_an_empty_summary(history):
    assert summarise_log_spend(history([], end_days=10.0)).n_customers == 0


def test_a_summary_cannot_be_written_to(cdnow):
    with pytest.raises(ValueError, match="read-only"):
        summarise_log_spend(cdnow).mean_log_spend[0] = 1.0


def test_contradictions_are_named_all_at_once(cdnow):
    summary = summarise_log_spend(cdnow).take(np.arange(5))
    with pytest.raises(InputError) as caught:
        replace(summary, spend_count=np.array([-1, 0, 0, 0, 0]), log_spend_squares=np.full(5, -1.0))
    text = str(caught.value)
    assert "below zero" in text
    assert "or the reverse" in text
    assert "sum of squares" in text
    with pytest.raises(InputError, match="shapes"):
        replace(summary, spend_count=np.array([0]))

"""Segmentation schemes against the truth."""

import numpy as np
import pytest

from hooper.comparison.scheme_score import explained_share, score_scheme
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import segments_of

SPEND = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])


def divided(code, labels=("low", "high", "nobody")):
    nothing = np.zeros(SPEND.size)
    records = CustomerRecords(
        CustomerSummary(
            customer_id=np.arange(SPEND.size, dtype=np.uint64),
            frequency=np.zeros(SPEND.size, np.int64),
            recency=nothing,
            age=np.ones(SPEND.size),
            mean_spend=np.full(SPEND.size, np.nan),
            spend_count=np.zeros(SPEND.size, np.int64),
            total_spend=SPEND,
            first_time_days=nothing,
            unit_days=7.0,
            cut_days=7.0,
        )
    )
    return segments_of("mine", labels, np.array(code), records, (SPEND,), {})


def test_a_scheme_that_knows_half_and_half_by_hand():
    score = score_scheme(divided([0] * 5 + [1] * 5), SPEND * 2.0, np.array([0] * 5 + [1] * 5))
    assert (score.customers, score.segments) == (10, 2), "a segment without customers is not counted"
    assert score.explained_share == pytest.approx(2.5**2 / 8.25)
    assert score.agreement_with_stages == 1.0
    assert 0.0 < score.agreement_with_value < 1.0
    assert score.ranks.share_in_top == pytest.approx(0.2 * 40.0 / 55.0 / 0.5)
    assert score.ranks.best_share_in_top == pytest.approx(19.0 / 55.0)


def test_fifths_of_value_agree_with_themselves():
    score = score_scheme(divided(np.arange(10) // 2, tuple("abcde")), SPEND, np.zeros(10, np.int64))
    assert score.agreement_with_value == 1.0


def test_a_scheme_without_a_word_to_say_explains_nothing():
    score = score_scheme(divided([0] * 10), SPEND, np.arange(10))
    assert score.explained_share == 0.0
    assert score.ranks.normalised_gini == pytest.approx(0.0, abs=1e-12)
    assert score.agreement_with_value == 0.0


def test_of_values_that_do_not_vary_nothing_can_be_explained():
    assert explained_share(np.array([0, 1]), np.array([3.0, 3.0])) is None

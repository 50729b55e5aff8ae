from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import bg_nbd
from hooper.lifetime_value.holdout import holdout_purchases, score_holdout


def test_the_holdout_of_cdnow_has_the_published_number_of_purchases(cdnow, calibration):
    """Fader, Hardie and Lee (2005): 1,882 repeat transactions in weeks 40 to 78."""
    assert holdout_purchases(calibration, cdnow).sum() == 1882


def test_purchases_before_and_after_the_cut_are_all_purchases(cdnow, calibration):
    whole = summarise(cdnow)
    after = holdout_purchases(calibration, cdnow)
    assert (calibration.frequency + after == whole.frequency).all()


def test_a_holdout_that_ends_at_the_cut_is_empty(cdnow, calibration):
    assert not holdout_purchases(calibration, cdnow, until_days=calibration.cut_days).any()


def test_customers_who_came_after_the_cut_are_not_counted(cdnow):
    early = summarise(cdnow, end_of_day(cdnow, date(1997, 1, 31)))
    assert holdout_purchases(early, cdnow).size == early.n_customers < 2357


def test_long_customer_numbers_are_told_apart():
    """Two that are one as a float64: the one with a purchase after the cut is not the one from before it."""
    rows = {"customer_id": [2**62, 2**62 + 1], "time_days": [9.0, 0.0], "amount": [1.0, 1.0]}
    log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=20.0)
    assert holdout_purchases(summarise(log, cut_days=5.0), log).tolist() == [0]


def test_bg_nbd_on_cdnow_is_scored(cdnow, calibration, purchase_fit):
    predicted = bg_nbd.conditional_expected_transactions(purchase_fit.parameters, calibration, 39.0)
    scores = score_holdout(predicted, holdout_purchases(calibration, cdnow))
    assert scores.predicted_total == pytest.approx(1653.4, abs=0.1)
    assert scores.mean_absolute_error == pytest.approx(0.785, abs=1e-3)
    assert scores.bias == pytest.approx((1653.41 - 1882) / 2357, abs=1e-4)


def test_errors_are_those_of_hand():
    scores = score_holdout(np.array([1.0, 2.0, 6.0]), np.array([0, 2, 4]))
    assert (scores.actual_total, scores.predicted_total) == (6.0, 9.0)
    assert scores.mean_absolute_error == pytest.approx(1.0)
    assert scores.root_mean_square_error == pytest.approx((5 / 3) ** 0.5)
    assert scores.bias == pytest.approx(1.0)


def test_equal_predictions_have_no_correlation():
    assert score_holdout(np.ones(3), np.array([0, 1, 2])).as_dict()["correlation"] is None

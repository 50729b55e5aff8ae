from datetime import date

import numpy as np
import pytest

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log
from hooper.history.repeat_purchases import cumulative_repeat_purchases, repeat_distribution


def test_repeat_purchases_add_up_by_hand(history):
    rows = [(0, 0.0, 1.0), (0, 6.0, 1.0), (0, 6.5, 1.0), (0, 7.0, 1.0), (1, 13.9, 1.0), (1, 15.0, 1.0)]
    assert cumulative_repeat_purchases(history(rows, 21.0), 21.0).tolist() == [0, 1, 2, 3]


def test_cdnow_adds_up_to_its_published_totals():
    """2,457 repeat transactions in the first 39 weeks and 1,882 in the next 39."""
    observed, _ = read_log("example:cdnow")
    curve = cumulative_repeat_purchases(observed, 78 * 7.0)
    assert curve[39] == 2457
    assert curve[78] == 2457 + 1882
    assert (np.diff(curve) >= 0).all()


def test_the_distribution_of_cdnow_sums_to_one():
    observed, _ = read_log("example:cdnow")
    shares = repeat_distribution(summarise(observed, end_of_day(observed, date(1997, 9, 30))))
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] == pytest.approx(1411 / 2357)
    assert shares.size == 8

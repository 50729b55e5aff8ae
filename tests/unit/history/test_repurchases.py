import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.opportunities import summarise_opportunities
from hooper.history.read_log import read_log
from hooper.history.repurchases import periods_to_repurchase


@pytest.fixture(scope="module")
def cdnow():
    observed, _ = read_log("example:cdnow")
    return observed


def test_waits_by_hand(history):
    """Weeks: 0 buys in the 1st, twice in the 3rd; 1 never again in 2; 2 came in the last, 3 at the end."""
    rows = [(0, 0, 1), (0, 5, 1), (0, 16, 1), (0, 20, 1), (1, 10, 1), (2, 23, 1), (3, 27, 1)]
    waits = periods_to_repurchase(history(rows, end_days=27.0), period_days=7.0)
    assert waits.duration.tolist() == [1, 2, 2]
    assert waits.cause.tolist() == [1, 1, 0]


def test_the_last_period_has_nothing_after_it(history):
    waits = periods_to_repurchase(history([(0, 0, 1), (0, 6, 1)], end_days=13.0), period_days=7.0)
    assert (waits.duration.tolist(), waits.cause.tolist()) == ([1], [1])


def test_a_purchase_after_the_last_whole_period_is_not_seen(history):
    waits = periods_to_repurchase(history([(0, 0, 1), (0, 15, 1)], end_days=16.0), period_days=7.0)
    assert (waits.duration.tolist(), waits.cause.tolist()) == ([2], [0])


def test_nobody_has_no_waits(history):
    assert periods_to_repurchase(history([], end_days=9.0), 7.0).n_customers == 0


def test_every_opportunity_taken_ends_a_wait_and_every_one_seen_is_waited_through(cdnow):
    waits, summary = periods_to_repurchase(cdnow, 28.0), summarise_opportunities(cdnow, 28.0)
    assert waits.has_left.sum() == summary.frequency.sum()
    assert waits.duration.sum() == summary.opportunities.sum()


def test_days_below_one_are_refused(history):
    with pytest.raises(InputError, match="opportunity_days"):
        periods_to_repurchase(history([(0, 0, 1)], end_days=9.0), 0.5)


def test_the_cut_is_the_end_of_what_is_seen(cdnow):
    early = periods_to_repurchase(cdnow, 28.0, cut_days=100.0)
    assert early.duration.max() == np.floor(100 / 28)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hooper.economics.markov_value import markov_value
from hooper.foundation.errors import InputError
from hooper.segmentation import rfm
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segment_migration import SegmentMigration, segment_migration
from hooper.segmentation.segment_paths import NOT_YET, SegmentPaths, cuts_every, segment_paths
from hooper.segmentation.segments import purchases, segments_of

ONCE, AGAIN = "once", "again"
# Customer 1 comes back late, 2 early and late, 3 is new at day 70, 4 never comes back.
ROWS = [
    *[(1, 10.0, 1.0), (1, 80.0, 2.0)],
    *[(2, 5.0, 1.0), (2, 40.0, 4.0), (2, 60.0, 8.0), (2, 90.0, 16.0)],
    (3, 70.0, 32.0),
    (4, 20.0, 64.0),
]


def by_purchases(records):
    code = (purchases(records.summary) > 1).astype(np.int64)
    return segments_of("by hand", (ONCE, AGAIN), code, records, (code,), {})


@pytest.fixture
def paths(log_of):
    log = log_of(ROWS, end_days=100.0)
    return segment_paths(log, by_purchases, cuts_every(log, 50.0))


def paths_of(code, n_labels=3):
    code = np.asarray(code)
    nothing = np.zeros((code.shape[0], code.shape[1] - 1))
    ids, cuts = np.arange(code.shape[0], dtype=np.uint64), np.arange(code.shape[1], dtype=np.float64)
    labels = tuple("abcdefgh"[:n_labels])
    return SegmentPaths(labels, cuts, ids, code, nothing.astype(np.int64), nothing)


def chain(moves, spend=None):
    moves = np.array(moves)
    nobody = np.zeros(len(moves), np.int64)
    spend = np.zeros(len(moves)) if spend is None else np.array(spend)
    labels = tuple("abcdefgh"[: len(moves)])
    return SegmentMigration(labels, moves, nobody, nobody, moves.sum(axis=1), spend)


def test_paths_by_hand(paths):
    assert paths.cut_days.tolist() == [0.0, 50.0, 100.0]
    assert paths.customer_id.tolist() == [1, 2, 3, 4]
    assert paths.code.tolist() == [[NOT_YET, 0, 1], [NOT_YET, 1, 1], [NOT_YET, NOT_YET, 0], [NOT_YET, 0, 0]]
    assert paths.spend.tolist() == [[1.0, 2.0], [5.0, 24.0], [0.0, 32.0], [64.0, 0.0]]
    assert paths.purchases.tolist() == [[1, 1], [2, 2], [0, 1], [1, 0]]


def test_moves_by_hand(paths):
    found = segment_migration(paths)
    assert found.moves.tolist() == [[1, 1], [0, 1]]
    assert found.transitions.tolist() == [[0.5, 0.5], [0.0, 1.0]]
    assert found.newcomers.tolist() == [3, 1]
    assert found.unseen.tolist() == [1, 0]
    assert found.current.tolist() == [2, 2]
    assert found.spend_to_come.tolist() == [1.0, 24.0]
    assert found.expected_next.tolist() == [0.25, 0.75]
    assert found.stationary == pytest.approx([0.0, 1.0])


def test_a_cut_sees_nothing_of_what_comes_after(log_of, paths):
    early = log_of([row for row in ROWS if row[1] <= 50.0], end_days=50.0)
    alone = by_purchases(CustomerRecords.of(early))
    assert alone.code.tolist() == paths.code[np.isin(paths.customer_id, alone.customer_id), 1].tolist()


def test_moves_of_a_real_log_count_everybody_known():
    from hooper.history.read_log import read_log

    observed, _ = read_log("example:cdnow")
    cuts = [40.0, 200.0, 545.0]
    found = segment_migration(
        segment_paths(observed, lambda records: rfm.assign(records, RfmSettings()), cuts)
    )
    known = [CustomerRecords.of(observed, cut).n_customers for cut in cuts]
    assert found.moves.sum() == known[0] + known[1]
    assert found.newcomers.sum() == known[1] - known[0]
    assert found.current.sum() == known[2] == 2357


def test_the_long_run_of_a_chain_by_hand():
    assert chain([[9, 1], [5, 5]]).stationary == pytest.approx([5 / 6, 1 / 6])


def test_what_two_closed_sets_leave_open_is_not_a_number():
    assert np.isnan(chain([[3, 0], [0, 3]]).stationary).all()


def test_a_segment_that_nobody_was_in_is_empty_in_the_long_run():
    assert chain([[1, 1, 0], [1, 1, 0], [0, 0, 0]]).stationary == pytest.approx([0.5, 0.5, 0.0])


def test_the_value_to_come_is_that_of_the_chain():
    found = chain([[8, 2], [1, 9]], spend=[10.0, 100.0])
    told = markov_value(np.array([[0.8, 0.2], [0.1, 0.9]]), np.array([3.0, 30.0]), 0.1)
    assert found.value_to_come(margin=0.3, rate_per_period=0.1) == pytest.approx(told)
    with pytest.raises(InputError, match="nobody leaves for good"):
        found.value_to_come(margin=0.3, rate_per_period=0.0)


def test_where_moves_lead_to_the_unknown_the_value_is_not_a_number():
    """From a to b, and from b nobody knows where; c stays by itself."""
    value = chain([[0, 1, 0], [0, 0, 0], [0, 0, 2]], spend=[1.0, np.nan, 1.0]).value_to_come(1.0, 1.0)
    assert np.isnan(value).tolist() == [True, True, False]
    assert value[2] == pytest.approx(2.0)


codes = hnp.arrays(np.int64, st.tuples(st.integers(1, 20), st.integers(2, 5)), elements=st.integers(-1, 2))


def known_at_last(code):
    """Once known, customers stay known, and all are at the last cut."""
    is_known = np.maximum.accumulate(code != NOT_YET, axis=1)
    is_known[:, -1] = True
    return np.where(is_known, np.maximum(code, 0), NOT_YET)


@given(codes)
def test_rows_of_chances_add_up_and_shares_do_too(code):
    found = segment_migration(paths_of(known_at_last(code)))
    has_moves = found.moves.sum(axis=1) > 0
    assert found.transitions[has_moves].sum(axis=1) == pytest.approx(np.ones(has_moves.sum()))
    assert np.isnan(found.transitions[~has_moves]).all()
    shares = found.stationary
    assert np.isnan(shares).any() or shares.sum() == pytest.approx(float(found.moves.any()))


@given(codes, st.randoms(use_true_random=False))
def test_the_order_of_customers_makes_no_difference(code, shuffler):
    shuffled = list(range(len(code)))
    shuffler.shuffle(shuffled)
    known = known_at_last(code)
    before, after = segment_migration(paths_of(known)), segment_migration(paths_of(known[shuffled]))
    assert np.array_equal(before.moves, after.moves)
    assert np.array_equal(before.newcomers, after.newcomers)


@pytest.mark.parametrize("every", [0.0, -5.0, 101.0, float("nan")])
def test_cuts_of_which_there_are_not_two_are_refused(log_of, every):
    with pytest.raises(InputError, match="no two cuts"):
        cuts_every(log_of(ROWS, end_days=100.0), every)

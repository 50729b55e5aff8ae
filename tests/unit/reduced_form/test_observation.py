import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.purchases import merge_same_day
from hooper.reduced_form.gamma_gamma import with_amounts
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.observation import Observation, observe
from tests.unit.reduced_form.populations import SPEND, columns, draw, equal_columns

KEY = (11, 3)
purchase = st.tuples(st.integers(0, 4), st.floats(0.0, 60.0), st.floats(0.01, 500.0))
purchases = st.lists(purchase, max_size=40)
observations = st.builds(
    Observation,
    refund_probability=st.sampled_from([0.0, 0.3, 1.0]),
    mean_days_to_refund=st.sampled_from([0.5, 20.0]),
    begins_days=st.sampled_from([0.0, 12.0, 30.5]),
    whole_days=st.booleans(),
    same_day_merged=st.booleans(),
)


def history_of(rows):
    rows = sorted(rows)
    table = pa.table(
        {
            "customer_id": pa.array([row[0] for row in rows], pa.uint64()),
            "time_days": pa.array([row[1] for row in rows], pa.float64()),
            "amount": pa.array([row[2] for row in rows], pa.float64()),
        }
    )
    nothing = np.zeros(5)
    return GeneratedHistory(table, nothing, 60.0, nothing > 0.0, nothing, None)


def rows_of(log):
    return list(zip(*(column.tolist() for column in columns(log.transactions)), strict=True))


def spending(n=300):
    return with_amounts(draw("bg_nbd", np.linspace(0.0, 80.0, n)), SPEND, (1, 0))


@given(rows=purchases)
def test_by_default_a_history_is_seen_as_it_was(rows):
    history = history_of(rows)
    log = observe(history, Observation(), KEY)
    assert log.transactions.equals(history.transactions)
    assert set(log.dropped.values()) == {0}
    assert log.end_days == history.end_days


@settings(max_examples=150)
@given(rows=purchases, observation=observations)
def test_every_row_is_accounted_for(rows, observation):
    log = observe(history_of(rows), observation, KEY)
    assert log.purchases == len(rows)
    assert log.purchases + log.refunds == log.rows_kept + sum(log.dropped.values())
    assert min(log.dropped.values()) >= 0
    seen = rows_of(log)
    assert seen == sorted(seen, key=lambda row: (row[0], row[1], row[2] < 0.0))
    assert log.transactions.schema == history_of(rows).transactions.schema
    assert all(0.0 <= time_days <= 60.0 for _, time_days, _ in seen)
    if observation.whole_days:
        assert all(time_days == int(time_days) for _, time_days, _ in seen)


@given(rows=purchases, begins=st.floats(0.0, 70.0))
def test_exactly_what_is_before_the_log_is_missing(rows, begins):
    log = observe(history_of(rows), Observation(begins_days=begins), KEY)
    assert rows_of(log) == [row for row in sorted(rows) if row[1] >= begins]
    assert log.dropped["before_the_log_begins"] == sum(row[1] < begins for row in rows)


@given(rows=purchases)
def test_merging_the_purchases_of_a_day_twice_is_merging_them_once(rows):
    merged = Observation(same_day_merged=True)
    once = observe(history_of(rows), merged, KEY)
    again = observe(history_of(rows_of(once)), merged, KEY)
    assert again.transactions.equals(once.transactions)
    assert sum(again.dropped.values()) == 0


@given(rows=purchases)
def test_purchases_are_merged_as_every_summary_merges_them(rows):
    history = history_of(rows)
    log = observe(history, Observation(same_day_merged=True), KEY)
    expected = merge_same_day(Observed(history.transactions.cast(TRANSACTIONS), 60.0))
    assert equal_columns(
        columns(log.transactions), (expected.customer_id, expected.time_days, expected.amount)
    )


def test_a_day_is_known_by_its_number():
    rows = [(0, 1.25, 5.0), (0, 1.75, 2.0), (0, 2.0, 1.0), (1, 1.5, 4.0)]
    dated = observe(history_of(rows), Observation(whole_days=True), KEY)
    assert rows_of(dated) == [(0, 1.0, 5.0), (0, 1.0, 2.0), (0, 2.0, 1.0), (1, 1.0, 4.0)]
    merged = observe(history_of(rows), Observation(whole_days=True, same_day_merged=True), KEY)
    assert rows_of(merged) == [(0, 1.0, 7.0), (0, 2.0, 1.0), (1, 1.0, 4.0)]
    assert merged.dropped["merged_into_another_of_the_day"] == 1


def test_refunds_of_a_day_are_merged_among_themselves():
    rows = [(0, 1.2, 5.0), (0, 1.3, -2.0), (0, 1.5, 3.0), (0, 1.6, -1.0), (0, 2.0, 4.0)]
    merged = observe(history_of(rows), Observation(same_day_merged=True), KEY)
    assert rows_of(merged) == [(0, 1.2, 8.0), (0, 1.3, -3.0), (0, 2.0, 4.0)]


def test_a_refund_undoes_one_purchase_after_it():
    history = spending()
    log = observe(history, Observation(refund_probability=0.2, mean_days_to_refund=10.0), KEY)
    rows = rows_of(log)
    bought = {(who, amount): day for who, day, amount in rows if amount > 0.0}
    refunded = [(who, day, -amount) for who, day, amount in rows if amount < 0.0]
    assert len(bought) == log.purchases
    assert len(set(refunded)) == log.refunds - log.dropped["refunded_after_the_end"] > 50
    assert all(day > bought[who, amount] for who, day, amount in refunded)


def test_refunds_come_as_often_and_as_late_as_they_should():
    """Bands of 4.5 standard errors (false alarm 7e-6 each)."""
    history = with_amounts(draw("bg_nbd", np.zeros(30_000)), SPEND, (1, 0))
    log = observe(history, Observation(refund_probability=0.2, mean_days_to_refund=1e-3), KEY)
    share = log.refunds / log.purchases
    assert share == pytest.approx(0.2, abs=4.5 * np.sqrt(0.2 * 0.8 / log.purchases))
    customer, time_days, amount = columns(log.transactions)
    refund = np.flatnonzero(amount < 0.0)
    assert (amount[refund - 1] == -amount[refund]).all(), "so soon that nothing comes between"
    delay = (time_days[refund] - time_days[refund - 1]) / 1e-3
    assert delay.mean() == pytest.approx(1.0, abs=4.5 / np.sqrt(delay.size))
    assert (customer[refund] == customer[refund - 1]).all()


def test_all_or_nothing_is_refunded():
    history = spending()
    assert observe(history, Observation(refund_probability=0.0), KEY).refunds == 0
    everything = observe(history, Observation(refund_probability=1.0, mean_days_to_refund=1e-9), KEY)
    assert everything.refunds == everything.purchases
    assert everything.dropped["refunded_after_the_end"] == 0
    assert sum(amount for _, _, amount in rows_of(everything)) == pytest.approx(0.0, abs=1e-6)


def test_a_refund_hangs_on_its_own_purchase_alone():
    observation = Observation(refund_probability=0.3)
    few, many = (
        observe(with_amounts(draw("bg_nbd", np.zeros(n)), SPEND, (1, 0)), observation, KEY)
        for n in (100, 300)
    )
    kept = columns(many.transactions)[0] < 100
    assert equal_columns(columns(few.transactions), [c[kept] for c in columns(many.transactions)])


def test_a_refund_of_the_same_day_stays_apart_from_the_purchase():
    log = observe(
        spending(),
        Observation(refund_probability=1.0, mean_days_to_refund=1e-9, whole_days=True, same_day_merged=True),
        KEY,
    )
    amounts = columns(log.transactions)[2]
    assert (amounts > 0.0).sum() == pytest.approx((amounts < 0.0).sum(), abs=5)
    assert (amounts != 0.0).all()


def test_purchases_without_amounts_cannot_be_refunded():
    with pytest.raises(InputError, match="draw amounts first"):
        observe(draw("bg_nbd", np.zeros(10)), Observation(refund_probability=0.1), KEY)

"""The renewal process against a plain twin that follows one customer at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.random_words import words
from hooper.reduced_form.generated_history import purchase_numbers
from hooper.reduced_form.renewal import poisson_waits, renewal_history, wait_uniform
from tests.unit.reduced_form.populations import columns

customers = st.lists(
    st.tuples(
        st.floats(0.0, 50.0),
        st.lists(st.sampled_from([0.0, 0.25, 1.0, 3.0]), min_size=12, max_size=12),
        st.sampled_from([0.5, 1.0, 4.0, np.inf]),
        st.sampled_from([0.0, 1.0, 2.0, 5.0, np.inf]),
    ),
    max_size=12,
)


def twin(entry_day, waits, lifetime, last_repeat, end_days, unit_days):
    days, elapsed = [entry_day], 0.0
    for number, wait in enumerate([*waits, np.inf], start=1):
        elapsed += wait
        if number > last_repeat or elapsed >= lifetime or entry_day + unit_days * elapsed > end_days:
            break
        days.append(entry_day + unit_days * elapsed)
    left_by_purchase = len(days) - 1 >= last_repeat
    return days, not left_by_purchase and entry_day + unit_days * lifetime > end_days


@given(customers=customers)
def test_every_customer_lives_as_one_alone(customers):
    entry, waits, lifetime, last_repeat = ([c[i] for c in customers] for i in range(4))
    table = np.full((len(customers), 14), np.inf)
    if customers:
        table[:, 1:13] = waits
    history = renewal_history(
        None,
        np.array(entry),
        100.0,
        7.0,
        lambda active, ordinal: table[active, ordinal],
        lifetime=np.array(lifetime),
        last_repeat=np.array(last_repeat),
    )
    customer, time_days, amount = columns(history.transactions)
    assert not amount.any()
    for i, one in enumerate(customers):
        days, is_alive = twin(*one, end_days=100.0, unit_days=7.0)
        assert time_days[customer == i].tolist() == days
        assert history.is_alive[i] == is_alive


def test_a_purchase_at_the_end_is_seen_and_one_when_leaving_is_not():
    def weekly(active, _):
        return np.ones(active.size)

    history = renewal_history(None, np.zeros(2), 21.0, 7.0, weekly, lifetime=np.array([np.inf, 2.0]))
    customer, time_days, _ = columns(history.transactions)
    assert time_days[customer == 0].tolist() == [0.0, 7.0, 14.0, 21.0]
    assert time_days[customer == 1].tolist() == [0.0, 7.0]
    assert history.is_alive.tolist() == [True, False]


def test_a_wait_hangs_on_the_customer_and_the_number_of_the_purchase_alone():
    rate = np.array([1.0, 2.0, 4.0])
    waits = poisson_waits(rate, (5, 6))
    for number in (1, 2, 77):
        together = waits(np.arange(3), number)
        alone = [waits(np.array([i]), number)[0] for i in range(3)]
        assert together.tolist() == alone
        word = words((5, 6), [0, 1, 2], 0, number, 81)[0]
        assert together == pytest.approx(-np.log((word + 0.5) / 2**32) / rate, rel=1e-14)


def test_who_leaves_earlier_makes_the_same_purchases_until_then():
    waits = poisson_waits(np.full(50, 0.8), (1, 0))
    short, long = (
        columns(renewal_history(None, np.zeros(50), 365.0, 7.0, waits, lifetime=weeks).transactions)
        for weeks in (10.0, 40.0)
    )
    before = long[1] < 70.0
    assert np.array_equal(short[1], long[1][before])
    assert np.array_equal(short[0], long[0][before])


def test_waits_of_zero_leave_the_purchases_in_their_order():
    history = renewal_history(
        None, np.zeros(2), 10.0, 1.0, lambda active, _: np.zeros(active.size), last_repeat=3.0
    )
    assert columns(history.transactions)[0].tolist() == [0] * 4 + [1] * 4
    assert not history.is_alive.any()


def test_purchases_are_numbered_within_each_customer():
    assert purchase_numbers(np.array([], dtype=np.int64)).size == 0
    assert purchase_numbers(np.array([0, 0, 1, 5, 5, 5])).tolist() == [0, 1, 0, 0, 1, 2]


def test_the_uniform_of_a_wait_is_strictly_between_zero_and_one():
    uniform = wait_uniform((1, 0), np.arange(10_000), 1)
    assert 0.0 < uniform.min() < uniform.max() < 1.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.refill import refill_to_hold_revenue
from hooper.foundation.errors import InputError

leaks = st.floats(0.0, 0.5)


@given(st.floats(1.0, 1e6), leaks, st.floats(0.0, 100.0), st.floats(0.1, 2.0))
def test_what_is_won_brings_as_much_as_what_was_lost(customers, leak, cost, share):
    refill = refill_to_hold_revenue(customers, leak, cost, share)
    assert customers * (1.0 - leak) + refill.newcomers * share == pytest.approx(customers)
    assert refill.spend == pytest.approx(refill.newcomers * cost)


@given(st.floats(1.0, 1e6), leaks, st.floats(0.0, 100.0))
def test_twice_the_leak_takes_twice_the_spend(customers, leak, cost):
    once, twice = (refill_to_hold_revenue(customers, k * leak, cost) for k in (1, 2))
    assert twice.spend == pytest.approx(2.0 * once.spend)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError) as caught:
        refill_to_hold_revenue(-1.0, 1.2, -8.0, 0.0)
    assert [fault.where for fault in caught.value.faults] == [
        *("customers", "leak_per_period", "cost_per_newcomer", "newcomer_revenue_share")
    ]

"""Laws of every scheme of the catalogue, for any log: what hangs on nobody's order, and on no unit of money.

A scheme that needs tables that these logs lack is asked all the same: it has to refuse all of them alike.
"""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.observed import CONTACTS, TRANSACTIONS, Observed
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords

END_DAYS = 200.0

every_scheme = pytest.mark.parametrize("scheme", catalogue.SCHEMES, ids=catalogue.names())
laws = settings(deadline=None, derandomize=True, max_examples=8)
# Days of a customer's purchases, the amount of each in quarters, and what contacts have cost.
customers = st.tuples(
    st.lists(st.integers(0, 190), min_size=1, max_size=5, unique=True),
    st.integers(0, 400),
    st.integers(0, 90),
)
bases = st.lists(customers, max_size=25)


def records(base, unit):
    """Return the records of customers in another unit of money; a power of two, so that no bit is rounded."""
    rows = [(k, day, amount) for k, (days, amount, _) in enumerate(base) for day in sorted(days)]
    who, day, amount = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    contacts = {
        "customer_id": np.arange(len(base), dtype=np.uint64),
        "period": np.zeros(len(base), np.int32),
        "lever": np.zeros(len(base), np.uint8),
        "cost": unit * np.array([cost for _, _, cost in base], dtype=np.float64) / 4.0,
    }
    bought = {"customer_id": who.astype(np.uint64), "time_days": day, "amount": unit * amount / 4.0}
    payments = pa.table(
        {
            "customer_id": bought["customer_id"],
            "due_days": day + 10.0,
            "paid_days": np.where(day % 7.0 == 0.0, np.nan, day + amount % 60.0),
            "amount": bought["amount"],
        }
    )
    others = {"contacts": pa.table(contacts, schema=CONTACTS), "payments": payments}
    return CustomerRecords.of(Observed(pa.table(bought, schema=TRANSACTIONS), END_DAYS, others=others))


def divided(scheme, of):
    """Return the segments of the customers, or None if the scheme refuses a log without what it needs."""
    try:
        return scheme.assign(of, scheme.settings())
    except InputError:
        return None


@every_scheme
@laws
@given(bases)
def test_everybody_is_in_one_segment_and_all_are_counted(scheme, base):
    of = records(base, unit=1.0)
    segments = divided(scheme, of)
    if segments is None:
        return
    assert segments.code.shape == (len(base),)
    assert ((segments.code >= 0) & (segments.code < len(segments.labels))).all()
    counted = np.bincount(segments.code, minlength=len(segments.labels))
    assert [profile.customers for profile in segments.profiles] == counted.tolist()
    assert sum(profile.value for profile in segments.profiles) == pytest.approx(of.summary.total_spend.sum())
    assert all(values.shape == (len(base),) for values in segments.columns.values())


@every_scheme
@laws
@given(bases, st.randoms(use_true_random=False))
def test_no_segment_hangs_on_the_order_of_the_customers(scheme, base, shuffler):
    of = records(base, unit=1.0)
    order = np.arange(len(base))
    shuffler.shuffle(order)
    first, other = divided(scheme, of), divided(scheme, of.take(order))
    if first is None or other is None:
        assert first is other
        return
    assert np.array_equal(other.code, first.code[order])
    assert (other.status, other.labels) == (first.status, first.labels)


@every_scheme
@laws
@given(bases)
def test_no_segment_hangs_on_the_unit_of_money(scheme, base):
    first, other = (divided(scheme, records(base, unit)) for unit in (1.0, 2.0))
    if first is None or other is None:
        assert first is other
        return
    assert np.array_equal(other.code, first.code)
    assert other.status == first.status

"""What every segmentation scheme promises; a new one inherits these checks by its line in the catalogue."""

from dataclasses import fields, replace

import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.history.read_log import read_log
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords

every_scheme = pytest.mark.parametrize("scheme", catalogue.SCHEMES, ids=catalogue.names())


# What a scheme may need beside purchases, and how a log without it is refused.
REFUSED = {"payments": "no payments"}


@pytest.fixture(scope="module")
def bare_records():
    """A real log, with nothing but purchases."""
    observed, _ = read_log("example:cdnow")
    return CustomerRecords.of(observed)


@pytest.fixture(scope="module")
def records(bare_records):
    """The same log, with made-up payments of two customers of three."""
    observed = bare_records.observed
    bought = observed.transactions.filter(observed.column("customer_id") % 3 > 0)
    days, row = bought["time_days"].to_numpy(), np.arange(bought.num_rows)
    payments = {
        "customer_id": bought["customer_id"],
        "due_days": days + 30.0,
        "paid_days": np.where(row % 50 == 0, np.nan, days + 25.0 + row * row % 61),
        "amount": bought["amount"],
    }
    return replace(bare_records, observed=replace(observed, others={"payments": pa.table(payments)}))


def contents(summary: CustomerSummary) -> list[bytes]:
    return [np.asarray(getattr(summary, field.name)).tobytes() for field in fields(summary)]


def test_names_are_unique():
    assert len(set(catalogue.names())) == len(catalogue.SCHEMES)


@every_scheme
def test_a_scheme_tells_what_it_is(scheme):
    assert scheme.needs
    assert scheme.source
    assert catalogue.get(scheme.name) is scheme


@every_scheme
def test_segments_are_a_partition(scheme, records):
    segments = scheme.assign(records, scheme.settings())
    assert segments.scheme == scheme.name
    assert segments.status == "ok"
    assert len(set(segments.labels)) == len(segments.labels) == len(segments.profiles)
    assert np.array_equal(segments.customer_id, records.customer_id)
    assert sum(profile.customers for profile in segments.profiles) == records.n_customers
    assert sum(profile.share for profile in segments.profiles) == pytest.approx(1.0)
    assert sum(profile.value for profile in segments.profiles) == pytest.approx(
        records.summary.total_spend.sum()
    )
    assert tuple(profile.label for profile in segments.profiles) == segments.labels


@every_scheme
def test_a_log_without_what_a_scheme_needs_is_refused_by_name(scheme, bare_records):
    missing = [said for need, said in REFUSED.items() if need in scheme.needs]
    if missing:
        with pytest.raises(InputError, match=missing[0]):
            scheme.assign(bare_records, scheme.settings())
    else:
        assert scheme.assign(bare_records, scheme.settings()).status == "ok"


@every_scheme
def test_the_data_are_left_as_they_were(scheme, records):
    before = contents(records.summary)
    scheme.assign(records, scheme.settings())
    assert contents(records.summary) == before


@every_scheme
def test_the_segment_of_a_customer_does_not_hang_on_the_order(scheme, records):
    forwards = scheme.assign(records, scheme.settings())
    backwards = scheme.assign(records.take(np.arange(records.n_customers)[::-1]), scheme.settings())
    assert np.array_equal(backwards.code[::-1], forwards.code)


@every_scheme
def test_nobody_gives_empty_segments_and_says_so(scheme, records):
    segments = scheme.assign(records.take(np.arange(0)), scheme.settings())
    assert (segments.status, segments.code.size) == ("empty", 0)
    assert segments.reason
    assert all(profile.customers == 0 for profile in segments.profiles)


@every_scheme
def test_one_customer_gets_a_segment_and_a_warning(scheme, records):
    segments = scheme.assign(records.take(np.arange(1)), scheme.settings())
    assert (segments.status, segments.code.size) == ("alike", 1)
    assert segments.reason

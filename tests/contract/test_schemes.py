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


# What a scheme may ask for beside purchases, and how a log without it is refused.
REFUSED = {"product": "no product lines", "profiles": "no profiles of customers"}


@pytest.fixture(scope="module")
def records():
    """A real log, with made-up products and profiles of all customers but some."""
    observed, _ = read_log("example:cdnow")
    row = np.arange(observed.transactions.num_rows)
    product = pa.array(np.array(["blues", "jazz", "rock"])[row * row % 7 % 3])
    lines = observed.transactions.append_column("product", product)
    known = np.arange(0, observed.n_customers, 2, dtype=np.uint64)
    profiles = {
        "customer_id": known,
        "region": np.array(["north", "south"])[known % 3 % 2],
        "age": 20.0 + known % 50,
        "attitude": known % 11,
        "industry": np.array(["mills", "mines", "shops"])[known % 3],
    }
    others = replace(observed, others={"product_lines": lines})
    return CustomerRecords.of(others, profiles=pa.table(profiles))


@pytest.fixture(scope="module")
def bare_records(records):
    """The same log without anything but purchases."""
    return CustomerRecords(records.summary, replace(records.observed, others={}))


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
def test_another_unit_of_money_changes_no_segment(scheme, records):
    """In the log and its tables: a hundred of the new units to one of the old, which rounds in last bits."""
    observed = records.observed
    tables = {"transactions": observed.transactions, **observed.others}
    at = {name: table.column_names.index("amount") for name, table in tables.items()}
    dearer = {
        name: table.set_column(at[name], "amount", pa.array(100.0 * table["amount"].to_numpy()))
        for name, table in tables.items()
    }
    other = replace(observed, transactions=dearer.pop("transactions"), others=dearer)
    changed = scheme.assign(CustomerRecords.of(other, profiles=records.profiles), scheme.settings())
    assert np.array_equal(changed.code, scheme.assign(records, scheme.settings()).code)


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

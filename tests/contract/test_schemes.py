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
from tests.unit.economics.surveyed_world import surveyed_world

every_scheme = pytest.mark.parametrize("scheme", catalogue.SCHEMES, ids=catalogue.names())


# What a scheme may need beside purchases, and how a log without it is refused.
REFUSED = {
    "referrals, survey_answers": "none of referrals",
    "payments": "no payments",
    "survey_answers": "no survey answers",
    "product": "no product lines",
    "profiles": "no profiles of customers",
}


@pytest.fixture(scope="module")
def bare_records():
    """A real log, with nothing but purchases."""
    observed, _ = read_log("example:cdnow")
    return CustomerRecords.of(observed)


@pytest.fixture(scope="module")
def rich_records(bare_records):
    """The same log, with made-up payments of two customers in three, products, and profiles."""
    observed = bare_records.observed
    bought, row = observed.transactions, np.arange(observed.transactions.num_rows)
    days = bought["time_days"].to_numpy()
    payments = {
        "customer_id": bought["customer_id"],
        "due_days": days + 30.0,
        "paid_days": np.where(row % 50 == 0, np.nan, days + 25.0 + row * row % 61),
        "amount": bought["amount"],
    }
    of_two_in_three = pa.array(observed.column("customer_id") % 3 > 0)
    product = pa.array(np.array(["blues", "jazz", "rock"])[row * row % 7 % 3])
    others = {
        "payments": pa.table(payments).filter(of_two_in_three),
        "product_lines": bought.append_column("product", product),
    }
    known = np.arange(0, observed.n_customers, 2, dtype=np.uint64)
    profiles = {
        "customer_id": known,
        "region": np.array(["north", "south"])[known % 3 % 2],
        "age": 20.0 + known % 50,
        "attitude": known % 11,
        "industry": np.array(["mills", "mines", "shops"])[known % 3],
    }
    return CustomerRecords.of(replace(observed, others=others), profiles=pa.table(profiles))


@pytest.fixture(scope="module")
def surveyed_records():
    """A simulated log whose firm asks its customers."""
    return CustomerRecords.of(surveyed_world()[0].observed)


@pytest.fixture
def records(scheme, rich_records, surveyed_records):
    return surveyed_records if "survey_answers" in scheme.needs else rich_records


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
    missing = [said for need, said in REFUSED.items() if need in scheme.needs.partition(";")[0]]
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


@every_scheme
def test_another_unit_of_money_changes_no_segment(scheme, records):
    """In the log and its tables: a hundred of the new units to one of the old, which rounds in last bits."""
    observed = records.observed
    tables = {name: in_cents(table) for name, table in observed.others.items()}
    other = replace(observed, transactions=in_cents(observed.transactions), others=tables)
    changed = scheme.assign(CustomerRecords.of(other, profiles=records.profiles), scheme.settings())
    assert np.array_equal(changed.code, scheme.assign(records, scheme.settings()).code)


def in_cents(table: pa.Table) -> pa.Table:
    for place, name in enumerate(table.column_names):
        if name in ("amount", "cost"):
            table = table.set_column(place, name, pa.array(100.0 * table[name].to_numpy()))
    return table

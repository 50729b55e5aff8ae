"""What every segmentation scheme promises; a new one inherits these checks by its line in the catalogue."""

from dataclasses import fields, replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.history.read_log import read_log
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords
from tests.unit.economics.surveyed_world import surveyed_world
from tests.unit.segmentation.records_by_hand import in_another_unit

every_scheme = pytest.mark.parametrize("scheme", catalogue.SCHEMES, ids=catalogue.names())

NEED_MORE_THAN_PURCHASES = {
    "emotional_loyalty_classes",
    "relationship_quality_classes",
    "engagement_classes",
}


@pytest.fixture(scope="module")
def purchases():
    observed, _ = read_log("example:cdnow")
    return CustomerRecords.of(observed)


@pytest.fixture(scope="module")
def surveyed():
    activity, _ = surveyed_world()
    told = CustomerRecords.of(activity.observed)
    return replace(told, period_days=activity.period_days)


@pytest.fixture
def records(scheme, purchases, surveyed):
    return surveyed if scheme.name in NEED_MORE_THAN_PURCHASES else purchases


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
def test_a_log_of_purchases_is_enough_or_refused_by_the_name_of_what_it_lacks(scheme, purchases):
    if scheme.name not in NEED_MORE_THAN_PURCHASES:
        assert scheme.assign(purchases, scheme.settings()).status == "ok"
        return
    with pytest.raises(InputError, match=scheme.needs.split(",")[0].replace("_", " ")):
        scheme.assign(purchases, scheme.settings())


@every_scheme
def test_the_unit_of_money_changes_no_segment(scheme, records):
    cents = scheme.assign(in_another_unit(records, 100.0), scheme.settings())
    assert np.array_equal(cents.code, scheme.assign(records, scheme.settings()).code)

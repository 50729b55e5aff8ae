from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation import behavioural, demographic, geographic
from hooper.segmentation.behavioural import BehaviouralSettings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.demographic import DemographicSettings
from hooper.segmentation.geographic import GeographicSettings

# Of customer 4 nothing is known, of 3 no age; rows are in no order.
PROFILES = pa.table(
    {
        "customer_id": np.array([2, 0, 3, 1, 9], np.uint64),
        "region": ["south", "north", "south", "south", "north"],
        "age": [40.0, 20.0, None, 30.0, 77.0],
    }
)


@pytest.fixture
def known(customers):
    return CustomerRecords(customers(range(5), range(1, 6), range(5)), profiles=PROFILES)


def words(segments):
    return [segments.labels[code] for code in segments.code]


def test_levels_stay_as_they_are_and_the_unknown_are_a_class_of_their_own(known):
    found = geographic.assign(known, GeographicSettings())
    assert found.labels == ("region north", "region south", "unknown")
    assert words(found) == ["region north", "region south", "region south", "region south", "unknown"]
    assert [profile.customers for profile in found.profiles] == [1, 3, 1]


def test_numbers_are_cut_at_quantiles_of_the_customers_at_hand(known):
    found = demographic.assign(known, DemographicSettings())
    assert words(found) == ["age 1 of 3", "age 2 of 3", "age 3 of 3", "unknown", "unknown"]
    assert found.cut_points == {"age": (20.0, 30.0)}


def test_given_cuts_take_their_place_and_a_value_at_a_cut_is_below(known):
    found = demographic.assign(known, DemographicSettings(cuts={"age": (30.0,)}))
    assert words(found) == ["age 1 of 2", "age 1 of 2", "age 2 of 2", "unknown", "unknown"]


def test_two_traits_are_crossed_and_one_gap_makes_unknown(known):
    found = demographic.assign(known, DemographicSettings(traits=("region", "age"), cuts={"age": (30.0,)}))
    assert len(found.labels) == 2 * 2 + 1
    assert words(found)[:4] == [
        "region north and age 1 of 2",
        "region south and age 1 of 2",
        "region south and age 2 of 2",
        "unknown",
    ]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(2, 10))
def test_equal_numbers_are_in_one_class_and_classes_rise(customers, ages, quantiles):
    ids = np.arange(len(ages), dtype=np.uint64)
    records = CustomerRecords(
        customers(np.ones(len(ages)), np.ones(len(ages)), np.ones(len(ages))),
        profiles=pa.table({"customer_id": ids, "age": np.array(ages)}),
    )
    code = demographic.assign(records, DemographicSettings(quantiles=quantiles)).code
    order = np.argsort(ages, kind="stable")
    steps = np.diff(np.array(ages)[order])
    assert (np.diff(code[order])[steps == 0] == 0).all()
    assert (np.diff(code[order]) >= 0).all()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"traits": ("town",)}, "there is no trait 'town'"),
        ({"traits": ("age", "age")}, "named 2 times"),
        ({"cuts": {"region": (3.0,)}}, "which is not one of the traits"),
        ({"traits": ("region",), "cuts": {"region": (3.0,)}}, "which is no number"),
    ],
)
def test_what_does_not_fit_the_profiles_is_refused_by_name(known, settings, said):
    with pytest.raises(InputError, match=said):
        demographic.assign(known, DemographicSettings(**settings))


@pytest.mark.parametrize("cuts", [{"age": ()}, {"age": (3.0, 3.0)}, {"age": (4.0, 3.0)}])
def test_cuts_that_do_not_rise_are_refused(cuts):
    with pytest.raises(ValidationError, match="the cuts of age are"):
        DemographicSettings(cuts=cuts)


def test_habits_by_hand(log_of):
    often = [(1, day, 10.0) for day in (0.0, 10.0, 20.0)]
    seldom = [(2, 0.0, 1.0), (2, 90.0, 3.0)]
    records = CustomerRecords.of(log_of([*often, *seldom, (3, 5.0, 8.0)]))
    found = behavioural.assign(records, BehaviouralSettings(quantiles=2))
    assert words(found) == [
        "rhythm_days 1 of 2 and basket 2 of 2",
        "rhythm_days 2 of 2 and basket 1 of 2",
        "unknown",
    ]
    assert found.cut_points == {"rhythm_days": (10.0,), "basket": (8.0,)}


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [(None, ["quarter 1", "quarter 2"]), (date(2020, 10, 1), ["quarter 4", "quarter 1"])],
)
def test_the_time_of_year_is_the_quarter_of_most_spend(log_of, origin, wanted):
    rows = [(1, 10.0, 9.0), (1, 200.0, 8.0), (2, 100.0, 5.0), (2, 300.0, 1.0)]
    records = CustomerRecords.of(log_of(rows, origin=origin))
    found = behavioural.assign(records, BehaviouralSettings(habits=("time_of_year",)))
    assert words(found) == [f"time_of_year {quarter}" for quarter in wanted]

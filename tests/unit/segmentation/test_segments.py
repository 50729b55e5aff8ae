import json

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.segmentation import catalogue, rfm
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segments import profile


def test_profiles_by_hand(customers):
    summary = customers([10, 20, 30], [1, 2, 4], [5.0, 15.0, 80.0])
    first, second, none = profile(("a", "b", "c"), np.array([0, 0, 1]), summary)
    assert (first.customers, first.share, first.value, first.value_share) == (2, 2 / 3, 20.0, 0.2)
    assert (first.mean_days_since_last, first.mean_purchases, first.mean_spend) == (15.0, 1.5, 10.0)
    assert (second.customers, second.value, none.customers) == (1, 80.0, 0)
    assert np.isnan(none.mean_spend)


def test_a_profile_is_plain_json(customers):
    [bare] = profile(("a",), np.array([], dtype=np.int64), customers([], [], []))
    assert json.loads(json.dumps(bare.as_dict(), allow_nan=False))["mean_spend"] is None


def test_the_table_names_the_segment_of_each_customer(cdnow):
    segments = rfm.assign(CustomerRecords(cdnow), RfmSettings())
    table = segments.to_table()
    assert table["customer_id"].to_numpy().tolist() == cdnow.customer_id.tolist()
    assert table["segment"][0].as_py() == segments.labels[segments.code[0]]


def test_customers_who_are_all_alike_are_said_to_be(customers):
    assert rfm.assign(CustomerRecords(customers([5, 5], [2, 2], [9, 9])), RfmSettings()).status == "alike"


def test_an_unknown_scheme_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match="choose one of: rfm"):
        catalogue.get("rmf")

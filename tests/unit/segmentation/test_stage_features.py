import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.observed import CONTACTS, SERVICE_CASES, TRANSACTIONS, Observed
from hooper.segmentation.stage_features import StageFeatureSettings, stage_features
from tests.unit.segmentation.logs import END_DAYS, in_another_order, in_other_money, log_of, logs


def features(log, cut_days=END_DAYS):
    return stage_features(log, cut_days, StageFeatureSettings())


def test_the_features_of_one_customer_counted_by_hand():
    log = log_of({1: [305.0, 325.0, 335.0, 340.0, 345.0]})
    found = features(log)
    told = dict(zip(found.names, found.values[0].tolist(), strict=True))
    assert told["purchases"] == 5.0
    assert told["gap_days"] == 10.0
    assert told["silent_days"] == 20.0
    assert told["silent_gaps"] == 2.0
    assert told["last_gap_in_own_gaps"] == 0.5
    assert told["last_three_gaps_in_own_gaps"] == 2.0
    assert told["silence_in_longest_gaps"] == 1.0
    assert told["orders_in_months_0_to_1"] == 3.0
    assert told["orders_in_months_0_to_3"] == told["volume_in_months_0_to_3"] == 5.0
    assert told["orders_in_best_months"] == 5.0
    assert told["recent_share_of_best"] == 1.0
    assert told["months_since_best"] == 0.0
    assert told["mean_amount"] == 1.0
    assert told["profit_so_far"] == pytest.approx(5 * 0.4 - 2 * 0.1 - 0.8)


def test_contacts_and_cases_are_counted_up_to_the_cut():
    contacts = pa.table({"customer_id": [2, 2], "period": [3, 11], "lever": [0, 0], "cost": [1.0, 1.0]})
    cases = {"customer_id": [2, 2, 9], "time_days": [20.0, 300.0, 300.0], "wait_days": [1.0] * 3}
    flags = {"abandoned": [False] * 3, "resolved": [True] * 3}
    others = {
        "contacts": contacts.cast(CONTACTS),
        "service_cases": pa.table(cases | flags).cast(SERVICE_CASES),
    }
    log = Observed(log_of({1: [10.0], 2: [15.0]}).transactions, END_DAYS, others=others)
    found = features(log, 310.0)
    columns = dict(zip(found.names, found.values.T.tolist(), strict=True))
    assert columns["contacts_so_far"] == [0.0, 1.0]
    assert columns["service_cases_so_far"] == [0.0, 2.0]
    assert columns["service_cases_in_6_months"] == [0.0, 1.0]


@given(logs(), st.sampled_from([0.01, 0.3, 7.0, 1000.0]))
def test_the_unit_of_money_is_in_no_feature(log, factor):
    one, other = features(log), features(in_other_money(log, factor))
    assert np.allclose(one.values, other.values, atol=2e-9, rtol=0.0, equal_nan=True)


@given(logs())
def test_the_order_of_the_customers_is_in_no_feature(log):
    one, other = features(log), features(in_another_order(log))
    assert np.allclose(one.values[::-1], other.values, atol=2e-9, rtol=0.0, equal_nan=True)


def test_without_customers_there_are_no_rows():
    found = features(Observed(TRANSACTIONS.empty_table(), END_DAYS))
    assert found.values.shape == (0, len(found.names))

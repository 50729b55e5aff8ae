import numpy as np
import pyarrow as pa
import pytest
from pydantic import ValidationError

from hooper.history.observed import CAMPAIGN_CONTACTS, CONTACTS, SERVICE_CASES
from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from tests.unit.segmentation.customers_by_spend import customers_by_spend

HALF = ProfitSettings(margin=0.5)


def table_of(schema, **columns):
    n = len(columns["customer_id"])
    zeros = {field.name: np.zeros(n, field.type.to_pandas_dtype()) for field in schema}
    return pa.table({**zeros, **columns}, schema=schema)


def test_of_a_log_of_purchases_it_is_the_margin():
    assert customer_profit(customers_by_spend([10.0, 4.0]), HALF).tolist() == [5.0, 2.0]


def test_contacts_and_campaigns_cost_whom_they_went_to():
    contacts = table_of(CONTACTS, customer_id=[1, 1, 2], cost=[1.0, 0.5, 8.0])
    campaigns = table_of(CAMPAIGN_CONTACTS, customer_id=[0], cost=[0.25])
    records = customers_by_spend([10.0, 4.0, 4.0], contacts=contacts, campaign_contacts=campaigns)
    assert customer_profit(records, HALF).tolist() == [4.75, 0.5, -6.0]


def test_cases_cost_what_the_firm_says_and_nothing_where_it_says_nothing():
    cases = table_of(SERVICE_CASES, customer_id=[0, 0, 1])
    records = customers_by_spend([10.0, 4.0], service_cases=cases)
    costly = ProfitSettings(margin=0.5, cost_per_service_case=3.0)
    assert customer_profit(records, costly).tolist() == [-1.0, -1.0]
    assert customer_profit(records, HALF).tolist() == [5.0, 2.0]


def test_what_came_after_the_cut_or_went_to_others_costs_nobody_anything():
    contacts = table_of(CONTACTS, customer_id=[0, 0, 1], period=[3, 90, 3], cost=[1.0, 2.0, 4.0])
    records = customers_by_spend([10.0, 4.0], contacts=contacts)
    assert customer_profit(records.take(np.array([0])), HALF).tolist() == [4.0]


@pytest.mark.parametrize("margin", [0.0, -0.1, 1.5])
def test_a_margin_that_is_no_share_of_revenue_is_refused(margin):
    with pytest.raises(ValidationError, match="margin"):
        ProfitSettings(margin=margin)

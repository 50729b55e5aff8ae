"""Deals exported from systems of customer relationship management: which are purchases, and of whom."""

import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.crm_exports import COLUMNS
from hooper.history.deal_stages import is_won
from hooper.history.log_columns import find_columns
from hooper.history.read_log import read_log

ZOHO = (
    "Record Id,Deal Name,Account Name,Contact Name,Email,Amount,Closing Date,Stage\n"
    'zcrm_1,One,Ace,Ann Lee,a@ace.com,"$1,200.00",2023-01-05,Closed Won\n'
    'zcrm_2,Two,Ace,Ann Lee,a@ace.com,"$300.50",2023-03-05,Closed Won\n'
    "zcrm_3,Three,Bee,Bob Ray,,,2023-09-05,Negotiation/Review\n"
    'zcrm_4,Four,Bee,Bob Ray,,"$9,999.00",soon,Closed Lost\n'
    "zcrm_5,Five,Cee,,,$7.00,2023-02-05,Closed Won\n"
    "zcrm_6,Six,Bee,Bob Ray,,$80.00,2023-04-05,Closed Won\n"
)
FXIAOKE = (
    "客户名称,成交日期,金额,销售阶段\n"
    "北京科技有限公司,2023年5月1日,￥12000.00,赢单\n"
    "王婷,2023年6月10日,300元,已成交\n"
    "王婷,2023年7月1日,50,未成交\n"
)
SPENT = {"Ann Lee": [1200.0, 300.5], "Bob Ray": [80.0]}


def spent(observed):
    amounts = {}
    for code, amount in zip(
        observed.column("customer_id").tolist(), observed.column("amount").tolist(), strict=True
    ):
        amounts.setdefault(observed.labels[code], []).append(amount)
    return amounts


@pytest.mark.parametrize("columns", [None, COLUMNS["zoho"]])
def test_deals_that_were_won_are_purchases_and_the_others_are_counted(log_file, columns):
    observed, report = read_log(log_file(ZOHO), columns)
    assert spent(observed) == SPENT
    assert report.dropped == {"no_customer_id": 1, "not_won": 2, "refund": 0, "repeated_row": 0}
    assert report.rows_in == report.rows_kept + sum(report.dropped.values())
    assert "deals that were not won" in "\n".join(report.lines())


def test_accounts_may_be_the_customers(log_file):
    observed, _ = read_log(log_file(ZOHO), COLUMNS["zoho"] | {"customer_id": "Account Name"})
    assert observed.labels == ("Ace", "Bee", "Cee")


@pytest.mark.parametrize("columns", [None, COLUMNS["fxiaoke"]])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_dates_and_amounts_are_read(log_file, encoding, columns):
    observed, report = read_log(log_file(FXIAOKE, encoding), columns)
    assert spent(observed) == {"北京科技有限公司": [12000.0], "王婷": [300.0]}
    assert observed.column("time_days").tolist() == [0.0, 40.0]
    assert report.dropped["not_won"] == 1
    assert f"text in {encoding}, separated by comma" in report.notes


def test_a_log_without_stages_says_nothing_of_deals(log_file):
    _, report = read_log(log_file("customer,date,amount\na,2020-01-01,5\n"))
    assert "not_won" not in report.dropped


@pytest.mark.parametrize(
    ("stage", "won"),
    [
        ("Closed Won", True),
        ("closed-won", True),
        (" WON ", True),
        ("closedwon", True),
        ("赢单", True),
        ("成交", True),
        ("Closed Lost", False),
        ("Closed-Lost to Competition", False),
        ("Not won", False),
        ("未成交", False),
        ("输单", False),
        ("", False),
        (None, False),
    ],
)
def test_stages_that_say_won_are_told_from_all_others(stage, won):
    assert is_won(pa.chunked_array([["Won", stage]]), "log", "Stage").tolist() == [True, won]


def test_stages_of_which_none_says_won_are_refused_and_shown():
    with pytest.raises(InputError) as caught:
        is_won(pa.chunked_array([["Open", "Verloren", "Open"]]), "deals.csv", "Stage")
    [fault] = caught.value.faults
    assert "it says: 'Open', 'Verloren'" in fault.problem
    assert "Closed Won" in fault.remedy


def test_the_names_of_a_system_are_recognised_without_being_told():
    for names in COLUMNS.values():
        chosen, faults = find_columns("log", ["Email", "Stage", *names.values()])
        assert faults == []
        assert {role: chosen[role] for role in names} == names

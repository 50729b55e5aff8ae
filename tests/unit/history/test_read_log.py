from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from hooper.foundation.errors import InputError
from hooper.history.read_log import read_log

PLAIN = "customer_id,date,amount\n8,2020-01-31,12.5\n007,2020-02-01,1\n"


def faults(source, columns=None):
    with pytest.raises(InputError) as caught:
        read_log(source, columns)
    return caught.value.faults


def rows_of(observed):
    names = [observed.labels[code] for code in observed.column("customer_id")]
    times, amounts = observed.column("time_days").tolist(), observed.column("amount").tolist()
    return list(zip(names, times, amounts, strict=True))


def test_cdnow_is_read_whole():
    observed, report = read_log("example:cdnow")
    assert (report.rows_in, report.rows_kept, report.n_customers) == (6919, 6919, 2357)
    assert (report.first_date, report.last_date) == (date(1997, 1, 1), date(1998, 6, 30))
    assert report.noticed["zero_amounts"] == 8
    assert observed.origin == date(1997, 1, 1)
    assert observed.end_days == 545.0
    assert observed.column("amount").sum() == pytest.approx(244_091.94)


def test_the_whole_of_cdnow_is_read_whole():
    _, report = read_log("example:cdnow-master")
    assert (report.rows_in, report.rows_kept, report.n_customers) == (69_659, 69_659, 23_570)


def test_names_stay_as_they_are_and_codes_are_in_their_order(log_file):
    observed, report = read_log(log_file(PLAIN))
    assert observed.labels == ("007", "8")
    assert rows_of(observed) == [("007", 1.0, 1.0), ("8", 0.0, 12.5)]
    assert report.columns == {"customer_id": "customer_id", "date": "date", "amount": "amount"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_export_with_decimal_commas_is_read(log_file, encoding, delimiter):
    text = "Kunde;Invoice Date;Betrag €\r\nMüller;31.01.2020;1.234,50\r\n8;1.2.2020;12,5 €\r\n;;\r\n"
    columns = {"customer_id": "Kunde", "amount": "Betrag €"}
    observed, report = read_log(log_file(text.replace(";", delimiter), encoding), columns)
    assert rows_of(observed) == [("8", 1.0, 12.5), ("Müller", 0.0, 1234.5)]
    assert report.dropped == {"no_customer_id": 1, "refund": 0, "repeated_row": 0}
    assert "amounts as text with a decimal comma" in report.notes
    assert "dates as text, day first" in report.notes


def test_what_excel_writes_before_the_header_is_understood(log_file):
    observed, _ = read_log(log_file("sep=;\r\ncustomer;date;amount\r\n1;2020-01-01;2,5\r\n"))
    assert rows_of(observed) == [("1", 0.0, 2.5)]


def test_parquet_arrow_and_dataframes_give_the_same(log_file, tmp_path):
    text, _ = read_log(log_file(PLAIN))
    typed = pa.table(
        {"customer_id": ["8", "007"], "date": [date(2020, 1, 31), date(2020, 2, 1)], "amount": [12.5, 1.0]}
    )
    parquet.write_table(typed, tmp_path / "log.parquet")
    for source in (tmp_path / "log.parquet", str(tmp_path / "log.parquet"), typed, typed.to_pandas()):
        observed, _ = read_log(source)
        assert observed.transactions.equals(text.transactions)
        assert (observed.labels, observed.origin) == (text.labels, text.origin)


def test_a_dataframe_with_gaps_in_whole_numbers_keeps_them_whole():
    table = pa.table({"customer": [17850.0, None], "date": [date(2020, 1, 1)] * 2, "amount": [1, 2]})
    observed, report = read_log(table)
    assert observed.labels == ("17850",)
    assert report.dropped["no_customer_id"] == 1


def test_times_of_day_are_kept_and_the_log_ends_with_its_last_day(log_file):
    text = "customer,timestamp,amount\n1,2020-01-01T06:00:00,1\n1,2020-01-02 18:00,2\n"
    observed, _ = read_log(log_file(text))
    assert observed.column("time_days").tolist() == [0.25, 1.75]
    assert observed.end_days == 2.0


def test_typed_times_with_a_zone_keep_their_clock():
    moment = pa.array([datetime(2020, 1, 1, 23, 30)], pa.timestamp("us", "Europe/Berlin"))
    observed, _ = read_log(pa.table({"customer": [1], "date": moment, "amount": [1.0]}))
    assert observed.origin == date(2020, 1, 2)
    assert observed.column("time_days").tolist() == pytest.approx([0.5 / 24])


def test_refunds_are_dropped_and_zero_amounts_kept(log_file):
    text = "customer,date,amount\n1,2020-01-01,5\n1,2020-01-02,-5\n1,2020-01-03,(5.00)\n1,2020-01-04,0\n"
    observed, report = read_log(log_file(text))
    assert observed.column("amount").tolist() == [5.0, 0.0]
    assert report.dropped["refund"] == 2
    assert report.noticed["zero_amounts"] == 1


def test_equal_rows_of_a_log_of_whole_days_are_kept_and_counted(log_file):
    observed, report = read_log(log_file("customer,date,amount\n" + 3 * "1,2020-01-01,5\n"))
    assert observed.column("amount").tolist() == [5.0, 5.0, 5.0]
    assert report.noticed["equal_rows"] == report.noticed["same_day_repeats"] == 2


def test_equal_rows_of_a_log_with_times_are_dropped_only_if_equal_in_all_columns(log_file):
    rows = ["1,2020-01-01 10:00,5,pen", "1,2020-01-01 10:00,5,pen", "1,2020-01-01 10:00,5,ink"]
    observed, report = read_log(log_file("customer,date,amount,item\n" + "\n".join(rows) + "\n"))
    assert observed.transactions.num_rows == 2
    assert report.dropped["repeated_row"] == 1
    assert report.noticed["equal_rows"] == 1


def test_customers_who_came_once_stay_and_are_counted(log_file):
    _, report = read_log(log_file(PLAIN))
    assert report.noticed["one_purchase_customers"] == 2


cells = st.tuples(
    st.sampled_from(["1", "2", "007", "", " ", "NaN"]),
    st.integers(1, 28).map(lambda day: f"2020-01-{day:02d}"),
    st.integers(-300, 900).map(lambda cents: f"{cents / 100:.2f}"),
)


@given(st.lists(cells, min_size=1, max_size=30))
def test_rows_in_are_rows_kept_and_rows_dropped(rows):
    customer, day, amount = zip(*rows, strict=True)
    table = pa.table({"customer": customer, "date": day, "amount": amount})
    try:
        observed, report = read_log(table)
    except InputError as error:
        assert "no purchase is left" in str(error)
        return
    assert report.rows_in == len(rows) == report.rows_kept + sum(report.dropped.values())
    kept = [float(a) for c, _, a in rows if c.strip() not in {"", "NaN"} and float(a) >= 0]
    assert observed.column("amount").sum() == pytest.approx(sum(kept))
    keys = list(zip(observed.column("customer_id"), observed.column("time_days"), strict=True))
    assert keys == sorted(keys)


def test_the_report_is_text_and_json(log_file):
    _, report = read_log(log_file(PLAIN))
    assert report.lines()[0].endswith("2 rows in, 2 kept")
    plain = report.as_dict()
    assert plain["first_date"] == "2020-01-31"
    assert plain["dropped"] == {"no_customer_id": 0, "refund": 0, "repeated_row": 0}


# What is wrong, and where the message says it is.


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("", "log.csv", "the file is empty"),
        ("\n\n", "log.csv", "the file is empty"),
        ("customer,date,amount\n", "log.csv", "a header but no row"),
        ("customer,date,amount", "log.csv", "a header but no row"),
        (
            "customer,when,amount\n1,2020-01-01,5\n",
            "log.csv",
            "no date column (the columns are: customer, when",
        ),
        ("customer,date,amount\n1,2020-02-30,5\n", "log.csv:2, column 'date'", "'2020-02-30'"),
        ("customer,date,amount\n\n1,soon,5\n", "log.csv:3, column 'date'", "'soon'"),
        ("customer,date,amount\n1,1/2/20,5\n", "log.csv:2, column 'date'", "'1/2/20'"),
        ("customer,date,amount\n1,,5\n", "log.csv:2, column 'date'", "it is empty"),
        ("customer,date,amount\n1,2020-01-01,NaN\n", "log.csv:2, column 'amount'", "'NaN'"),
        ("customer,date,amount\n1,2020-01-01,inf\n", "log.csv:2, column 'amount'", "'inf'"),
        ("customer,date,amount\n1,2020-01-01,\n", "log.csv:2, column 'amount'", "it is empty"),
        ("customer,date,amount\n1,2020-01-01,12,50\n", "log.csv:2", "4 fields where the header has 3"),
        ("customer,date,amount\n1,3/4/2020,5\n", "log.csv:2, column 'date'", "whether '3/4/2020'"),
        (
            "customer,date,amount\n1,13/4/2020,5\n2,4/13/2020,5\n",
            "log.csv:2, column 'date'",
            "'4/13/2020' the month",
        ),
        ("customer,date,amount\n1,2020-01-01,-5\n", "log.csv", "no purchase is left"),
        (
            'customer,date,amount\n1,2020-01-01,"1,234"\n',
            "log.csv:2, column 'amount'",
            "decimals or thousands",
        ),
        (
            'customer,date,amount\n1,2020-01-01,"1,5"\n1,2020-01-01,1.5\n',
            "log.csv:3, column 'amount'",
            "'1,5' a decimal comma",
        ),
        (
            "customer,date,amount\n1,2020-01-01T10:00Z,5\n1,2020-01-01T10:00,5\n",
            "log.csv:3, column 'date'",
            "different time zones",
        ),
        ("customer,date,amount,date\n1,2020-01-01,5,2020-01-01\n", "log.csv", "two columns are named 'date'"),
    ],
)
def test_bad_text_is_refused_with_place_value_and_remedy(log_file, text, where, problem):
    found = faults(log_file(text))
    assert found[0].where.endswith(where)
    assert problem in found[0].problem
    assert all(fault.remedy for fault in found)


def test_all_faults_are_named_at_once(log_file):
    text = 'customer,date,amount\n1,soon,5\n1,2020-01-01,x\n1,"a\nb",y\n1,2,3,4\n'
    found = faults(log_file(text))
    assert [fault.where.rpartition("/")[2] for fault in found] == [
        "log.csv:6",
        "log.csv:2, column 'date'",
        "log.csv:4, column 'date'",
        "log.csv:3, column 'amount'",
        "log.csv:4, column 'amount'",
    ]


def test_of_many_like_faults_the_first_are_shown_and_the_others_counted(log_file):
    found = faults(log_file("customer,date,amount\n" + 40 * "1,soon,5\n"))
    assert len(found) == 6
    assert found[-1].problem == "35 more of this kind"


whole_rows = st.lists(
    st.lists(st.sampled_from(["1", "2020-01-01", "1,5", '"', "", "x"]), max_size=4), max_size=4
)
texts = whole_rows.map(lambda rows: "customer,date,amount\n" + "\n".join(",".join(row) for row in rows))


@given(
    st.one_of(st.binary(max_size=60), texts.map(str.encode), texts.map(lambda text: text.encode("utf-16")))
)
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        _, report = read_log(path)
    except InputError as error:
        assert error.faults
    else:
        assert report.rows_in == report.rows_kept + sum(report.dropped.values())


def test_a_missing_file_a_folder_and_an_unknown_example_are_refused(tmp_path):
    assert "no such file" in faults(tmp_path / "no.csv")[0].problem
    assert "a folder" in faults(tmp_path)[0].problem
    assert "example:cdnow" in faults("example:grocery-of-mine")[0].remedy


def test_what_is_no_text_is_named(tmp_path):
    (tmp_path / "log.csv").write_bytes(b"PK\x03\x04 and so on")
    assert "Excel workbook" in faults(tmp_path / "log.csv")[0].problem
    (tmp_path / "log.parquet").write_bytes(b"PAR1 and nothing more")
    assert "damaged" in faults(tmp_path / "log.parquet")[0].problem


def test_given_columns_must_exist_and_have_known_roles(log_file):
    found = faults(log_file(PLAIN), {"dat": "date", "amount": "amounts"})
    assert {fault.remedy for fault in found} == {"did you mean 'date'?", "choose one of: amount"}


def test_a_role_like_no_other_is_answered_with_all_of_them(log_file):
    [fault] = faults(log_file(PLAIN), {"kunde": "date"})
    assert fault.remedy == "choose one of: customer_id, date, amount, product, order, stage"


def test_a_column_of_lists_is_refused():
    table = pa.table({"customer": [[1], [2]], "date": ["2020-01-01"] * 2, "amount": [1.0, 2.0]})
    assert "more than one value" in faults(table)[0].problem


def test_typed_dates_out_of_all_bounds_are_refused():
    table = pa.table({"customer": [1], "date": [date(1, 1, 1)], "amount": [1.0]})
    assert faults(table)[0].problem == "this date cannot be read: '0001-01-01'"


def test_typed_columns_with_gaps_are_refused_by_row():
    table = pa.table(
        {"customer": [1, 2], "date": pa.array([date(2020, 1, 1), None]), "amount": [np.nan, 1.0]}
    )
    found = faults(table)
    assert [fault.where for fault in found] == [
        "table, row 2, column 'date'",
        "table, row 1, column 'amount'",
    ]

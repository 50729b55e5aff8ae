import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.read_survivors import read_survivors


def lists(survivors):
    return {
        label: counts.tolist() for label, counts in zip(survivors.labels, survivors.customers, strict=True)
    }


def faults_of(source):
    with pytest.raises(InputError) as caught:
        read_survivors(source)
    return [(str(fault.where).rpartition("log.csv")[2], fault.problem) for fault in caught.value.faults]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_one_cohort_needs_no_name(log_file, mark):
    text = "tenure,customers\n0,1000\n1,869\n2,743\n".replace(",", mark)
    assert lists(read_survivors(log_file(text))) == {"all": [1000, 869, 743]}


def test_cohorts_come_in_the_order_of_the_file_and_rows_in_any(log_file):
    text = "Cohort,note,Customers,Tenure\nnew,x,50,0\nold,,8,1\nold,,7,2\nold,,10.0,0\nnew,y,40,1\n"
    assert lists(read_survivors(log_file(text))) == {"new": [50, 40], "old": [10, 8, 7]}


def test_a_dataframe_is_read_as_the_same_file_would_be():
    table = pa.table({"tenure": [0, 1, 0, 1], "customers": [9.0, 5.0, 4.0, 4.0], "cohort": [1, 1, 2, 2]})
    assert lists(read_survivors(table)) == {"1": [9, 5], "2": [4, 4]}


def test_every_cell_that_cannot_be_read_is_told_with_its_line(log_file):
    text = "cohort,tenure,customers\nA,0,1000\nA,one,869\nA,2,86.9\nA,3,-3\n,4,\n"
    not_whole = "this is no whole number from 0 on"
    assert sorted(faults_of(log_file(text))) == [
        (":3, column 'tenure'", f"{not_whole}: 'one'"),
        (":4, column 'customers'", f"{not_whole}: '86.9'"),
        (":5, column 'customers'", f"{not_whole}: '-3'"),
        (":6, column 'cohort'", "this names no cohort: it is empty"),
        (":6, column 'customers'", f"{not_whole}: it is empty"),
    ]


def test_everything_that_makes_no_cohort_is_told_with_its_line(log_file):
    rows = ["A,0,100", "A,1,80", "A,4,70", "A,2,90", "B,1,50", "B,1,40", "C,0,10", "D,0,10", "D,1,10"]
    assert faults_of(log_file("\n".join(["cohort,tenure,customers", *rows]))) == [
        (":6, column 'tenure'", "the cohort does not begin at tenure 0 but here: '1'"),
        (":7, column 'tenure'", "this tenure of the cohort comes twice: '1'"),
        (":4, column 'tenure'", "tenures of the cohort are missing before this one: '4'"),
        (":8, column 'tenure'", "the cohort has this tenure only; it takes two: '0'"),
        (":5, column 'customers'", "these are more customers than at the tenure before: '90'"),
    ]


def test_many_faults_of_a_kind_are_counted(log_file):
    text = "tenure,customers\n" + "".join(f"{tenure},{tenure}\n" for tenure in range(9))
    found = faults_of(log_file(text))
    assert [where for where, _ in found[:5]] == [f":{line}, column 'customers'" for line in range(3, 8)]
    assert found[5][1] == "3 more of this kind"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "period,customers\n0,10\n",
            ["there is no column 'tenure' (the columns are: period, customers)"],
        ),
        ("a,b\n0,10\n", ["there is no column 'tenure' (", "there is no column 'customers' ("]),
        ("tenure,Tenure,customers\n0,0,10\n", ["several columns are named 'tenure'"]),
        ("tenure,customers\n", ["there is a header but no row"]),
        ("tenure,customers\n0,10,3\n1,8\n", ["3 fields where the header has 2"]),
    ],
)
def test_a_table_of_another_form_is_refused(log_file, text, problems):
    found = [problem for _, problem in faults_of(log_file(text))]
    assert len(found) >= len(problems)
    assert all(one.startswith(other) for one, other in zip(found, problems, strict=False))


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert faults_of(tmp_path / "none" / "log.csv") == [("", "there is no such file")]

"""Contracts that are wrong end with exit code 2 and a remedy, those that are hard with a true status."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.command_line import answer, hooper

MODELS = ("shifted_beta_geometric", "beta_discrete_weibull")
HEADER = "tenure,customers\n"

every_model = pytest.mark.parametrize("model", MODELS)

# What is in the file; what is said about it, place, value and remedy.
WRONG = {
    "an empty file": ("", ["mine.csv", "empty"]),
    "a header alone": (HEADER, ["mine.csv", "no row", "each tenure"]),
    "one tenure": (HEADER + "0,100\n", ["mine.csv:2", "takes two", "0, 1, 2"]),
    "survivors who rise": (
        HEADER + "0,9\n1,7\n2,8\n",
        ["mine.csv:4", "more customers", "renewed every time"],
    ),
    "shares": (HEADER + "0,1.0\n1,0.8\n", ["mine.csv:3", "'0.8'", "not a share"]),
    "a count below zero": (HEADER + "0,9\n1,-3\n", ["mine.csv:3", "'-3'"]),
    "an empty cell": (HEADER + "0,9\n1,\n", ["mine.csv:3", "it is empty"]),
    "not a number": (HEADER + "0,nan\n1,inf\n", ["mine.csv:2", "'nan'", "mine.csv:3", "'inf'"]),
    "a missing tenure": (HEADER + "0,9\n1000000000,5\n", ["mine.csv:3", "missing before", "'1000000000'"]),
    "a tenure twice": (HEADER + "0,9\n0,9\n1,5\n", ["mine.csv:3", "comes twice"]),
    "a row a cohort": ("cohort,0,1\nA,9,5\n", ["no column 'tenure'", "cohort, 0, 1", "number the renewals"]),
    "a purchase log": ("customer_id,date,amount\na,2020-01-01,5\n", ["no column 'tenure'", "amount"]),
}
# What is in the file; the customers and the cohorts in it.
HARD = {
    "one customer who stays": (HEADER + "0,1\n1,1\n2,1\n", 1, 1),
    "one customer who leaves": (HEADER + "0,1\n1,0\n", 1, 1),
    "everybody leaves at once": (HEADER + "0,500\n1,0\n2,0\n", 500, 1),
    "nobody leaves": (HEADER + "0,500\n1,500\n2,500\n3,500\n", 500, 1),
    "a million million who leave": (HEADER + "0,1000000000000\n1,1000000000\n2,1\n", 10**12, 1),
}
CUSTOMERS = [1000, 869, 743, 653]
TYPES = {
    "int64": pa.array(CUSTOMERS, pa.int64()),
    "small integers": pa.array(CUSTOMERS, pa.uint16()),
    "floats": pa.array(CUSTOMERS, pa.float64()),
    "texts": pa.array([str(count) for count in CUSTOMERS]),
    "a dictionary": pa.array([str(count) for count in CUSTOMERS]).dictionary_encode(),
    "decimals": pa.array(CUSTOMERS).cast(pa.decimal128(19, 0)),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_a_table_that_is_wrong(text, told):
    Path("mine.csv").write_text(text)
    result = hooper("fit", "mine.csv", "--model", MODELS[0])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "remedy:" in result.stderr
    assert all(part in result.stderr for part in told), result.stderr


@every_model
@pytest.mark.parametrize(("text", "customers", "cohorts"), HARD.values(), ids=HARD)
def test_a_table_without_an_interior_optimum_is_never_ok(text, customers, cohorts, model):
    Path("mine.csv").write_text(text)
    fitted = answer("fit", "mine.csv", "--model", model)
    assert fitted["status"] in {"boundary", "flat"}
    assert fitted["reason"]
    assert (fitted["n_customers"], fitted["cohorts"]) == (customers, cohorts)
    assert all(0.0 <= share <= 1.0 for share in fitted["survival"])


@every_model
def test_a_table_without_customers_is_the_answer_no(model):
    Path("mine.csv").write_text(HEADER + "0,0\n1,0\n")
    result = hooper("fit", "mine.csv", "--model", model)
    assert result.exit_code == 1
    assert "there is no customer" in result.stdout


def test_cohorts_of_different_lengths_keep_their_names():
    """007 and 7 are two cohorts."""
    rows = "0,500,007\n1,400,007\n2,350,007\n0,900,7\n1,700,7\n0,50,x\n1,40,x\n2,35,x\n3,32,x\n"
    Path("mine.csv").write_text("tenure,customers,cohort\n" + rows)
    fitted = answer("fit", "mine.csv", "--model", MODELS[0])
    assert (fitted["cohorts"], fitted["n_customers"], fitted["status"]) == (3, 1450, "ok")
    assert fitted["tenure"][-1] == 3 + 5


@pytest.mark.parametrize("column", TYPES.values(), ids=TYPES)
def test_the_type_of_a_column_changes_nothing(column):
    parquet.write_table(pa.table({"tenure": [0, 1, 2, 3], "customers": column}), "mine.parquet")
    Path("mine.csv").write_text(HEADER + "".join(f"{t},{n}\n" for t, n in enumerate(CUSTOMERS)))
    one, other = (answer("fit", file, "--model", MODELS[0]) for file in ("mine.parquet", "mine.csv"))
    assert one == other


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (
            pa.array([1000, 869, None, 653]),
            "row 3, column 'customers': this is no whole number from 0 on: it is",
        ),
        (pa.array([True, True, True, False]), "'True'"),
        (pa.array([[9], [8], [7], [6]]), "'[9]'"),
        (pa.nulls(4), "it is empty"),
    ],
    ids=["a hole", "truth values", "lists", "nothing"],
)
def test_a_column_that_holds_no_counts_is_refused(column, told):
    parquet.write_table(pa.table({"tenure": [0, 1, 2, 3], "customers": column}), "mine.parquet")
    result = hooper("fit", "mine.parquet", "--model", MODELS[0])
    assert result.exit_code == 2
    assert told in result.stderr

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.log_amounts import read_amounts


def read(*texts):
    column = pa.chunked_array([pa.array(texts)])
    return read_amounts(column, np.arange(len(texts)), lambda rows: [f"row {row}" for row in rows])


@pytest.mark.parametrize(
    ("texts", "amounts"),
    [
        (["12", "-3", "+4"], [12, -3, 4]),
        (["1,234.50", "12.5"], [1234.5, 12.5]),
        (["1.234,50", "12,5", "1.234"], [1234.5, 12.5, 1234]),
        (["1,234,567", "1,234"], [1234567, 1234]),
        (["1'234.50", "1\u2019234.50", "1 234.50", "1\u00a0234.50"], [1234.5] * 4),
        (["$12.00", "-$12.00", "$-12.00", "12.00 €", "EUR 12.00", "12.00 USD"], [12, -12, -12, 12, 12, 12]),
        (["(12.50)", "\u22123.25"], [-12.5, -3.25]),
        (["1.5e2", ".5", "5."], [150, 0.5, 5]),
        (["1.234", "9"], [1.234, 9]),
        (["0,125", "3"], [0.125, 3]),
    ],
)
def test_amounts_are_read_as_they_are_written(texts, amounts):
    found = read(*texts)
    assert found.faults == []
    assert found.amount.tolist() == pytest.approx(amounts)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.sampled_from([",", "."]), st.booleans())
def test_money_comes_back_whatever_the_marks(cents, mark, grouped):
    other = "," if mark == "." else "."
    texts = [f"{value / 100:,.2f}" if grouped else f"{value / 100:.2f}" for value in cents]
    swapped = [text.translate(str.maketrans(",.", other + mark)) for text in texts]
    assert read(*swapped).amount == pytest.approx(np.array(cents) / 100)


@pytest.mark.parametrize(
    "text", ["", "n/a", "NaN", "inf", "1,23,4.5", "1.2.3", "--5", "12 or 13", "12-", "0x1"]
)
def test_what_is_no_amount_is_a_fault(text):
    found = read("10.25", text)
    assert len(found.faults) == 1
    assert found.faults[0].where == "row 1"


def test_a_lone_comma_before_three_digits_is_never_guessed():
    assert "decimals or thousands" in read("1,234").faults[0].problem


def test_point_and_comma_as_decimal_marks_contradict():
    assert "decimal point" in read("1.50", "1,50").faults[0].problem


def test_typed_amounts_are_taken_as_they_are():
    column = pa.chunked_array([pa.array([1, 2], pa.int64())])
    assert read_amounts(column, np.arange(2), lambda rows: []).amount.tolist() == [1.0, 2.0]

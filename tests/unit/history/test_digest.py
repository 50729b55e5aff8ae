import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.random_words import words
from hooper.history.digest import SCHEMA_VERSION, TableDigest, digest_of, digest_of_table

IDS = np.repeat(np.arange(2000, dtype=np.uint64), 3)


def table(**changes):
    columns = {"customer_id": IDS, "time_days": np.arange(IDS.size, dtype=np.float64), "flag": IDS % 2 == 0}
    return pa.table(columns | changes)


def digest(**tables):
    return digest_of({name: digest_of_table(name, each) for name, each in tables.items()})


def test_equal_tables_have_equal_digests_however_they_are_chunked():
    whole = table()
    parts = pa.concat_tables([whole.slice(0, 1001), whole.slice(1001)])
    assert digest(a=whole) == digest(a=parts)


def test_rows_have_the_same_digest_in_every_order_and_in_any_number_of_parts():
    whole = table()
    shuffled = whole.take(np.random.default_rng(1).permutation(IDS.size))
    in_parts = TableDigest("a", whole.schema)
    for first in range(0, IDS.size, 1700):
        part = shuffled.slice(first, 1700)
        in_parts.add({name: part[name].to_numpy() for name in part.column_names})
    assert in_parts.value() == digest_of_table("a", whole).value()


def test_the_order_in_which_tables_are_named_does_not_matter():
    one, other = table(), table(flag=IDS % 3 == 0)
    assert digest(a=one, b=other) == digest(b=other, a=one)
    assert digest(a=one, b=other) != digest(a=other, b=one)


@pytest.mark.parametrize("row", [0, 1535, 1536, 5999])
def test_one_bit_in_any_row_changes_the_digest(row):
    times = np.arange(IDS.size, dtype=np.float64)
    times[row] = np.nextafter(times[row], np.inf)
    assert digest(a=table(time_days=times)) != digest(a=table())


def test_values_that_change_places_between_rows_or_columns_change_the_digest():
    """What only adds up to the same is not the same: a row counts as a whole."""
    times = np.arange(IDS.size, dtype=np.float64)
    times[[2, 3]] = times[[3, 2]]
    swapped = pa.table({"customer_id": table()["time_days"], "time_days": IDS, "flag": table()["flag"]})
    assert len({digest(a=table()), digest(a=table(time_days=times)), digest(a=swapped)}) == 3


def test_a_row_that_is_there_twice_counts_twice():
    whole = table()
    twice = pa.concat_tables([whole, whole.slice(7, 1)])
    assert len({digest(a=whole), digest(a=twice), digest(a=pa.concat_tables([whole, whole]))}) == 3


def test_a_row_a_column_or_a_name_less_changes_the_digest():
    whole = table()
    others = [
        whole.slice(1),
        whole.slice(0, 5999),
        whole.drop_columns(["flag"]),
        whole.rename_columns(["customer_id", "t", "flag"]),
    ]
    assert len({digest(a=each) for each in (whole, *others)}) == 5


def test_zero_and_minus_zero_are_different_bits():
    signed = np.arange(IDS.size, dtype=np.float64)
    signed[0] = -0.0
    assert digest(a=table(time_days=signed)) != digest(a=table())


def test_an_empty_table_is_as_good_as_none():
    """So that a table that a world does not use leaves its digest alone."""
    empty = table().slice(0, 0)
    assert digest() == digest(a=empty) == digest(a=empty, b=empty) != digest(a=table())
    assert digest(a=table(), b=empty) == digest(a=table()) != digest(b=table())


def test_a_column_of_another_type_with_the_same_bytes_is_another_table():
    numbers = np.arange(IDS.size, dtype=np.float64)
    assert digest(a=table(time_days=numbers)) != digest(a=table(time_days=numbers.view(np.int64)))


def test_a_row_of_up_to_four_words_is_hashed_to_its_philox_words():
    """A row with a 64-bit id and a 32-bit period is the counter (low, high, period, 0)."""
    one = pa.table(
        {"customer_id": np.array([5 + (7 << 32)], np.uint64), "period": np.array([11], np.int32)},
    )
    expected = words((SCHEMA_VERSION, 0), 5, 7, 11, 0)[:, 0]
    assert digest_of_table("a", one).sums.tolist() == expected.tolist()

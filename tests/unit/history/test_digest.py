import numpy as np
import pyarrow as pa
import pytest

from hooper.history.digest import GROUP, digest_of

IDS = np.repeat(np.arange(2000, dtype=np.uint64), 3)


def table(**changes):
    columns = {"customer_id": IDS, "time_days": np.arange(IDS.size, dtype=np.float64), "flag": IDS % 2 == 0}
    return pa.table(columns | changes)


def test_equal_tables_have_equal_digests_however_they_are_chunked():
    whole = table()
    parts = pa.concat_tables([whole.slice(0, 1001), whole.slice(1001)])
    assert digest_of({"a": whole}) == digest_of({"a": parts})


def test_the_order_in_which_tables_are_named_does_not_matter():
    one, other = table(), table(flag=IDS % 3 == 0)
    assert digest_of({"a": one, "b": other}) == digest_of({"b": other, "a": one})
    assert digest_of({"a": one, "b": other}) != digest_of({"a": other, "b": one})


@pytest.mark.parametrize("row", [0, 3 * GROUP - 1, 3 * GROUP, 5999])
def test_one_bit_in_any_row_changes_the_digest(row):
    times = np.arange(IDS.size, dtype=np.float64)
    times[row] = np.nextafter(times[row], np.inf)
    assert digest_of({"a": table(time_days=times)}) != digest_of({"a": table()})


def test_a_row_a_column_or_a_name_less_changes_the_digest():
    whole = table()
    others = [
        whole.slice(1),
        whole.slice(0, 5999),
        whole.drop_columns(["flag"]),
        whole.rename_columns(["customer_id", "t", "flag"]),
    ]
    assert len({digest_of({"a": each}) for each in (whole, *others)}) == 5


def test_zero_and_minus_zero_are_different_bits():
    signed = np.arange(IDS.size, dtype=np.float64)
    signed[0] = -0.0
    assert digest_of({"a": table(time_days=signed)}) != digest_of({"a": table()})


def test_an_empty_table_and_no_table_have_digests_of_their_own():
    empty = table().slice(0, 0)
    assert (
        len({digest_of({}), digest_of({"a": empty}), digest_of({"b": empty}), digest_of({"a": table()})}) == 4
    )


def test_a_table_of_exactly_one_group_and_one_customer_more():
    digests = [
        digest_of({"a": pa.table({"customer_id": np.arange(n, dtype=np.uint64)})}) for n in (GROUP, GROUP + 1)
    ]
    assert digests[0] != digests[1]


def test_a_column_of_another_type_with_the_same_bytes_is_another_table():
    numbers = np.arange(IDS.size, dtype=np.float64)
    assert digest_of({"a": table(time_days=numbers)}) != digest_of(
        {"a": table(time_days=numbers.view(np.int64))}
    )

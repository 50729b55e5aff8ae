import numpy as np
import pyarrow as pa
import pytest

from hooper.history.observed import TRANSACTIONS, Observed


@pytest.fixture
def log_file(tmp_path):
    """A function that writes a text file and returns its path."""

    def write(text, encoding="utf-8", name="log.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture(scope="session")
def history():
    """A function that makes an observed history from (customer, day, amount) rows."""

    def make(rows, end_days, origin=None):
        customer, time_days, amount = zip(*rows, strict=True) if rows else ((), (), ())
        columns = [np.array(customer, np.uint64), np.array(time_days, float), np.array(amount, float)]
        table = pa.Table.from_arrays([pa.array(column) for column in columns], schema=TRANSACTIONS)
        return Observed(table, end_days=end_days, origin=origin)

    return make

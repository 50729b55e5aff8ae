"""The outcomes of a study as a long table: nothing is lost on the way there and back."""

import numpy as np
import pyarrow.compute as pc
import pytest
import xarray as xr

from hooper.foundation.errors import InputError
from hooper.study.outcome_table import OUTCOME_FILE, dataset_from, outcome_table, read_outcome, write_outcome
from tests.unit.report.example_content import example_outcome


def test_the_dataset_comes_back_as_it_was_written(tmp_path):
    outcome = example_outcome()
    path = write_outcome(outcome, tmp_path)
    assert path == tmp_path / OUTCOME_FILE
    xr.testing.assert_identical(read_outcome(tmp_path), outcome)
    assert [each.name for each in tmp_path.iterdir()] == [OUTCOME_FILE]


def test_further_dimensions_and_missing_runs_come_back_too():
    values = np.arange(12.0).reshape(2, 3, 2)
    values[1, 2, 0] = np.nan
    data = xr.Dataset(
        {"equity": (("scenario", "strategy", "replication"), values), "leaks": (("strategy",), np.ones(3))},
        {"scenario": ["calm", "fierce"], "strategy": ["c", "a", "b"], "replication": [0, 4]},
    )
    xr.testing.assert_identical(dataset_from(outcome_table(data)), data)


def test_a_row_is_one_value_and_columns_that_do_not_apply_are_empty():
    table = outcome_table(example_outcome())
    equity = table.filter(pc.equal(table["variable"], "equity"))
    assert equity.num_rows == 5 * 20
    assert equity["period"].null_count == 100
    assert table.column_names == [
        "variable",
        "strategy",
        "replication",
        "period",
        "cause",
        "account",
        "lever",
        "value",
    ]


def test_a_damaged_file_is_named_with_what_to_do(tmp_path):
    (tmp_path / OUTCOME_FILE).write_bytes(b"PAR1 and then nothing")
    with pytest.raises(InputError, match="--resume"):
        read_outcome(tmp_path)

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.report.csv_files import FORMULA_STARTS, save_tables, spreadsheet_cell
from hooper.report.table import Column, Table
from hooper.report.table_list import report_tables

lawful = settings(deadline=None, derandomize=True)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_numbers_keep_all_their_digits_and_signs(tmp_path):
    table = Table(
        "t", (Column("name", "name"), Column("x", "x")), (("a", -0.1), ("b", np.float64(1 / 3)), ("c", None))
    )
    (path,) = save_tables([table], tmp_path)
    assert read(path) == [["name", "x"], ["a", "-0.1"], ["b", repr(1 / 3)], ["c", ""]]


@pytest.mark.parametrize("attack", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(attack):
    assert spreadsheet_cell(attack) == f"'{attack}"


@lawful
@given(st.text())
def test_no_text_cell_ever_starts_a_formula(text):
    assert not str(spreadsheet_cell(text)).startswith(FORMULA_STARTS)


@lawful
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_comes_back_from_the_file(tmp_path_factory, cells):
    columns = tuple(Column(f"c{k}", "") for k in range(len(cells)))
    (path,) = save_tables([Table("t", columns, (tuple(cells),))], tmp_path_factory.mktemp("csv"))
    assert read(path)[1] == [spreadsheet_cell(cell) for cell in cells]


def test_every_table_of_the_report_becomes_a_file_of_its_name(content, tmp_path):
    tables = report_tables(content)
    paths = save_tables(tables.values(), tmp_path)
    assert {path.name for path in paths} == {f"{name}.csv" for name in tables}
    assert all(len(read(path)) == len(tables[path.stem].rows) + 1 for path in paths)

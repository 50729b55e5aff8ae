import csv
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xarray as xr

from hooper.study.outcome_table import dataset_from, write_outcome
from tests.command_line import answer, hooper
from tests.unit.report.example_content import example_outcome


@pytest.fixture
def results():
    """The folder of a study's results, as far as export reads it."""
    folder = Path("results/league")
    folder.mkdir(parents=True)
    write_outcome(example_outcome(), folder)
    return folder


def test_parquet_is_what_a_study_is_exported_to_if_nothing_is_said(results):
    told = answer("export", results)
    assert told["file"] == "league-outcome.parquet"
    assert told["sizes"]["replication"] == 20
    xr.testing.assert_identical(dataset_from(pq.read_table(told["file"])), example_outcome())


def test_xarray_reads_the_netcdf_file_and_finds_the_same(results):
    told = answer("export", results, "--format", "netcdf", "--out", "deep/league.nc")
    with xr.open_dataset(told["file"], engine="h5netcdf") as read:
        xr.testing.assert_equal(read.load(), example_outcome())
        assert read.attrs["branch_period"] == 52
    assert [each.name for each in Path("deep").iterdir()] == ["league.nc"]


def test_the_csv_file_has_a_row_a_value(results):
    with Path(answer("export", results, "--format", "csv")["file"]).open(newline="") as file:
        rows = list(csv.DictReader(file))
    equity = {
        (row["strategy"], int(row["replication"])): float(row["value"])
        for row in rows
        if row["variable"] == "equity"
    }
    outcome = example_outcome()["equity"]
    assert equity["mass_discount", 3] == float(outcome.sel(strategy="mass_discount", replication=3))
    assert len(equity) == outcome.size


def test_formats_of_logs_and_of_studies_are_not_mixed_up(results, shop):
    refused = hooper("export", results, "--format", "clvtools")
    assert refused.exit_code == 2
    assert "choose one of: netcdf, csv, parquet" in refused.stderr
    assert hooper("export", shop, "--format", "netcdf").exit_code == 2


def test_without_the_extra_netcdf_says_what_to_install(results, monkeypatch):
    monkeypatch.setitem(sys.modules, "h5netcdf", None)
    refused = hooper("export", results, "--format", "netcdf")
    assert refused.exit_code == 2
    assert "hooper[netcdf]" in refused.stderr
    assert list(Path().glob("*.nc")) == []


def test_a_damaged_file_is_wrong_input(results):
    (results / "outcome.parquet").write_bytes(b"nothing")
    assert hooper("export", results).exit_code == 2

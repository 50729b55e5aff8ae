import datetime
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from hooper.engine.simulate import simulate
from hooper.foundation.errors import InputError
from hooper.history import store
from hooper.history.history import History
from hooper.history.history_folder import check_is_free
from hooper.history.read_log import read_log
from tests.small_worlds import retail


@pytest.fixture(scope="module")
def history():
    return simulate(retail(200), 20, seed=7).history


@pytest.fixture
def folder(history, tmp_path):
    store.write_history(history, tmp_path / "a" / "history")
    return tmp_path / "a" / "history"


def part(folder, side, name):
    return folder / side / f"{name}.parquet" / "part-00000.parquet"


def test_what_is_read_is_what_was_written(history, folder):
    read = store.read_history(folder)
    assert read.digest == history.digest
    assert read.observed.end_days == history.observed.end_days
    assert read.observed.others.keys() == history.observed.others.keys()
    for name, table in history.tables().items():
        assert read.tables()[name].equals(table), name


def test_the_observed_side_can_be_read_without_the_truth(history, folder):
    for path in (folder / "truth").rglob("*.parquet"):
        if path.is_file():
            path.unlink()
    assert store.read_observed(folder).transactions.equals(history.observed.transactions)


def test_a_real_log_keeps_its_origin_and_names(history, tmp_path):
    table = pa.table({"customer": ["b", "a"], "date": ["2020-02-29", "2020-03-01"], "amount": [1.0, 2.0]})
    observed, _ = read_log(table)
    store.write_history(History(observed, history.truth), tmp_path / "log")
    read = store.read_observed(tmp_path / "log")
    assert (read.origin, read.labels, read.end_days) == (datetime.date(2020, 2, 29), ("a", "b"), 1.0)
    assert read.others == {}


def test_an_empty_world_can_be_written(tmp_path):
    nobody = simulate(retail(0, acquisition={"newcomers_per_month_per_1000": 0.0}), 2, seed=7).history
    store.write_history(nobody, tmp_path / "empty")
    assert store.read_history(tmp_path / "empty").digest == nobody.digest


def test_files_are_compressed_and_the_folder_says_what_is_in_it(history, folder):
    file = parquet.ParquetFile(part(folder, "observed", "transactions"))
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    about = json.loads((folder / "history.json").read_text())
    assert about["schema_version"] == 4
    assert about["digest"] == history.digest
    assert about["rows"] == {name: table.num_rows for name, table in history.tables().items()}


def test_a_folder_of_parts_is_one_table_to_other_programs(history, folder):
    table = parquet.read_table(folder / "observed" / "transactions.parquet")
    assert table.num_rows == history.observed.transactions.num_rows


def test_a_folder_that_is_not_empty_is_left_alone(history, folder):
    before = sorted(folder.rglob("*"))
    with pytest.raises(InputError, match="not empty"):
        store.write_history(history, folder)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_a_folder_that_cannot_be_made_anew_is_refused(name):
    with pytest.raises(InputError, match="name a new folder"):
        check_is_free(Path(name))


def test_an_empty_folder_is_as_good_as_none(history, tmp_path):
    (tmp_path / "history").mkdir()
    store.write_history(history, tmp_path / "history")
    assert store.is_history(tmp_path / "history")


@pytest.mark.parametrize("fails_at", range(6))
def test_whatever_write_fails_nothing_is_left(history, tmp_path, monkeypatch, fails_at):
    calls = iter(range(100))
    write = parquet.ParquetWriter.write_table

    def fail(self, table):
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")
        write(self, table)

    monkeypatch.setattr(parquet.ParquetWriter, "write_table", fail)
    with pytest.raises(OSError, match="No space left"):
        store.write_history(history, tmp_path / "history")
    assert list(tmp_path.iterdir()) == []


def test_every_file_that_is_missing_or_damaged_is_named(folder):
    part(folder, "truth", "exits").unlink()
    damaged = part(folder, "truth", "traits")
    damaged.write_bytes(damaged.read_bytes()[:-100])
    with pytest.raises(InputError) as raised:
        store.read_history(folder)
    told = str(raised.value)
    assert "exits.parquet: 0 rows are there of" in told
    assert "traits.parquet/part-00000.parquet: this file is damaged" in told


def test_a_folder_without_its_description_or_with_a_damaged_one_is_no_history(folder):
    (folder / "history.json").write_text("{")
    with pytest.raises(InputError, match=r"history.json: this file is damaged"):
        store.read_history(folder)
    (folder / "history.json").unlink()
    with pytest.raises(InputError, match=r"history.json: there is no such file"):
        store.read_history(folder)


@pytest.mark.parametrize("cut", [0, 1, 4, 100])
def test_a_file_cut_short_is_damaged_and_never_read_in_part(folder, cut):
    path = part(folder, "observed", "transactions")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match="damaged"):
        store.read_observed(folder)


def test_a_file_of_another_form_is_refused(folder):
    path = part(folder, "truth", "exits")
    parquet.write_table(parquet.ParquetFile(path).read().drop_columns(["cause"]), path)
    with pytest.raises(InputError, match="columns customer_id, period"):
        store.read_history(folder)


@pytest.mark.parametrize("read", [store.read_history, store.read_observed])
def test_a_history_of_an_earlier_schema_is_refused_and_its_version_is_all_that_is_told(folder, read):
    """As the schema before has it: the truth lacks columns, and that is no damage."""
    path = part(folder, "truth", "snapshots")
    earlier = ["customer_id", "period", "stage", "satisfaction", "expectation"]
    parquet.write_table(parquet.ParquetFile(path).read(earlier), path)
    about = json.loads((folder / "history.json").read_text())
    (folder / "history.json").write_text(json.dumps(about | {"schema_version": 3}))
    with pytest.raises(InputError) as raised:
        read(folder)
    [fault] = raised.value.faults
    assert fault.where == str(folder / "history.json")
    assert fault.problem == "this history has schema version 3, and 4 is what can be read"
    assert "hooper simulate --out" in fault.remedy

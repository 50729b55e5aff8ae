"""The outcomes of a finished study as a file for other programs: NetCDF, CSV or Parquet."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hooper.cli.exits import writing
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    import xarray as xr


def is_study(source: str) -> bool:
    """Return whether a folder holds the results of a study, as `hooper compare` leaves them."""
    from hooper.study.outcome_table import OUTCOME_FILE

    return (Path(source) / OUTCOME_FILE).is_file()


def export_study(folder: Path, format_: str, file: Path, talk: Talk) -> None:
    """Write all outcomes of a study: what each strategy came to in each replication, over time too."""
    from hooper.study.outcome_table import read_outcome

    outcome = read_outcome(folder)
    unfinished = file.with_name(f".{file.name}.unfinished-{os.getpid()}")
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise IsADirectoryError(None, "this is a folder, not a file")
        try:
            _WRITERS[format_](outcome, unfinished)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    record = {
        "file": str(file),
        "format": format_,
        "variables": [str(name) for name in outcome.data_vars],
        "sizes": {str(name): size for name, size in outcome.sizes.items()},
    }
    sizes = ", ".join(f"{size} of {name}" for name, size in outcome.sizes.items())
    talk.answer(record, f"{len(outcome.data_vars)} variables, {sizes}: {file}", _HOW_TO_READ[format_])


def _write_netcdf(outcome: "xr.Dataset", path: Path) -> None:
    try:
        import h5netcdf  # noqa: F401  # brought by an extra
    except ImportError:
        remedy = "pip install 'hooper[netcdf]', or choose --format parquet or csv"
        raise InputError([Fault("--format netcdf", "it needs h5netcdf", remedy)]) from None
    outcome.to_netcdf(path, engine="h5netcdf")


def _write_csv(outcome: "xr.Dataset", path: Path) -> None:
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    from hooper.report.csv_files import spreadsheet_cell
    from hooper.study.outcome_table import outcome_table

    table = outcome_table(outcome)
    safe = [spreadsheet_cell(name) for name in table["strategy"].to_pylist()]
    table = table.set_column(table.column_names.index("strategy"), "strategy", pa.array(safe))
    arrow_csv.write_csv(table, path, arrow_csv.WriteOptions(quoting_style="needed"))


def _write_parquet(outcome: "xr.Dataset", path: Path) -> None:
    import pyarrow.parquet as pq

    from hooper.study.outcome_table import outcome_table

    pq.write_table(outcome_table(outcome), path, compression="zstd")


_WRITERS = {"netcdf": _write_netcdf, "csv": _write_csv, "parquet": _write_parquet}
_HOW_TO_READ = {
    "netcdf": "in Python: xarray.open_dataset(FILE, engine='h5netcdf')",
    "csv": "one row a value: variable, strategy, replication, period, cause, account, value",
    "parquet": "one row a value: variable, strategy, replication, period, cause, account, value",
}

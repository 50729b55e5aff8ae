"""Files that a command writes: whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hooper.cli.exits import writing
from hooper.foundation.errors import Fault, InputError


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text file, in place of what may be there, once all of it is on the disk."""
    unfinished = path.parent / f".{path.name}.unfinished-{os.getpid()}"
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(None, "this is a folder, not a file")
        try:
            with unfinished.open("w", encoding=encoding, newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def write_csv(path: Path, columns: Mapping[str, Any], encoding: str = "utf-8") -> None:
    """Write columns as CSV for spreadsheets and programs: full precision, nan empty."""
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    table = pa.table({name: pa.array(values, from_pandas=True) for name, values in columns.items()})
    text = pa.BufferOutputStream()
    arrow_csv.write_csv(table, text, arrow_csv.WriteOptions(quoting_style="needed"))
    write_text(path, text.getvalue().to_pybytes().decode(), encoding)


def keep_apart(out: Path, source: str) -> None:
    """Refuse to write over the very file that was read."""
    if out.exists() and Path(source).exists() and out.samefile(source):
        remedy = "choose another file with --out"
        raise InputError([Fault(str(out), "is the log itself and would be overwritten", remedy)])


def beside(source: str, ending: str) -> Path:
    """Return a file name for what is made of a log, in the folder one works in.

    >>> beside("example:cdnow", "lifetime-value.csv"), beside("logs/shop.csv", "rfm-segments.csv")
    (PosixPath('cdnow-lifetime-value.csv'), PosixPath('shop-rfm-segments.csv'))
    """
    return Path(f"{Path(source.rpartition(':')[2]).stem}-{ending}")

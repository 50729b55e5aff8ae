"""A folder that keeps one committed result for each run key, whatever interrupts the study.

A run is a folder: its outcome, and beside it a record of whose outcome that is with the SHA-256 of its bytes.
Both are written under a temporary name, flushed to disk, and renamed; what is found under its final name is
whole, and what was damaged later is told by its SHA-256. Leftovers of interrupted runs are swept away when
the store is opened.
"""

import hashlib
import io
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.table_parts import sync
from hooper.study.durable import UNFINISHED, write_synced

_OUTCOME = "outcome.npz"
_RECORD = "run.json"
_SHA_256 = "sha256"


class RunStore:
    """Outcomes of runs by run key, one folder a run; without `keep`, what is there already is removed."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        self._folder = folder
        if not keep and folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)

    def has(self, key: str) -> bool:
        """Return whether the run with this key is committed."""
        return (self._folder / key).is_dir()

    def is_damaged(self, key: str) -> bool:
        """Return whether a committed run cannot be read as it was written."""
        try:
            self.load(key)
        except InputError:
            return True
        return False

    def file(self, key: str) -> Path:
        """Return where the outcome of a run is."""
        return self._folder / key / _OUTCOME

    def load(self, key: str) -> dict[str, NDArray[Any]]:
        """Return a committed outcome; raises `InputError` with key and file if it is damaged."""
        path = self.file(key)
        try:
            content = path.read_bytes()
            if _sha_256(content) != self.record(key)[_SHA_256]:
                raise ValueError("its SHA-256 is not the one that was written beside it")
            with np.load(io.BytesIO(content), allow_pickle=False) as file:
                return {name: file[name] for name in file.files}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            remedy = "go on with --resume: the run is repeated"
            problem = f"the stored run {key} is damaged: {error}"
            raise InputError([Fault(str(path), problem, remedy)]) from error

    def record(self, key: str) -> dict[str, str]:
        """Return whose outcome a run is; raises `OSError` or `ValueError` if the record is damaged."""
        return json.loads((self._folder / key / _RECORD).read_bytes())

    def commit(self, key: str, outcome: Mapping[str, NDArray[Any]], about: Mapping[str, str]) -> None:
        """Store an outcome for good, with a record of whose it is; in the place of one that is damaged.

        A run that is there already stays as it is. Raises `OSError` if the disk refuses.
        """
        temporary = self._folder / f"{UNFINISHED}{key}"
        try:
            os.mkdir(temporary)
            content = _bytes_of(outcome)
            write_synced(temporary / _OUTCOME, content)
            record = {**about, _SHA_256: _sha_256(content)}
            write_synced(temporary / _RECORD, json.dumps(record, indent=1).encode())
            if self.has(key) and self.is_damaged(key):
                shutil.rmtree(self._folder / key)
            if not self.has(key):
                sync(temporary)
                os.rename(temporary, self._folder / key)
                sync(self._folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _bytes_of(outcome: Mapping[str, NDArray[Any]]) -> bytes:
    file = io.BytesIO()
    np.savez(file, **outcome)  # pyright: ignore[reportArgumentType]  # the stubs take no mapping of arrays
    return file.getvalue()


def _sha_256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""A folder that keeps one committed result for each run key, whatever interrupts the study.

A result is written under a temporary name, flushed to disk, and renamed; what is found under its final
name is whole. Leftovers of interrupted runs are swept away when the store is opened.
"""

import os
import shutil
import tempfile
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

_FILE = "outcome.npz"
_UNFINISHED = "unfinished-"


class RunStore:
    """Outcomes of runs by run key, one folder a run; without `keep`, what is there already is removed."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        self._folder = folder
        if not keep and folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)

    def has(self, key: str) -> bool:
        """Return whether the run with this key is committed."""
        return (self._folder / key / _FILE).is_file()

    def load(self, key: str) -> dict[str, NDArray[np.generic]]:
        """Return a committed outcome; raises `InputError` if its file is damaged."""
        path = self._folder / key / _FILE
        try:
            with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                return {name: file[name] for name in file.files}
        except (OSError, ValueError, EOFError, BadZipFile) as error:
            remedy = f"remove the folder {path.parent} and resume: the run is repeated"
            raise InputError([Fault(str(path), f"the stored run cannot be read: {error}", remedy)]) from error

    def commit(self, key: str, outcome: dict[str, NDArray[np.generic]]) -> None:
        """Store an outcome for good; a run that is already there stays as it is."""
        temporary = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._folder))
        with (temporary / _FILE).open("wb") as file:
            np.savez(file, **outcome)  # pyright: ignore[reportArgumentType]  # the stubs take no mapping of arrays
            file.flush()
            os.fsync(file.fileno())
        if self.has(key):
            shutil.rmtree(temporary)
        else:
            temporary.rename(self._folder / key)

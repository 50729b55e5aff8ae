"""Files that are whole or not there, whatever stops the process or the machine."""

import os
from pathlib import Path
from typing import Final

from hooper.history.table_parts import sync

UNFINISHED: Final = "unfinished-"


def write_synced(path: Path, content: bytes) -> None:
    """Write a new file to its end, and see to it that it is on disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_for_good(path: Path, content: bytes) -> None:
    """Put a file in the place of an earlier one; at any moment the one or the other is there, whole."""
    temporary = path.with_name(f"{UNFINISHED}{path.name}")
    write_synced(temporary, content)
    os.rename(temporary, path)
    sync(path.parent)

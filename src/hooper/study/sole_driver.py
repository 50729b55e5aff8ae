"""One process at a time carries out a study in a folder of results.

The operating system's lock on a file in the folder says so: it goes with the process that holds it, however
that ends, so that nothing has to be cleared away after a kill. Who only reads needs no lock. On a file system
of a network it holds between machines as far as that system has such locks.
"""

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hooper.foundation.errors import Fault, InputError
from hooper.study.progress import Progress

FILE: Final = "in-use"
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


@contextmanager
def sole_driver(out: Path, progress: Progress) -> Iterator[None]:
    """Hold the folder `out` for this process alone; it is made if it is not there.

    If it was made and stays empty, it is removed again. Raises `InputError` with who holds it if another
    process does; `progress` is told where the file system has no locks.
    """
    is_new = not out.is_dir()
    out.mkdir(parents=True, exist_ok=True)
    file = out / FILE
    try:
        descriptor = _held(file, progress)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)
            os.close(descriptor)
    finally:
        if is_new:
            with suppress(OSError):  # it is not empty, as it should not be
                out.rmdir()


def _held(file: Path, progress: Progress) -> int:
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor, file, progress)
            if _is_there(descriptor, file):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int, file: Path, progress: Progress) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.read(descriptor, 1_000).decode(errors="replace") or "another process"
        since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
        problem = f"{who} carries out a study there, since {since:%Y-%m-%d %H:%M:%S} UTC"
        remedy = "wait until it is done, or stop it and go on with --resume, or give another --out"
        raise InputError([Fault(str(file.parent), problem, remedy)]) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        progress.note(f"{file.parent}: has no locks; see to it that nobody else carries out a study there")


def _is_there(descriptor: int, file: Path) -> bool:
    """Return whether the file is still the one that was opened: whoever held it may have removed it since."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False

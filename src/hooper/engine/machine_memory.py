"""How much memory this process may still take."""

from pathlib import Path
from typing import Final

_MEMINFO: Final = Path("/proc/meminfo")
_GROUP: Final = Path("/sys/fs/cgroup")
_KIB: Final = 1024


def available_memory_bytes() -> float:
    """Return the memory that is free, or what the container leaves of it; infinite where nobody tells.

    >>> available_memory_bytes() > 0.0
    True
    """
    return min(_free_of_the_machine(), _free_of_the_container())


def _free_of_the_machine() -> float:
    if not _MEMINFO.exists():
        return float("inf")
    lines = _MEMINFO.read_text(encoding="ascii").splitlines()
    free = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return float(free[0]) * _KIB if free else float("inf")


def _free_of_the_container() -> float:
    most, used = _GROUP / "memory.max", _GROUP / "memory.current"
    if not (most.exists() and used.exists()):
        return float("inf")
    limit = most.read_text(encoding="ascii").strip()
    return float("inf") if limit == "max" else float(limit) - float(used.read_text(encoding="ascii"))

"""What a figure was measured on: processor, versions, memory."""

import platform
import resource
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from hooper import __version__

_PACKAGES = ("numpy", "scipy", "numba", "llvmlite", "simpy", "pyarrow")
_KIB = 1024


def peak_rss_bytes() -> int:
    """Return the most memory that this process has held at once (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB


def cpu() -> str:
    """Return the name of the processor."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def versions() -> dict[str, str]:
    """Return the versions of Python, of this package and of what it computes with."""
    return {"python": platform.python_version(), "hooper": __version__} | {
        name: found for name in _PACKAGES if (found := _version(name)) is not None
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None

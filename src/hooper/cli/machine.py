"""What a figure was measured on: processor, versions, memory."""

import platform
import resource
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from hooper import __version__

_PACKAGES = ("numpy", "scipy", "numba", "llvmlite", "simpy", "pyarrow")
_KIB = 1024
_INSTRUCTION_SETS = ("sse4_2", "avx", "fma", "avx2", "avx512f", "avx512dq", "avx512vl")
_CPUINFO, _STATUS = Path("/proc/cpuinfo"), Path("/proc/self/status")


def peak_rss_bytes() -> int:
    """Return the most memory that this program has held at once (Linux counts it in KiB).

    `getrusage` begins with the peak of the process that started this one, so the kernel's own record of
    the program comes first.
    """
    peak = next((int(text.split()[0]) for key, text in _entries(_STATUS) if key == "VmHWM"), None)
    return (peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * _KIB


def cpu() -> str:
    """Return the name of the processor."""
    return _said_of_the_processor("model name") or platform.machine()


def isa() -> list[str]:
    """Return the vector instruction sets of the processor, the narrowest first."""
    flags = _said_of_the_processor("flags").split()
    return [name for name in _INSTRUCTION_SETS if name in flags]


def versions() -> dict[str, str]:
    """Return the versions of Python, of this package and of what it computes with."""
    return {"python": platform.python_version(), "hooper": __version__} | {
        name: found for name in _PACKAGES if (found := _version(name)) is not None
    }


def _said_of_the_processor(key: str) -> str:
    return next((text for name, text in _entries(_CPUINFO) if name == key), "")


def _entries(path: Path) -> list[tuple[str, str]]:
    """Return the lines `key : text` of a file in which the kernel tells about itself; none elsewhere."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = [line.partition(":") for line in lines]
    return [(key.strip(), text.strip()) for key, _, text in pairs]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None

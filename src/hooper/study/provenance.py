"""What a result can be rebuilt from: its settings, and the versions of what computed it."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from hooper.foundation.version import __version__

_PACKAGES = ("numpy", "numba", "llvmlite", "scipy", "simpy", "pyarrow", "xarray")


def versions() -> dict[str, str]:
    """Return the versions of hooper, Python, and the packages that decide results."""
    found = {"hooper": __version__, "python": platform.python_version(), "machine": platform.machine()}
    return found | {package: version(package) for package in _PACKAGES}


def flat_settings(settings: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return nested settings by dotted key, as text.

    >>> flat_settings({"study": {"seed": 1}})
    {'study.seed': '1'}
    """
    flat: dict[str, str] = {}
    for key, value in settings.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            flat |= flat_settings(value, f"{name}.")
        else:
            flat[name] = str(value)
    return flat

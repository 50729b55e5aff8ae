"""A peer in Python, in an environment of its own with pinned packages."""

import hashlib
import json
import os
import platform
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers.pinned_run import pinned_run, run

HERE = Path(__file__).parent


@dataclass(frozen=True)
class PythonPeer:
    """One file of this folder, and the packages it needs, with their versions."""

    name: str
    title: str
    needs: tuple[str, ...]
    customers: int
    repeats: int

    def measure(self, repeats: int | None = None) -> dict[str, Any]:
        """Return what the peer measured; the environment is made if it is not there yet."""
        python = _python_of(self.needs)
        arguments = [str(self.customers), str(repeats or self.repeats)]
        # Without what points Python at the packages of whoever runs this.
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        measured = pinned_run([str(python), str(HERE / f"{self.name}.py"), *arguments], bare)
        return measured | {"versions": _versions(python, bare)}


def _python_of(needs: tuple[str, ...]) -> Path:
    """Return the Python of the environment for `needs`; it counts as made when its mark is there."""
    known_by = hashlib.sha256("\n".join([platform.python_version(), *needs]).encode()).hexdigest()[:12]
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "hooper-peers" / known_by
    python, made = folder / "bin" / "python", folder / "made"
    if not made.exists():
        print(f"making an environment with {', '.join(needs)}", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*install, *needs], os.environ)
        made.touch()
    return python


def _versions(python: Path, environment: dict[str, str]) -> dict[str, str]:
    listed = json.loads(run([str(python), "-m", "pip", "list", "--format", "json"], environment))
    return {"python": platform.python_version()} | {
        each["name"]: each["version"] for each in listed if each["name"] not in ("pip", "setuptools")
    }

"""A floor in C: compiled here, and run if the processor has what it is written for."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers.pinned_run import CannotRunError, pinned_run, run

from hooper.cli.machine import isa

HERE = Path(__file__).parent


@dataclass(frozen=True)
class CFloor:
    """One C file of this folder, and the instruction sets that it uses."""

    name: str
    title: str
    needs: tuple[str, ...]
    customers: int
    repeats: int

    @property
    def can_run(self) -> bool:
        """Whether this processor has the instructions."""
        return set(self.needs) <= set(isa())

    def measure(self, repeats: int | None = None) -> dict[str, Any]:
        """Compile the floor and return what it measured."""
        if not self.can_run:
            missing = sorted(set(self.needs) - set(isa()))
            raise CannotRunError(f"this processor lacks {', '.join(missing)}")
        with tempfile.TemporaryDirectory(prefix="hooper-floor-") as folder:
            floor = Path(folder) / self.name
            flags = ["-O3", "-std=gnu11", *(f"-m{each}" for each in self.needs)]
            run(["gcc", *flags, str(HERE / f"{self.name}.c"), "-o", str(floor)], os.environ)
            measured = pinned_run([str(floor), str(self.customers), str(repeats or self.repeats)], os.environ)
        return measured | {"versions": {"gcc": run(["gcc", "-dumpfullversion"], os.environ).strip()}}

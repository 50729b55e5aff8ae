"""Checkpoints: all that a world remembers at a boundary between two periods, in one file beside its history.

The file is written under a temporary name, synced and renamed, so that whatever stops the process, the
last whole checkpoint is there. It holds plain arrays only.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.step_module import laws_fingerprint
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.version import __version__
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.table_parts import sync

FILE: Final = "checkpoint.npz"
_WORLD: Final = "checkpoint.world"
_PERIOD: Final = "checkpoint.period"
_WRITTEN: Final = "checkpoint.written"


@dataclass(frozen=True)
class Checkpoint:
    """The state of a world at the start of `period`, and by table what is on disk by then."""

    world: str
    period: int
    written: dict[str, NDArray[np.uint64]]
    state: Mapping[str, NDArray[Any]]

    def save(self, folder: Path) -> None:
        """Put the checkpoint into a folder, in the place of an earlier one."""
        temporary = folder / f"{FILE}.unfinished"
        about = {_WORLD: np.array(self.world), _PERIOD: np.array(self.period)}
        written = {f"{_WRITTEN}.{name}": state for name, state in self.written.items()}
        with temporary.open("wb") as file:
            np.savez(file, **about, **written, **self.state)  # pyright: ignore[reportArgumentType]  # as in RunStore
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / FILE)
        sync(folder)

    @classmethod
    def load(cls, folder: Path, world: str) -> "Checkpoint | None":
        """Return the checkpoint in a folder, or None if there is none.

        Raises `InputError` if it cannot be read, or is of another world than the one named.
        """
        path = folder / FILE
        try:
            with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                kept = {name: file[name] for name in file.files}
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError, BadZipFile) as error:
            remedy = f"remove the folder {folder} and begin anew"
            raise InputError([Fault(str(path), f"the checkpoint cannot be read: {error}", remedy)]) from error
        if str(kept.pop(_WORLD)) != world:
            problem = "the checkpoint is of another world, plan, strategy or version"
            remedy = f"resume with the same settings, or remove the folder {folder}"
            raise InputError([Fault(str(path), problem, remedy)])
        period = int(kept.pop(_PERIOD))
        prefix = f"{_WRITTEN}."
        written = {name.removeprefix(prefix): kept[name] for name in kept if name.startswith(prefix)}
        state = {name: value for name, value in kept.items() if not name.startswith(prefix)}
        return cls(world, period, written, state)


def identity_of(world: World, plan: RunPlan) -> str:
    """Return the SHA-256 of all that decides how a world goes on: settings, laws, plan, versions."""
    described = {
        "scenario": world.scenario.model_dump(mode="json"),
        "laws": laws_fingerprint(world.law_set),
        "own_laws_off": sorted(world.own_laws_off),
        "constants": world.physics.constants.tobytes().hex(),
        "plan": [repr(value) for value in vars(plan).values()],
        "versions": [__version__, SCHEMA_VERSION, version("numba"), version("numpy")],
    }
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()

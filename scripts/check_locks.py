"""Check that the lock files fit pyproject.toml, hold a hash for every pin, and name no host."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from locks import DEV_LOCK, ROOT, RUN_LOCK, Pin, normalised, pins
from packaging.requirements import Requirement

DEV_EXTRAS = ["examples", "learning", "dask", "netcdf", "sensitivity", "explore", "notebooks", "paper"]
_HOST_MARKS = ("://", "index", "find-links", "trusted-host")


def main() -> int:
    """Print what is wrong and how to mend it; return the exit code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = pins(RUN_LOCK), pins(DEV_LOCK)
    faults = [
        *_faults_of_text(RUN_LOCK, run),
        *_faults_of_text(DEV_LOCK, dev),
        *_misfits(RUN_LOCK, run, _wanted(project, ["examples"], ["install"])),
        *_misfits(DEV_LOCK, dev, _wanted(project, DEV_EXTRAS, ["dev"])),
        *(
            f"{pin.requirement} is not in dev.lock"
            for pin in run
            if pin.requirement not in _requirements(dev)
        ),
    ]
    print(*faults, "the lock files need `make lock`" if faults else "lock files fit", sep="\n")
    return 1 if faults else 0


def _requirements(lock: list[Pin]) -> list[Requirement]:
    return [pin.requirement for pin in lock]


def _wanted(project: dict[str, Any], extras: list[str], groups: list[str]) -> list[Requirement]:
    texts = [*project["project"]["dependencies"]]
    for extra in extras:
        texts += project["project"]["optional-dependencies"][extra]
    return [Requirement(text) for text in [*texts, *_group(project, groups)]]


def _group(project: dict[str, Any], names: list[str]) -> Iterator[str]:
    for entry in (entry for name in names for entry in project["dependency-groups"][name]):
        if isinstance(entry, dict):
            yield from _group(project, [entry["include-group"]])
        else:
            yield entry


def _faults_of_text(lock: Path, locked: list[Pin]) -> Iterator[str]:
    for number, line in enumerate(lock.read_text().splitlines(), start=1):
        if any(mark in line for mark in _HOST_MARKS):
            yield f"{lock.name}:{number}: names a host: {line.strip()}"
    yield from (f"{lock.name}: {pin.name} has no hash" for pin in locked if "--hash=" not in pin.text)


def _misfits(lock: Path, locked: list[Pin], wanted: list[Requirement]) -> Iterator[str]:
    wanted_names = {normalised(requirement.name) for requirement in wanted}
    asked_for = {pin.name for pin in locked if pin.is_asked_for_by_name}
    for name in sorted(wanted_names ^ asked_for):
        yield f"{lock.name}: {name} is {'not locked' if name in wanted_names else 'no longer wanted'}"
    for requirement in wanted:
        for pin in locked:
            version = str(pin.requirement.specifier).removeprefix("==")
            if pin.name == normalised(requirement.name) and version not in requirement.specifier:
                yield f"{lock.name}: {pin.requirement} does not meet {requirement}"


if __name__ == "__main__":
    sys.exit(main())

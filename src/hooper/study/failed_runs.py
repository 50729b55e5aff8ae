"""Runs that came to nothing, with the reason, in a folder of the study: `failed/KEY`."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hooper.study.executors.executor import Failure

_FOLDER = "failed"
_MOST_TOLD = 3


@dataclass(frozen=True)
class FailedRun:
    """Whose run it was, why it failed in one line, and the file with all that is known of it."""

    about: Mapping[str, str]
    reason: str
    file: str

    def __str__(self) -> str:
        whose = ", ".join(f"{name} {value}" for name, value in self.about.items())
        return f"{whose}: {self.reason} ({self.file})"


def told_of(failed: Sequence[FailedRun]) -> str:
    """Return how many runs have failed and for which reasons, a line each, with the first run of each."""
    alike: dict[str, list[FailedRun]] = {}
    for run in failed:
        alike.setdefault(run.reason, []).append(run)
    lines = [_told(runs) for runs in [*alike.values()][:_MOST_TOLD]]
    more = len(alike) - len(lines)
    lines += [f"and for {more} more reasons"] if more else []
    return "\n    ".join([f"{len(failed)} runs failed:", *lines])


def _told(runs: Sequence[FailedRun]) -> str:
    """Return the first of the runs that failed for one reason, and how many others did."""
    others = f"; and {len(runs) - 1} more alike" if len(runs) > 1 else ""
    return f"{runs[0]}{others}"


class FailedRuns:
    """Keeps the reasons under `out`; those of an earlier attempt are removed, since all is tried again."""

    def __init__(self, out: Path) -> None:
        self._folder = out / _FOLDER
        if self._folder.is_dir():
            shutil.rmtree(self._folder)
        self.all: list[FailedRun] = []

    def add(self, key: str, about: Mapping[str, str], failure: Failure) -> None:
        """Note why a run has failed."""
        folder = self._folder / key
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reason.txt").write_text(f"{failure.reason}\n", encoding="utf-8")
        file = folder / "traceback.txt"
        file.write_text(failure.traceback or f"{failure.reason}\n", encoding="utf-8")
        self.all.append(FailedRun(about, failure.reason, str(file)))

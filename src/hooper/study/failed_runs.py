"""Runs that came to nothing, with the reason, in a folder of the study: `failed/KEY`."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hooper.study.executors.executor import Failure

_FOLDER = "failed"
_MOST_TOLD = 10


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
    """Return how many runs have failed and which, the first ones of many, a line each."""
    lines = [str(run) for run in failed[:_MOST_TOLD]]
    more = len(failed) - len(lines)
    lines += [f"and {more} more"] if more else []
    return "\n    ".join([f"{len(failed)} runs failed:", *lines])


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

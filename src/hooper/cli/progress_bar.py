"""A progress bar with the time left, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class ProgressBar:
    """Shows each stage of a study as a line of its own."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._stage = TaskID(0)

    def begin(self, stage: str, steps: int) -> None:
        """Open the line of a stage."""
        self._stage = self._shown.add_task(stage, total=steps)

    def advance(self, steps: int = 1) -> None:
        """Move the bar of the current stage on."""
        self._shown.advance(self._stage, steps)

    def note(self, text: str) -> None:
        """Say something above the bars."""
        self._shown.console.print(text, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[ProgressBar]:
    """Yield a bar that lives as long as the work; nothing is drawn unless `shown`."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, disable=not shown) as progress:
        yield ProgressBar(progress)

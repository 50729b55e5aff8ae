"""A stage of a study: runs from the store where they are there already, on workers where they are not."""

from collections.abc import Sequence
from dataclasses import dataclass

from hooper.study.contained_runs import TogetherFunction, run_contained
from hooper.study.executors.executor import Executor, Failure
from hooper.study.failed_runs import FailedRuns
from hooper.study.outcome import Outcome
from hooper.study.progress import Progress
from hooper.study.run_store import RunStore
from hooper.study.study_worlds import PlannedRun


@dataclass(frozen=True)
class StageOfRuns:
    """Keeps what comes of runs in one store, as it comes; what comes to nothing is among the failed."""

    store: RunStore
    function: TogetherFunction
    executor: Executor
    failed: FailedRuns
    progress: Progress
    run_limit_seconds: float

    def carry_out(self, stage: str, runs: Sequence[PlannedRun]) -> None:
        """See to it that every run is in the store, or among those that have failed."""
        self.progress.begin(stage, len(runs))
        missing = {run.key: run for run in runs if not self._is_there(run)}
        self.progress.advance(len(runs) - len(missing))
        todo = tuple(missing.values())
        for run, answer in run_contained(self.executor, self.function, todo, self.run_limit_seconds):
            if isinstance(answer, Failure):
                self.failed.add(run.key, run.about, answer)
            else:
                self.store.commit(run.key, answer, run.about)
            self.progress.advance()

    def outcome(self, run: PlannedRun) -> Outcome | None:
        """Return what came of a run, None if it has failed; raises `InputError` if its file is damaged."""
        return self.store.load(run.key) if self.store.has(run.key) else None

    def _is_there(self, run: PlannedRun) -> bool:
        if not self.store.has(run.key):
            return False
        if self.store.is_damaged(run.key):
            self.progress.note(f"{self.store.file(run.key)}: the run {run.key} is damaged and is run again")
            return False
        return True

"""How often each strategy lives in a world: as often as the study says, or as its stopping rule wants.

The rule looks after every stage, at whole replications in their order: it sees neither workers nor stops, so
that a study that is resumed has the stages of one that never was stopped. An indifference zone is about the
strategies that could be carried out. One that it has dropped is run no more, and counts with the replications
until then; the baseline, which all are compared with, and an oracle, which tells regret, live as long as
anybody is left.
"""

from collections.abc import Callable, Mapping

import numpy as np
import xarray as xr

from hooper.comparison.paired_differences import NONE_DROPPED
from hooper.comparison.selection_of_the_best import select_the_best
from hooper.comparison.stopped import Stopped
from hooper.comparison.stopping import IndifferenceZone, StoppingRule, replications_wanted
from hooper.foundation.errors import Fault
from hooper.study.design_settings import StoppingSettings
from hooper.study.study import Study


class WorldReplications:
    """The replications of one world of a study; `equity` gives that of a run, NaN if it has failed."""

    def __init__(self, study: Study, equity: Callable[[str, int], float]) -> None:
        self._study, self._equity = study, equity
        self._asked = dict.fromkeys(study.chosen, 0)
        self._seen: dict[str, list[float]] = {name: [] for name in study.chosen}
        self.stopped: Stopped | None = None

    @property
    def replications(self) -> int:
        """How many there are of the strategies that were not dropped."""
        return max(self._asked.values())

    @property
    def dropped_after(self) -> Mapping[str, int]:
        """After how many replications each strategy was dropped that was; the baseline never is."""
        if self.stopped is None:
            return NONE_DROPPED
        gone = self.stopped.dropped_after
        return {name: after for name, after in gone.items() if name != self._study.baseline}

    def counts(self, strategy: str, replication: int) -> bool:
        """Return whether a run is part of the comparison."""
        return replication < self.dropped_after.get(strategy, self._asked[strategy])

    def next_stage(self) -> list[tuple[str, int]]:
        """Return the runs, by strategy and replication, that are wanted beyond those of the stages before.

        Those must have come to their end. There are none when the study has enough.
        """
        before, self._asked = self._asked, self._wanted()
        return [
            (name, k)
            for k in range(self.replications)
            for name, wanted in self._asked.items()
            if before[name] <= k < wanted
        ]

    def _wanted(self) -> dict[str, int]:
        study = self._study
        if self.replications == 0:
            return dict.fromkeys(study.chosen, study.replications)
        if study.stopping is None:
            return self._asked
        for name, seen in self._seen.items():
            seen += [self._equity(name, k) for k in range(len(seen), self._asked[name])]
        self.stopped = self._look(study.stopping)
        return self._goes_on(self.stopped)

    def _look(self, stopping: StoppingSettings) -> Stopped:
        study, there, most = self._study, self.replications, stopping.most_replications
        rule = stopping.rule(study.level)
        seen = self._without_failures(rule)
        if study.baseline not in seen["strategy"].values:
            return Stopped(rule, there, there, most, holds=False)
        wanted = replications_wanted(seen, study.baseline, rule)
        if not isinstance(rule, IndifferenceZone):
            return Stopped(rule, there, wanted, most, holds=wanted <= there)
        selection = select_the_best(seen, rule.zone, rule.level, rule.pilot)
        return Stopped(rule, there, wanted, most, selection.best is not None, selection)

    def _goes_on(self, stopped: Stopped) -> dict[str, int]:
        """Return how many replications each strategy has to have for the next look."""
        if stopped.holds:
            return self._asked
        upto = max(self.replications, min(stopped.wanted, stopped.most_replications))
        if stopped.selection is None:
            return {name: max(asked, upto) for name, asked in self._asked.items()}
        stay = {self._study.baseline, *oracles_of(self._study), *stopped.selection.contenders}
        return {name: upto if name in stay else asked for name, asked in self._asked.items()}

    def _without_failures(self, rule: StoppingRule) -> xr.DataArray:
        """Return the equities of those that the rule is about, NaN where one was not run any more."""
        apart = oracles_of(self._study) if isinstance(rule, IndifferenceZone) else ()
        whole = {
            name: np.pad(seen, (0, self.replications - len(seen)), constant_values=np.nan)
            for name, seen in self._seen.items()
            if name not in apart and np.isfinite(seen).all()
        }
        return xr.DataArray(np.array([*whole.values()]), {"strategy": [*whole]}, ("strategy", "replication"))


def oracles_of(study: Study) -> tuple[str, ...]:
    """Return the strategies of a study that see the truth, and so could not be carried out."""
    return tuple(name for name, strategy in study.chosen.items() if strategy.sees_truth)


def stopping_faults(study: Study) -> list[Fault]:
    """Return what keeps the stopping rule of a study from ever having its say."""
    stopping = study.stopping
    if stopping is None:
        return []
    rivals, most = len(study.chosen) - len(oracles_of(study)), stopping.most_replications
    checks = (
        (
            study.replications <= most,
            "stopping.most_replications",
            f"{most} are fewer than the {study.replications} replications to begin with",
            "raise it, or lower replications",
        ),
        (
            stopping.first_stage <= most,
            "stopping.first_stage",
            f"{stopping.first_stage} replications are more than the {most} that there may be",
            "lower it, or raise most_replications",
        ),
        (
            stopping.indifference_zone is None or rivals > 1,
            "stopping.indifference_zone",
            "there is nothing to select: fewer than two strategies could be carried out",
            "add a strategy that does not see the truth, or choose another rule",
        ),
        (
            stopping.indifference_zone is not None or len(study.chosen) > 1,
            "stopping",
            "there is no difference to the baseline, which is the only strategy",
            "add a strategy, or leave the rule out",
        ),
    )
    return [Fault(where, problem, remedy) for holds, where, problem, remedy in checks if not holds]

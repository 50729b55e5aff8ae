"""Carries out a study: builds its world, runs every strategy in every replication, and ranks them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from hooper.comparison.ranking import rank_strategies
from hooper.foundation.errors import Fault, InputError
from hooper.study.calibrated_world import target_of, whole_weeks
from hooper.study.customer_life import a_telling_life
from hooper.study.dataset import dataset_of
from hooper.study.outcome import Outcome
from hooper.study.parameter_draws import draw_assumptions, draw_calibrated
from hooper.study.progress import Progress, Silent
from hooper.study.results import Comparison, FounderRepeats, RealLog
from hooper.study.runner import Runner
from hooper.study.study import Study
from hooper.study.worlds import calibrated_to, read_real_log, template_of

_SILENT = Silent()


def compare(
    study: Study,
    folder: Path,
    out: Path,
    *,
    workers: int = 2,
    resume: bool = False,
    progress: Progress = _SILENT,
) -> Comparison:
    """Carry out a study whose relative paths start at `folder`; its runs are stored under `out`.

    With `resume`, runs that are stored already are taken from there; the result is the same. Raises
    `InputError` if the study, its scenario or its log is wrong, before anything is run.
    """
    require_baseline(study)
    template = template_of(study, folder)
    log = read_real_log(study, folder)
    progress.begin("calibrate the world to the log" if log else "take the world as it stands", 1)
    calibrated = calibrated_to(log, template, study) if log else None
    progress.advance()
    scenario = calibrated.scenario if calibrated else template
    counted_at = log.cut_days if log else study.pre_periods * scenario.period_days
    runner = Runner(study, counted_at, out, resume, workers, progress)
    outcomes = runner.run_strategies(scenario)
    data = dataset_of(outcomes, study.pre_periods)
    baseline = runner.task(scenario, study.chosen[study.baseline], 0)
    oracles = [name for name, strategy in study.chosen.items() if strategy.sees_truth]
    return Comparison(
        study=study,
        scenario=scenario,
        outcome=data,
        ranking=rank_strategies(data, study.baseline, study.level, oracles),
        ignorance=runner.rank_over_parameters(
            lambda draw: (
                draw_calibrated(template, log, calibrated, draw)
                if log and calibrated
                else draw_assumptions(template, draw)
            )
        ),
        scores=runner.score_estimators(baseline),
        life=a_telling_life(baseline),
        digests=_digests(outcomes),
        real_log=log,
        calibrated=calibrated,
        repeats=_repeats(log, outcomes[study.baseline]) if log else None,
    )


def require_baseline(study: Study) -> None:
    """Raise `InputError` if the baseline is not among the strategies of a study."""
    if study.baseline not in study.chosen:
        remedy = f"add a table [strategies.{study.baseline}] to the study, or choose another baseline"
        raise InputError([Fault("baseline", f"'{study.baseline}' is not among the strategies", remedy)])


def _digests(outcomes: Mapping[str, Sequence[Outcome]]) -> dict[str, str]:
    return {
        f"{name}/{k}": str(run["digest"]) for name, runs in outcomes.items() for k, run in enumerate(runs)
    }


def _repeats(log: RealLog, baseline: Sequence[Outcome]) -> FounderRepeats:
    weeks = whole_weeks(log.observed.end_days)
    curves = np.array([run["founder_curve"][: weeks + 1] for run in baseline])
    shares = np.array([run["founder_shares"] for run in baseline])
    return FounderRepeats(target_of(log.observed, log.cut_days, weeks), curves, shares)

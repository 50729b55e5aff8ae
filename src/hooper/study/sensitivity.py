"""Which assumptions move the gain of each strategy, and which of them decide the strategy that is best."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.interaction_rows import InteractionRow, interaction_rows
from hooper.comparison.parameter_ignorance import IgnoranceRow, rank_over_draws
from hooper.comparison.rank_changes import winners
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sensitivity_methods import METHODS
from hooper.comparison.sensitivity_rows import (
    GainsFound,
    SensitivityRow,
    WinnerRow,
    sensitivity_rows,
    winner_rows,
)
from hooper.comparison.varied_parameter import VariedParameter
from hooper.comparison.winner_grid import WinnerGrid
from hooper.foundation.errors import Fault, InputError
from hooper.scenario.scenario import Scenario
from hooper.study.compare import check
from hooper.study.executors.catalogue import executor_for
from hooper.study.executors.executor import Executor
from hooper.study.gains_at_points import GainsAtPoints
from hooper.study.progress import Progress, Silent
from hooper.study.study import Study
from hooper.study.study_worlds import is_one_world
from hooper.study.varied_parameters import varied_parameters
from hooper.study.varied_world import as_calibrated, as_it_stands
from hooper.study.worlds import calibrated_to, read_real_log, template_of

_SILENT = Silent()


@dataclass(frozen=True)
class Sensitivity:
    """A sensitivity analysis that was carried out.

    `rows` have the strongest parameter first, `winner_rows` the one that changes the winner most often, and
    `interaction_rows` the strongest pair, if the method tells pairs apart.
    `over_design` ranks the strategies over the points that are spread over the ranges; `winner` is the best
    strategy at the parameters' own values, and `winner_changes` the share of those points where another is.
    """

    study: Study
    parameters: tuple[VariedParameter, ...]
    design: SensitivityDesign
    gains: GainsFound
    rows: tuple[SensitivityRow, ...]
    interaction_rows: tuple[InteractionRow, ...]
    winner_rows: tuple[WinnerRow, ...]
    over_design: tuple[IgnoranceRow, ...]
    winner: str
    winner_changes: float
    grid: WinnerGrid | None

    @property
    def best_arm(self) -> str:
        """The strategy with the highest gain at the parameters' own values, the baseline left out."""
        return self.gains.strategies[1 + int(np.argmax(self.gains.stated[1:]))]


def sensitivity(
    study: Study,
    folder: Path,
    out: Path,
    keys: Sequence[str] = (),
    *,
    workers: int = 2,
    progress: Progress = _SILENT,
) -> Sensitivity:
    """Vary the parameters `keys` of a study's world, or those that its settings or else its laws name.

    Relative paths start at `folder`; runs are stored under `out`, and what is stored there is not run again.
    Raises `InputError` if the study, a parameter or a range is wrong, before anything is run.
    """
    _check(study)
    template = template_of(study, folder)
    parameters = varied_parameters(template, study.sensitivity, keys)
    settings = study.sensitivity
    design = METHODS[settings.method].design(len(parameters), settings.size, study.seed)
    with executor_for(None, workers) as at_work:
        runs = _runs(study, template, folder, out, at_work, progress)
        return _carried_out(study, parameters, design, runs)


def _carried_out(
    study: Study, parameters: tuple[VariedParameter, ...], design: SensitivityDesign, runs: GainsAtPoints
) -> Sensitivity:
    settings = study.sensitivity
    method = METHODS[settings.method]
    cube = runs.run("the points of the design", parameters, _at_levels(parameters, design.levels))
    gains = _gains(runs, parameters, cube)
    asked = (parameters, design, gains, method, study.level, study.seed)
    rows = sensitivity_rows(*asked)
    best = winners(gains.stated[np.newaxis])[0]
    return Sensitivity(
        study,
        parameters,
        design,
        gains,
        rows,
        interaction_rows(*asked),
        winner_rows(parameters, design, gains),
        _over_design(gains.strategies, cube[: design.n_spread]),
        gains.strategies[best],
        float(np.mean(winners(gains.designed[: design.n_spread]) != best)),
        _grid(runs, parameters, rows, settings.grid),
    )


def _check(study: Study) -> None:
    check(study)
    if not is_one_world(study):
        remedy = "leave scenarios and factors out: its parameters are varied here"
        raise InputError([Fault("scenarios", "a sensitivity analysis is of one world", remedy)])
    if len(study.chosen) < 2:
        remedy = "add another table [strategies.NAME] to the study"
        raise InputError([Fault("strategies", "there is none beside the baseline, so nothing gains", remedy)])


def _runs(
    study: Study, template: Scenario, folder: Path, out: Path, executor: Executor, progress: Progress
) -> GainsAtPoints:
    log = read_real_log(study, folder)
    if log is None:
        return GainsAtPoints(study, as_it_stands(template), out, executor, progress)
    progress.begin("calibrate the world to the log", 1)
    make_world = as_calibrated(template, log, calibrated_to(log, template, study))
    progress.advance()
    return GainsAtPoints(study, make_world, out, executor, progress)


def _gains(
    runs: GainsAtPoints, parameters: Sequence[VariedParameter], designed: NDArray[np.float64]
) -> GainsFound:
    stated = np.array([each.value for each in parameters])
    low, high = (
        np.where(np.eye(stated.size, dtype=np.bool_), ends, stated)
        for ends in ([each.low for each in parameters], [each.high for each in parameters])
    )
    alone = runs.run("one parameter at a time", parameters, np.vstack((stated, low, high))).mean(axis=2)
    at_low, at_high = np.split(alone[1:], 2)
    return GainsFound(runs.strategies, alone[0], at_low, at_high, designed.mean(axis=2))


def _at_levels(parameters: Sequence[VariedParameter], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([each.at(own) for each, own in zip(parameters, levels.T, strict=True)], axis=1)


def _over_design(strategies: tuple[str, ...], cube: NDArray[np.float64]) -> tuple[IgnoranceRow, ...]:
    named = xr.DataArray(cube, {"strategy": list(strategies)}, ("draw", "strategy", "replication"))
    return rank_over_draws(named)


def _grid(
    runs: GainsAtPoints,
    parameters: Sequence[VariedParameter],
    rows: Sequence[SensitivityRow],
    size: int,
) -> WinnerGrid | None:
    """Return the map of the two strongest parameters, None if it is not asked for or there is but one."""
    strongest = list(dict.fromkeys(row.parameter for row in rows))[:2]
    if size < 2 or len(strongest) < 2:
        return None
    by_key = {each.key: each for each in parameters}
    first, second = (by_key[key] for key in strongest)
    across, along = (each.at(np.linspace(0.0, 1.0, size)) for each in (first, second))
    values = np.stack([each.ravel() for each in np.meshgrid(across, along)], axis=1)
    gains = runs.run("a grid of the two strongest", (first, second), values).mean(axis=2)
    return WinnerGrid(first, second, across, along, runs.strategies, gains.reshape(size, size, -1))

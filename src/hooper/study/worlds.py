"""The world of a study: a scenario as it stands, or one that is calibrated to a real log."""

from pathlib import Path

from hooper.foundation.errors import Fault, InputError
from hooper.history.read_log import read_log
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld
from hooper.study.calibration import calibrate
from hooper.study.results import RealLog
from hooper.study.study import Study


def template_of(study: Study, folder: Path) -> Scenario:
    """Return the scenario that a study names, a preset or a file beside the study, with its size and seed."""
    named = folder / study.world.scenario
    template = presets.load(str(named) if named.suffix == ".toml" else study.world.scenario)
    founders = template.founders.model_copy(update={"customers": study.world.customers})
    return template.model_copy(update={"founders": founders, "seed": study.seed})


def read_real_log(study: Study, folder: Path) -> RealLog | None:
    """Read the log of a study, or return None if it has none; raises `InputError` for a bad log or date."""
    source = study.world.log
    if source is None:
        return None
    path = folder / source
    observed, cleaning = read_log(str(path) if path.exists() else source, study.world.columns)
    first, last = cleaning.first_date, cleaning.last_date
    end = study.world.calibration_end or last
    if not first < end <= last:
        problem = f"{end} lies outside the log, which runs from {first} to {last}"
        raise InputError([Fault("world.calibration_end", problem, "choose a date within the log")])
    return RealLog(source, observed, cleaning, float((end - first).days), end)


def calibrated_to(log: RealLog, template: Scenario, study: Study) -> CalibratedWorld:
    """Return the scenario of a study calibrated to its log."""
    return calibrate(log.observed, template, log.cut_days, study.world.customers, study.seed)

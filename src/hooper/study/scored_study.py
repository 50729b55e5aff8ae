"""The world of a study as one to score estimators in: cut at its branch, lived on to its horizon."""

from pathlib import Path

from hooper.foundation.errors import Fault, InputError
from hooper.study.structural_world import StructuralWorld
from hooper.study.study import Study
from hooper.study.study_worlds import is_one_world
from hooper.study.worlds import calibrated_to, read_real_log, template_of

_QUICK_CUSTOMERS, _QUICK_FUTURES = 1_000, 10


def world_of_study(study: Study, folder: Path) -> StructuralWorld:
    """Return the world of a study in a folder, calibrated to its log if it has one.

    Customers live as many futures as the study says. Raises `InputError` if the scenario or the log is
    wrong, or if there is no time before the branch to see anybody in.
    """
    faults = []
    if study.pre_periods == 0:
        remedy = "give periods before the branch, in which estimators see customers"
        faults.append(Fault("pre_periods", "is 0", remedy))
    if study.scoring.futures == 0:
        faults.append(Fault("scoring.futures", "is 0", "give 2 or more: their mean is the truth"))
    if not is_one_world(study):
        remedy = "leave scenarios and factors out, or score each world by itself"
        faults.append(Fault("scenarios", "estimators are scored in one world at a time", remedy))
    if faults:
        raise InputError(faults)
    template, log = template_of(study, folder), read_real_log(study, folder)
    scenario = calibrated_to(log, template, study).scenario if log else template
    return StructuralWorld(scenario, study.pre_periods, study.horizon_periods, study.scoring.futures)


def smaller(study: Study) -> Study:
    """Return the study with fewer customers and futures, for a first look."""
    world = study.world.model_copy(update={"customers": min(study.world.customers, _QUICK_CUSTOMERS)})
    scoring = study.scoring.model_copy(update={"futures": min(study.scoring.futures, _QUICK_FUTURES)})
    return study.model_copy(update={"world": world, "scoring": scoring})

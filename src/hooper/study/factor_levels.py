"""What the factors of a study change in its worlds, and in what is done there.

A key is one of the scenario, as `levers.offer_value`, or one of the study, as `study.horizon_periods`.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.scenario.read_settings import validate
from hooper.scenario.scenario import Scenario
from hooper.study.design_settings import Level
from hooper.study.study import Study

SettingsT = TypeVar("SettingsT", bound=Settings)
_PREFIX: Final = "study."
_OF_A_STUDY: Final = ("pre_periods", "horizon_periods", "review_periods", "world", "budget", "strategies")


def study_at(study: Study, point: Mapping[str, Level]) -> Study:
    """Return the study as it is at a point; raises `InputError` for a key that is none of its settings."""
    own = {key.removeprefix(_PREFIX): level for key, level in point.items() if key.startswith(_PREFIX)}
    faults = [
        Fault(f"factors: {_PREFIX}{key}", "is no factor", f"choose one of {', '.join(_OF_A_STUDY)}")
        for key in own
        if key.split(".")[0] not in _OF_A_STUDY
    ]
    if faults:
        raise InputError(faults)
    return _with_levels(study, own, f"factors: {_PREFIX.rstrip('.')}")


def scenario_at(scenario: Scenario, point: Mapping[str, Level]) -> Scenario:
    """Return the scenario as it is at a point; raises `InputError` for a key that is none of its settings.

    >>> scenario_at(Scenario(), {"levers.offer_value": 3.0}).levers.offer_value
    3.0
    """
    own = {key: level for key, level in point.items() if not key.startswith(_PREFIX)}
    return _with_levels(scenario, own, "factors")


def _with_levels(settings: SettingsT, levels: Mapping[str, Level], where: str) -> SettingsT:
    if not levels:
        return settings
    told: dict[str, Any] = settings.model_dump(mode="json")
    for key, level in levels.items():
        *tables, name = key.split(".")
        table: Any = told
        for part in tables:
            table = _inside(table, part, f"{where}: {key}")
        table[_place(table, name, f"{where}: {key}")] = level
    return validate(told, type(settings), where)


def _inside(table: Any, part: str, where: str) -> Any:  # noqa: ANN401  a table or a list of JSON
    """Return the table or list at `part`, made if there is none."""
    place = _place(table, part, where)
    if isinstance(table, dict) and table.get(place) is None:
        table[place] = {}
    if not isinstance(table[place], dict | list):
        raise InputError([Fault(where, f"'{part}' is no table", f"vary '{part}' itself")])
    return table[place]


def _place(table: Any, part: str, where: str) -> str | int:  # noqa: ANN401  a table or a list of JSON
    """Return how a table or a list knows its `part`: by name, or by number."""
    if isinstance(table, dict):
        return part
    if part.isdecimal() and int(part) < len(table):
        return int(part)
    raise InputError([Fault(where, f"there is no '{part}' in a list of {len(table)}", "count from 0")])

"""Which parameters of a world are varied, and over which ranges."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import get_args

from hooper.comparison.varied_parameter import VariedParameter
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.scenario.assumptions import assumed_parameters
from hooper.scenario.law_names import LawName
from hooper.scenario.read_settings import validate
from hooper.scenario.scenario import Scenario
from hooper.study.sensitivity_settings import SensitivitySettings, StatedRange

_TABLE = "sensitivity.parameters"


def varied_parameters(
    scenario: Scenario, settings: SensitivitySettings, keys: Sequence[str]
) -> tuple[VariedParameter, ...]:
    """Return what is varied: the keys asked for, or those of the settings, or all assumptions in use.

    Raises `InputError` with every key that is no parameter of the world, every range that is none, and every
    end of a range that the setting itself refuses.
    """
    ranges = {
        f"{section}.{name}": given
        for section, table in settings.parameters.items()
        for name, given in table.items()
    }
    chosen = tuple(dict.fromkeys(keys)) or tuple(ranges) or tuple(_assumptions_in_use(scenario))
    faults = _too_few(settings, chosen)
    found: list[VariedParameter] = []
    for key in chosen:
        place = f"--parameters {key}" if key in keys else f"{_TABLE}.{key}"
        try:
            found.append(_varied(scenario, key, ranges.get(key, StatedRange()), place))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(found)


def _varied(scenario: Scenario, key: str, asked: StatedRange, place: str) -> VariedParameter:
    numbers = dict(_numbers_of(scenario))
    if key not in numbers:
        raise InputError([_unknown(place, key, numbers)])
    usual = {each.key: each for each in assumed_parameters(scenario)}.get(key, StatedRange())
    low = usual.low if asked.low is None else asked.low
    high = usual.high if asked.high is None else asked.high
    if low is None or high is None:
        remedy = f"give it one in the study: [{_TABLE}] {key} = {{ low = ..., high = ... }}"
        raise InputError([Fault(place, f"{key} has no stated range", remedy)])
    if low >= high:
        problem = f"low {low:g} is not below high {high:g}"
        raise InputError([Fault(place, problem, "give low the smaller value")])
    refused = list(_refused(scenario, place, key, (low, high)))
    if refused:
        raise InputError(refused)
    return VariedParameter(key, numbers[key], low, high)


def _assumptions_in_use(scenario: Scenario) -> Iterable[str]:
    """Yield the assumptions of sections that no law which is off is named after."""
    idle = scenario.laws_off & set(get_args(LawName))
    return (each.key for each in assumed_parameters(scenario) if each.key.partition(".")[0] not in idle)


def _numbers_of(scenario: Scenario) -> Iterable[tuple[str, float]]:
    """Yield the key and value of every setting that may take any number within bounds."""
    for section in type(scenario).model_fields:
        settings = getattr(scenario, section)
        if isinstance(settings, Settings):
            for name in type(settings).model_fields:
                value = getattr(settings, name)
                if isinstance(value, float):
                    yield f"{section}.{name}", value


def _unknown(place: str, key: str, numbers: dict[str, float]) -> Fault:
    near = get_close_matches(key, numbers, n=3)
    remedy = f"did you mean {' or '.join(near)}?" if near else "name a number of the scenario: section.name"
    return Fault(place, f"'{key}' is not a number of this world's settings", remedy)


def _refused(scenario: Scenario, place: str, key: str, ends: tuple[float, float]) -> Iterable[Fault]:
    """Yield what the setting's own section has against the ends of a range."""
    section, _, name = key.partition(".")
    settings = getattr(scenario, section)
    for end in ends:
        try:
            validate(settings.model_dump(mode="json") | {name: end}, type(settings), place)
        except InputError as error:
            yield from (Fault(place, fault.problem, fault.remedy) for fault in error.faults)


def _too_few(settings: SensitivitySettings, chosen: Sequence[str]) -> list[Fault]:
    if settings.method == "sobol" and len(chosen) < 2:
        remedy = "vary another parameter too"
        return [Fault("sensitivity", "shares of variance need two parameters to be shared by", remedy)]
    return []

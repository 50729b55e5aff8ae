"""The assumed parameters of a scenario: those that state a range and a source."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from pydantic import BaseModel

from hooper.scenario.scenario import Scenario


@dataclass(frozen=True)
class AssumedParameter:
    """A parameter that was not fitted: its key (`economics.margin`), value, range and source."""

    key: str
    value: float
    low: float
    high: float
    source: str


def assumed_parameters(scenario: Scenario) -> tuple[AssumedParameter, ...]:
    """Return every assumed parameter of a scenario, in the order of its settings.

    A scenario that sets one outside its stated range widens the range to it.

    >>> assumed_parameters(Scenario())[0].key
    'character.persuadable_share'
    """
    found: list[AssumedParameter] = []
    for section in type(scenario).model_fields:
        settings = getattr(scenario, section)
        if isinstance(settings, BaseModel):
            for name, field in type(settings).model_fields.items():
                extra = field.json_schema_extra
                if isinstance(extra, dict) and "low" in extra:
                    stated: dict[str, Any] = extra
                    key, value = f"{section}.{name}", getattr(settings, name)
                    low, high = min(stated["low"], value), max(stated["high"], value)
                    found.append(AssumedParameter(key, value, low, high, stated["source"]))
    return tuple(found)


def with_values(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """Return the scenario with other values under the given keys (`section.name`).

    >>> with_values(Scenario(), {"economics.margin": 0.5}).economics.margin
    0.5
    """
    return reduce(_with_value, values.items(), scenario)


def _with_value(scenario: Scenario, item: tuple[str, float]) -> Scenario:
    section, name = item[0].split(".")
    changed = getattr(scenario, section).model_copy(update={name: item[1]})
    return scenario.model_copy(update={section: changed})

"""Worlds that differ from another in one thing: a setting, or a mechanism that is switched off."""

import math
from typing import Any

from hooper.foundation.settings import Settings
from hooper.scenario.law_names import LawName
from hooper.scenario.scenario import Scenario


def with_setting(scenario: Scenario, path: str, value: float) -> Scenario:
    """Return the scenario with one setting changed; `path` is section and name, as in `--set`.

    >>> with_setting(Scenario(), "loyalty.competition", 0.25).loyalty.competition
    0.25
    """
    section, name = path.split(".")
    settings: Settings = getattr(scenario, section)
    _ = getattr(settings, name)  # model_copy would take a name that is none
    changed: dict[str, Any] = {section: settings.model_copy(update={name: value})}
    return scenario.model_copy(update=changed)


def without_laws(scenario: Scenario, *laws: LawName) -> Scenario:
    """Return the scenario with these laws switched off, besides those that are off already.

    >>> without_laws(Scenario(), "stages").switched_off
    ('renewal', 'stages')
    """
    return scenario.model_copy(update={"switched_off": (*scenario.switched_off, *laws)})


def with_equal_frailty(scenario: Scenario) -> Scenario:
    """Return the scenario in which nobody's tie is frailer than another's."""
    return with_setting(scenario, "character.frailty_log_sd", 0.0)


def without_moderation(scenario: Scenario) -> Scenario:
    """Return the scenario in which the intensity of competition moderates nothing.

    The curve of loyalty is the same at both ends of competition and has no floor; no rival pulls.
    """
    curve = scenario.loyalty
    middle = math.sqrt(curve.exponent_in_monopoly * curve.exponent_in_fierce_competition)
    for path, value in (
        ("loyalty.exponent_in_monopoly", middle),
        ("loyalty.exponent_in_fierce_competition", middle),
        ("loyalty.floor_in_monopoly", 0.0),
        ("defection.rival_hazard_per_month", 0.0),
    ):
        scenario = with_setting(scenario, path, value)
    return scenario


def with_satisfaction_unheard(scenario: Scenario) -> Scenario:
    """Return the scenario in which customers are satisfied or not, and nothing they do depends on it."""
    scenario = without_laws(scenario, "loyalty", "emotional_loyalty", "referral")
    for path in ("stages.exploration_satisfaction", "stages.formation_satisfaction"):
        scenario = with_setting(scenario, path, 0.0)
    return scenario

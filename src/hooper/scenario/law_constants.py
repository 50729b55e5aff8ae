"""The numbers that the laws of a scenario read, converted to its period."""

from typing import Any

from hooper.scenario.scenario import Scenario


def law_constants(scenario: Scenario) -> dict[str, tuple[Any, ...]]:
    """Return the settings tuple of each law that has one, by the law's name."""
    days = scenario.period_days
    character = scenario.character.constants()
    return {
        "buyer": scenario.buyer.constants(),
        "character": character,
        "response": character,
        "experience": scenario.experience.constants(),
        "satisfaction": scenario.satisfaction.constants(days),
        "expectation": scenario.expectation.constants(days),
        "loyalty": scenario.loyalty.constants(),
        "persuasion": scenario.persuasion.constants(days),
        "purchase": scenario.purchase.constants(days),
        "defection": scenario.defection.constants(days, scenario.loyalty.competition),
        "failure": scenario.failure.constants(days),
        "stages": scenario.stages.constants(days),
        "referral": scenario.referral.constants(days),
    }

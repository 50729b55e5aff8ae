"""The numbers that the laws of a scenario read, converted to its period."""

from typing import Any, Final

from hooper.mechanisms.competition import Competition
from hooper.mechanisms.price_premium import PricePremiumSettings
from hooper.scenario.scenario import Scenario

# Laws with a section of their own name, of which the length of the period is all that they need to know.
_BY_THE_PERIOD: Final = (
    *("recovery", "accumulated_experience", "satisfaction", "recovery_glow", "expectation", "memory"),
    *("emotional_loyalty", "persuasion", "word_of_mouth", "knowledge", "rate_drift", "life_events"),
    *("income_growth", "reference_price", "cross_buying", "points_pressure", "purchase", "satiation"),
    *("switching_cost", "failure", "referral", "contact_fatigue"),
)


def law_constants(scenario: Scenario) -> dict[str, tuple[Any, ...]]:
    """Return the settings tuple of each law that has one, by the law's name."""
    days, dimensions = scenario.period_days, tuple(scenario.dimension_weights)
    weights, quality = scenario.satisfaction.weights.values(), scenario.character.quality_mean
    standard, character = scenario.standard.constants(days, weights), scenario.character.constants()
    economics = scenario.economics
    cost_to_serve = scenario.cost_to_serve.constants(
        days, economics.serving_costs(), economics.flat_serving_cost_per_month
    )
    return {
        **{law: getattr(scenario, law).constants(days) for law in _BY_THE_PERIOD},
        "buyer": scenario.buyer.constants(),
        "character": character,
        "first_standard": standard,
        "attachment": scenario.emotional_loyalty.constants(days),
        "response": character,
        "price_sensitivity": scenario.price_sensitivity.constants(),
        "serving_factor": cost_to_serve,
        "market_segment": scenario.market.segment_constants(),
        "experience": scenario.experience.constants(dimensions),
        "desires": scenario.desires.constants(weights),
        "standard": standard,
        "competition": _own_competition(scenario),
        "loyalty": scenario.loyalty.constants(),
        "price_premium": (scenario.price_premium or PricePremiumSettings()).constants(),
        "share_of_wallet": scenario.share_of_wallet.constants(),
        "cost_to_serve": cost_to_serve,
        "holes": scenario.defection.holes(quality),
        "defection": scenario.defection.constants(days, scenario.loyalty.competition),
        "stages": scenario.stages.constants(days, quality),
    }


def _own_competition(scenario: Scenario) -> Competition:
    """Return by how much the competition of each segment differs from that of the law of loyalty."""
    usual = scenario.loyalty.competition
    first, second, third, fourth = (own - usual for own in scenario.market.competition(usual))
    return Competition((first, second, third, fourth))

"""The numbers that the laws of a scenario read, converted to its period."""

from typing import Any

from hooper.mechanisms.competition import Competition
from hooper.mechanisms.price_premium import PricePremiumSettings
from hooper.scenario.scenario import Scenario


def law_constants(scenario: Scenario) -> dict[str, tuple[Any, ...]]:
    """Return the settings tuple of each law that has one, by the law's name."""
    days, dimensions = scenario.period_days, tuple(scenario.dimension_weights)
    weights = scenario.satisfaction.weights.values()
    standard = scenario.standard.constants(days, weights)
    emotional_loyalty = scenario.emotional_loyalty.constants(days)
    character = scenario.character.constants()
    economics = scenario.economics
    cost_to_serve = scenario.cost_to_serve.constants(
        days, economics.serving_costs(), economics.flat_serving_cost_per_month
    )
    return {
        "buyer": scenario.buyer.constants(),
        "character": character,
        "first_standard": standard,
        "attachment": emotional_loyalty,
        "response": character,
        "recovery": scenario.recovery.constants(days),
        "price_sensitivity": scenario.price_sensitivity.constants(),
        "serving_factor": cost_to_serve,
        "market_segment": scenario.market.segment_constants(),
        "experience": scenario.experience.constants(dimensions),
        "accumulated_experience": scenario.accumulated_experience.constants(days),
        "desires": scenario.desires.constants(weights),
        "satisfaction": scenario.satisfaction.constants(days),
        "recovery_glow": scenario.recovery_glow.constants(days),
        "expectation": scenario.expectation.constants(days),
        "standard": standard,
        "memory": scenario.memory.constants(days),
        "emotional_loyalty": emotional_loyalty,
        "competition": _own_competition(scenario),
        "loyalty": scenario.loyalty.constants(),
        "persuasion": scenario.persuasion.constants(days),
        "word_of_mouth": scenario.word_of_mouth.constants(days),
        "knowledge": scenario.knowledge.constants(days),
        "rate_drift": scenario.rate_drift.constants(days),
        "life_events": scenario.life_events.constants(days),
        "income_growth": scenario.income_growth.constants(days),
        "reference_price": scenario.reference_price.constants(days),
        "price_premium": (scenario.price_premium or PricePremiumSettings()).constants(),
        "cross_buying": scenario.cross_buying.constants(days),
        "share_of_wallet": scenario.share_of_wallet.constants(),
        "points_pressure": scenario.points_pressure.constants(days),
        "purchase": scenario.purchase.constants(days),
        "satiation": scenario.satiation.constants(days),
        "cost_to_serve": cost_to_serve,
        "switching_cost": scenario.switching_cost.constants(days),
        "holes": scenario.defection.holes(scenario.character.quality_mean),
        "defection": scenario.defection.constants(days, scenario.loyalty.competition),
        "failure": scenario.failure.constants(days),
        "stages": scenario.stages.constants(days, scenario.character.quality_mean),
        "referral": scenario.referral.constants(days),
    }


def _own_competition(scenario: Scenario) -> Competition:
    """Return by how much the competition of each segment differs from that of the law of loyalty."""
    usual = scenario.loyalty.competition
    first, second, third, fourth = (own - usual for own in scenario.market.competition(usual))
    return Competition((first, second, third, fourth))

"""What levers of the whole firm do in a world, and what they cost: programmes, rewards, spend and price."""

from typing import Final

from hooper.scenario.scenario import Scenario

Row = tuple[tuple[str, str, float, str, str], tuple[float, str]]
_OF_PROGRAMMES: Final = (
    ("staff_training", "experience of service", "units of experience", "experience_of_training"),
    ("staff_training", "mistakes avoided", "share", "mistakes_avoided_by_training"),
    ("service_quality", "experience", "units of experience", "experience_of_quality"),
    ("service_quality", "mistakes avoided", "share", "mistakes_avoided_by_quality"),
    ("wider_assortment", "leaving for want of choice, avoided", "share", "hole_closed_by_assortment"),
    ("recovery_excellence", "failures made good, of those that were not", "share", "made_good_by_recovery"),
    ("recovery_excellence", "time of a case saved", "share", "time_saved_by_recovery"),
)
_PRICE_OF: Final = {
    "staff_training": "training",
    "service_quality": "quality",
    "wider_assortment": "assortment",
    "recovery_excellence": "recovery",
}


def programme_rows(scenario: Scenario) -> tuple[Row, ...]:
    """Return the levers of the whole firm, beyond discounts, agents and the loyalty programme."""
    costs, effects = scenario.levers.of_programmes(), scenario.lever_effects
    programmes = (
        (
            (strategy, lever, getattr(effects, name), unit, f"lever_effects.{name}"),
            (costs[_PRICE_OF[strategy]], "currency a month and 1,000 founders"),
        )
        for strategy, lever, unit, name in _OF_PROGRAMMES
    )
    return *programmes, _reward(scenario), *_spend(scenario)


def _reward(scenario: Scenario) -> Row:
    more = scenario.lever_effects.referrals_for_reward
    effect = "referral_reward", "referrals", more, "share", "lever_effects.referrals_for_reward"
    return effect, (scenario.levers.referral_reward_value, "currency a referral")


def _spend(scenario: Scenario) -> tuple[Row, ...]:
    reached = scenario.lever_effects.reached_by_plan
    key = "lever_effects.reached_by_plan"
    lever = "newcomers at most, as a share of the plan"
    cost = scenario.acquisition.cost_per_newcomer, "currency the last newcomer of the plan, and more the next"
    return tuple(
        ((strategy, lever, (1.0 - reached) / reached, "share", key), cost)
        for strategy in ("acquisition_only", "acquisition_retention_split")
    )

"""All facts, by name, in the order of the specification."""

from difflib import get_close_matches
from typing import Final

from hooper.evidence.facts import (
    bonds_hold_against_cheap_rivals,
    bonds_hold_when_a_rival_opens,
    brought_customers_are_worth_more,
    competition_lowers_loyalty,
    competition_steepens_the_slope,
    cost_ratio_is_a_result,
    four_patterns_of_life,
    intent_is_concave_behaviour_convex,
    losses_hurt_more,
    loyal_are_not_cheaper,
    points_move_light_buyers,
    recovery_shines_in_surveys_only,
    referred_customers_stay,
    retention_by_satisfaction,
    retention_moves_value_most,
    retention_rises_by_sorting,
    retention_rises_with_tenure,
    satisfaction_treadmill,
    satisfied_talk_more,
    second_lifetimes_by_offer,
    shortage_outlives_itself,
    sixty_twenty,
    small_brands_suffer_twice,
    some_customers_cost_profit,
    stages_want_strategies_of_their_own,
    stated_need_says_too_little,
    talk_reaches_acquaintances,
    totally_satisfied_stay,
    untreated_feel_the_treated,
    uplift_saves_more_than_risk,
    variance_of_quality_costs_loyalty,
    volume_rises_and_falls,
    warned_by_more_than_recency,
)
from hooper.evidence.facts.fact import Fact
from hooper.foundation.errors import Fault, InputError

FACTS: Final[tuple[Fact, ...]] = (
    retention_rises_with_tenure.FACT,
    retention_rises_by_sorting.FACT,
    volume_rises_and_falls.FACT,
    four_patterns_of_life.FACT,
    sixty_twenty.FACT,
    some_customers_cost_profit.FACT,
    totally_satisfied_stay.FACT,
    competition_lowers_loyalty.FACT,
    competition_steepens_the_slope.FACT,
    losses_hurt_more.FACT,
    variance_of_quality_costs_loyalty.FACT,
    satisfaction_treadmill.FACT,
    intent_is_concave_behaviour_convex.FACT,
    satisfied_talk_more.FACT,
    brought_customers_are_worth_more.FACT,
    referred_customers_stay.FACT,
    talk_reaches_acquaintances.FACT,
    untreated_feel_the_treated.FACT,
    loyal_are_not_cheaper.FACT,
    retention_moves_value_most.FACT,
    cost_ratio_is_a_result.FACT,
    recovery_shines_in_surveys_only.FACT,
    second_lifetimes_by_offer.FACT,
    small_brands_suffer_twice.FACT,
    points_move_light_buyers.FACT,
    shortage_outlives_itself.FACT,
    bonds_hold_against_cheap_rivals.FACT,
    bonds_hold_when_a_rival_opens.FACT,
    retention_by_satisfaction.FACT,
    stated_need_says_too_little.FACT,
    warned_by_more_than_recency.FACT,
    uplift_saves_more_than_risk.FACT,
    stages_want_strategies_of_their_own.FACT,
)


def names() -> tuple[str, ...]:
    """Return the names of all facts in the order of the catalogue."""
    return tuple(fact.name for fact in FACTS)


def get(name: str) -> Fact:
    """Return the fact of that name; raises `InputError` with the nearest names for an unknown one.

    >>> get("losses_hurt_more").number
    'F13'
    """
    found = {fact.name: fact for fact in FACTS}.get(name)
    if found is None:
        nearest = get_close_matches(name, names(), n=3, cutoff=0.4) or names()
        remedy = f"choose from {', '.join(nearest)}"
        raise InputError([Fault(where="fact", problem=f"there is no fact '{name}'", remedy=remedy)])
    return found

"""What levers on customers do in a world, and what they cost: bonds, ties, care, help, sales and goodbyes."""

from typing import Final

from hooper.scenario.scenario import Scenario
from hooper.study.programme_rows import Row

_UNITS: Final = {"strength_of_tie": "logarithm of hazards", "warmth_of_attention": "units of experience"}
_FOR_GOOD: Final = ("structural_tie", "let_go")
# Strategy, what it does, the effect, the lever that is paid, and the law without which it does nothing.
_BONDS: Final = (
    ("personal_bonds", "bond, of what is missing", "bond_of_manager", "personal_bond", "emotional_loyalty"),
    ("structural_bonds", "logarithm of hazards, less", "strength_of_tie", "structural_tie", None),
    ("customer_care", "remembered of the relationship", "warmth_of_attention", "care", "memory"),
    ("onboarding", "learned of what is not known", "learned_when_onboarded", "onboarding", "knowledge"),
    ("cross_selling", "a further category is taken up", "chance_of_cross_sale", "cross_sell", "cross_buying"),
    ("let_go_below_zero", "cost to serve, saved", "saved_when_let_go", "let_go", "cost_to_serve"),
    ("let_go_below_zero", "leaving, more", "hazards_when_let_go", "let_go", None),
)


def bond_rows(scenario: Scenario) -> tuple[Row, ...]:
    """Return the levers on customers, beyond offers and the loyalty programme, that do something here."""
    costs, effects = scenario.levers.of_strength(), scenario.lever_effects
    return tuple(
        (
            (strategy, lever, getattr(effects, name), _UNITS.get(name, "share"), f"lever_effects.{name}"),
            (costs[paid_as], "currency once" if paid_as in _FOR_GOOD else "currency each time"),
        )
        for strategy, lever, name, paid_as, law in _BONDS
        if law not in scenario.laws_off
    )

"""Arms without effect: a strategy whose levers do nothing and cost nothing changes nothing, to the last bit.

All arms of a comparison live the same customers with the same words. If the effects of all levers are
zero in the world, what is left of a strategy is that it acted: the contacts that it recorded, and who took up
what it offered. Every
other table and all the books are those of no intervention (potential outcomes with common random
numbers: an effect of zero is measured as zero, not as noise).
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from hooper.engine.simulated import Simulated
from hooper.evidence.oracles.oracle import Oracle, exactly
from hooper.evidence.oracles.strategy_arms import arms, tables
from hooper.history.digest import digest_of, digest_of_table
from hooper.scenario.lever_effects import LeverEffects
from hooper.scenario.scenario import Scenario
from hooper.strategies import catalogue

Sections = Mapping[str, Mapping[str, Any]]

FOUNDERS: Final = 1_000
# The least amount of money there is: with it a budget is open, and buys what costs nothing.
LEAST_GRANT_PER_REVIEW: Final = math.ulp(0.0)
# What levers cost of which the effect stands under `lever_effects`.
LEVERS_WITH_EFFECTS: Final = (
    "referral_reward_value",
    *(
        f"{name}_cost"
        for name in ("personal_bond", "structural_tie", "attention", "onboarding", "cross_sell")
    ),
    *(f"{name}_cost_per_month_per_1000" for name in ("training", "quality", "assortment", "recovery")),
)
# The laws of the state that levers on customers move.
LAWS_BEHIND_LEVERS: Final = (
    *("memory", "emotional_loyalty", "knowledge", "cross_buying"),
    *("switching_cost", "cost_to_serve", "contact_fatigue"),
)
# A premium has no effect of its own: it is a price, and who asks one earns it. So it is left out.
WITHOUT_NEUTRAL_FORM: Final = ("premium_pricing",)
WITHOUT_EFFECT: Final[Sections] = MappingProxyType(
    {
        # offers
        "character": {"persuasion": 0.0, "annoyance": 0.0},
        # membership and discounts
        "defection": {"member_bond": 0.0, "value_relief_of_discount": 0.0},
        "purchase": {"member_lift": 0.0, "offer_lift": 0.0, "discount_elasticity": 0.0},
        "levers": {
            **{"offer_contact_cost": 0.0, "offer_value": 0.0, "enrolment_cost": 0.0, "reward_rate": 0.0},
            **{"win_back_contact_cost": 0.0, "win_back_discount_value": 0.0, "win_back_upgrade_value": 0.0},
            **dict.fromkeys(LEVERS_WITH_EFFECTS, 0.0),
        },
        "contact_fatigue": {"damping_per_contact_beyond": 0.0, "irritation_per_contact_beyond": 0.0},
        # all other levers, of which the planned newcomers are all whom money can bring
        "lever_effects": {**dict.fromkeys(LeverEffects.model_fields, 0.0), "reached_by_plan": 1.0},
        # offers to win back
        "second_lifetime": {"discount_learned": 0.0, "upgrade_worth": 0.0, "upgrade_hold": 0.0},
        # A desk at which nobody ever waits has no use for more agents.
        "desk": {"agents_per_1000": 1_000.0, "agent_cost_per_month": 0.0},
    }
)
NO_SETTINGS: Final[Sections] = MappingProxyType({})
_COUNT: Final = "arms that differ"
_COMPARED: Final = tuple(name for name in catalogue.names() if name not in WITHOUT_NEUTRAL_FORM)


def world_without_effects(but: Sections = NO_SETTINGS) -> Scenario:
    """Return a world whose levers do nothing, but for the settings given."""
    settings: dict[str, Any] = {"founders": {"customers": FOUNDERS}, "switched_on": LAWS_BEHIND_LEVERS}
    for section, values in WITHOUT_EFFECT.items():
        settings[section] = {**values, **but.get(section, {})}
    return Scenario.model_validate(settings)


def fingerprint(simulated: Simulated) -> tuple[object, ...]:
    """Return what two arms must have in common: all the books, and all tables but those of its actions."""
    books, recorded = simulated.books, tables(simulated)
    del recorded["contacts"], recorded["offers_taken"]
    return (
        digest_of({name: digest_of_table(name, table) for name, table in recorded.items()}),
        books.ledger.accounts.tolist(),
        books.ledger.overheads.tolist(),
        books.cash.tolist(),
        books.held.tolist(),
        books.leaks.tolist(),
    )


def measure(seed: int, but: Sections = NO_SETTINGS) -> dict[str, float]:
    """Branch every strategy of the catalogue off the same world, and tell which arms differ."""
    branched = arms(world_without_effects(but), seed, LEAST_GRANT_PER_REVIEW)
    prints = {name: fingerprint(arm) for name, arm in branched.items()}
    differs = {_differs(name): float(prints[name] != prints["no_intervention"]) for name in _COMPARED}
    return {_COUNT: sum(differs.values())} | differs


def _differs(strategy: str) -> str:
    return f"{strategy} differs"


ORACLE: Final = Oracle(
    name="zero_effect_arms",
    claim="a strategy whose levers do nothing and cost nothing changes nothing, bit for bit",
    source="potential outcomes; Rubin (1974), with common random numbers",
    bands={label: exactly(0.0) for label in (_COUNT, *map(_differs, _COMPARED))},
    measure=measure,
)

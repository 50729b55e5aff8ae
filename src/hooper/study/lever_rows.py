"""What each lever does in a world, what it costs, and where both figures come from."""

import math

from hooper.report.content import LeverRow
from hooper.scenario.assumptions import assumed_parameters
from hooper.scenario.scenario import Scenario
from hooper.study.bond_rows import bond_rows
from hooper.study.programme_rows import Row, programme_rows


def lever_rows(scenario: Scenario) -> tuple[LeverRow, ...]:
    """Return the levers of the catalogue's strategies with their effects in this world."""
    sources = {each.key: each.source for each in assumed_parameters(scenario)}
    rows = (
        *(*_discount(scenario), *_offer(scenario), *_capacity(scenario)),
        *(*_programme(scenario), *_win_back(scenario)),
        *(*programme_rows(scenario), *bond_rows(scenario)),
    )
    return tuple(
        LeverRow(strategy, lever, effect, unit, cost, cost_unit, sources[key])
        for (strategy, lever, effect, unit, key), (cost, cost_unit) in rows
    )


_TAKEN_UP = "currency an offer that is taken up"


def _discount(scenario: Scenario) -> tuple[Row, ...]:
    strategy, cost = "mass_discount", (1.0, "currency, each currency unit given away")
    orders = math.expm1(0.01 * scenario.purchase.discount_elasticity)
    leaving = math.expm1(-0.01 * scenario.defection.value_relief_of_discount)
    return (
        ((strategy, "orders, each 1 % off", orders, "share", "purchase.discount_elasticity"), cost),
        (
            (
                strategy,
                "leaving for value, each 1 % off",
                leaving,
                "share",
                "defection.value_relief_of_discount",
            ),
            cost,
        ),
    )


def _offer(scenario: Scenario) -> tuple[Row, ...]:
    strategy, strength = "risk_targeted_offer", scenario.levers.offer_strength
    cost = scenario.levers.offer_contact_cost + scenario.levers.offer_value * strength, "currency an offer"
    character = scenario.character
    persuaded = f"leaving, the {character.persuadable_share:.0%} who are persuaded"
    annoyed = f"leaving, the {character.annoyed_share:.0%} who are annoyed"
    kept = math.expm1(-character.persuasion * strength)
    lost = math.expm1(character.annoyance * strength)
    lift = scenario.purchase.offer_lift * strength
    return (
        ((strategy, persuaded, kept, "share", "character.persuasion"), cost),
        ((strategy, annoyed, lost, "share", "character.annoyance"), cost),
        ((strategy, "orders while the offer is fresh", lift, "share", "purchase.offer_lift"), cost),
    )


def _capacity(scenario: Scenario) -> tuple[Row, ...]:
    strategy = "more_service_capacity"
    cost = scenario.desk.agent_cost_per_month, "currency an agent and month"
    wait, made_good = scenario.experience.wait_loss_per_day, scenario.desk.recovery_share
    unit = "units of experience"
    return (
        ((strategy, "experience, a day of waiting less", wait, unit, "experience.wait_loss_per_day"), cost),
        ((strategy, "failures made good, of cases served", made_good, "share", "desk.recovery_share"), cost),
    )


def _programme(scenario: Scenario) -> tuple[Row, ...]:
    strategy = "loyalty_programme"
    cost = scenario.reward_rate, "of what members pay; enrolment apart"
    lift, leaving = scenario.purchase.member_lift, math.expm1(-scenario.defection.member_bond)
    rows = (
        ((strategy, "orders of members", lift, "share", "purchase.member_lift"), cost),
        ((strategy, "leaving of members", leaving, "share", "defection.member_bond"), cost),
    )
    if not scenario.reward_points or "points_pressure" in scenario.laws_off:
        return rows
    near = math.expm1(scenario.points_pressure.pull_at_goal)
    light = "orders of members at a reward who buy nearly all elsewhere"
    return *rows, ((strategy, light, near, "share", "points_pressure.pull_at_goal"), cost)


def _win_back(scenario: Scenario) -> tuple[Row, ...]:
    strategy, pulls = "win_back_offer", scenario.win_back
    discount, upgrade = scenario.levers.win_back_discount_value, scenario.levers.win_back_upgrade_value
    unit = "share"
    discounted = pulls.discount_pull_where_it_answers, unit, "win_back.discount_pull_where_it_answers"
    upgraded = pulls.upgrade_pull_where_it_answers, unit, "win_back.upgrade_pull_where_it_answers"
    held = math.expm1(-scenario.second_lifetime.upgrade_hold), unit, "second_lifetime.upgrade_hold"
    return (
        ((strategy, "coming back for a discount, left over the price", *discounted), (discount, _TAKEN_UP)),
        ((strategy, "coming back for an upgrade, left over service", *upgraded), (upgrade, _TAKEN_UP)),
        ((strategy, "leaving again, after an upgrade", *held), (upgrade, _TAKEN_UP)),
    )

"""Doubled money: with every amount of money doubled, the money of a history doubles and nothing else moves.

Money is a unit, and a world must not know which one it is counted in. Two is a power of two, so that
doubling rounds nothing: every amount doubles bit for bit, through all laws, books and budgets, and who
comes, buys, is written to and leaves when stays equal to the last bit, under every strategy.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ledger import ACCOUNTS
from hooper.engine.simulated import Simulated
from hooper.evidence.oracles.oracle import Oracle, exactly
from hooper.evidence.oracles.strategy_arms import arms, tables
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario

FOUNDERS: Final = 1_000
# Enough for every strategy to act, more agents with them.
GRANT_PER_REVIEW: Final = 10_000.0

# Newcomers of all channels, matters that stay open, and all departments, so that no price goes unpaid.
_ALL_IS_PAID: Final = (
    "referral.recommendations_per_positive_talk=0.1",
    "acquisition.cost_per_newcomer_by_word_of_mouth=4.0",
    'switched_on=["settlement", "win_back", "points_pressure"]',
    "settlement.cost_per_month=0.5",
    "fulfilment.cost_per_parcel=1.0",
    "tickets.penalty_per_late_ticket=1.0",
    "tickets.target_days=0.1",
    "self_service.cost_per_month=0.5",
    "sales_force.cost_per_visit=20.0",
    "contact_management.cost_per_customer_per_month=1.0",
    "leads.rep_cost_per_month=4000.0",
    "surveys.cost_per_answer=0.5",
    "campaigns.budget_per_month=100.0",
    'campaigns.planned=[{name="letters", cost_per_contact=0.5}]',
    # A limit that some orders of a shop come up to.
    "credit.poor={payment_delay_days=70.0, default_probability=0.04, exposure_limit=60.0}",
    "reward_points.points_per_reward=50.0",
    "reward_points.tiers=[{name='silver', spend_per_year=60.0, points_multiplier=1.5, bond=2.0}]",
    "care.vip_agent_cost_per_month=100.0",
    "levers.letting_go_cost=1.0",
    "ties.cost_per_account=10.0",
    "acquisition.channels=[{name='press', spend_per_month_per_1000=40.0, most_per_month_per_1000=20.0},"
    " {name='reseller', without_spend_per_month_per_1000=10.0, partner={}}]",
)

SettingsOfMoney = Mapping[str, tuple[str, ...]]
# Every setting whose unit is the currency, in a section or in the tables within it.
MONEY: Final[SettingsOfMoney] = MappingProxyType(
    {
        "buyer": ("spend_gamma",),
        "acquisition": (
            "cost_per_newcomer",
            "referral_bounty",
            "cost_per_newcomer_by_word_of_mouth",
            "spend_per_month_per_1000",
            "spend_for_half_per_month_per_1000",
        ),
        "desk": ("agent_cost_per_month",),
        "economics": (
            "serving_cost_in_exploration_per_month",
            "serving_cost_in_formation_per_month",
            "serving_cost_in_stability_per_month",
            "serving_cost_in_decline_per_month",
            "flat_serving_cost_per_month",
        ),
        "settlement": ("cost_per_month",),
        "levers": (
            *("offer_contact_cost", "offer_value", "enrolment_cost"),
            *("win_back_contact_cost", "win_back_discount_value", "win_back_upgrade_value"),
            *("referral_reward_value", "personal_bond_cost", "structural_tie_cost", "attention_cost"),
            *("onboarding_cost", "cross_sell_cost", "letting_go_cost"),
            *("training_cost_per_month_per_1000", "quality_cost_per_month_per_1000"),
            *("assortment_cost_per_month_per_1000", "recovery_cost_per_month_per_1000"),
        ),
        "fulfilment": ("packer_cost_per_month", "cost_per_parcel"),
        "tickets": ("specialist_cost_per_month", "cost_per_ticket", "penalty_per_late_ticket"),
        "self_service": ("cost_per_use", "cost_per_month"),
        "sales_force": ("rep_cost_per_month", "cost_per_visit"),
        "contact_management": ("cost_per_customer_per_month",),
        "leads": ("rep_cost_per_month",),
        "surveys": ("cost_per_invitation", "cost_per_answer"),
        "campaigns": ("cost_per_contact", "budget_per_month"),
        "credit": ("exposure_limit", "collection_cost_per_overdue"),
        "reward_points": ("spend_per_point", "value_per_point", "spend_per_year"),
        "ties": ("cost_per_account", "upkeep_per_account_per_month"),
        "care": ("cost_per_greeting", "cost_per_gift", "cost_per_call", "vip_agent_cost_per_month"),
    }
)
_IN_TABLES, _IN_BOOKS, _ELSEWHERE = _PLACES = (
    "amounts in tables that are off",
    "amounts in books and budgets that are off",
    "other values that moved",
)
# What becomes of the columns of a history whose unit holds the currency; `spend_rate` is 1 / currency.
FACTORS: Final = MappingProxyType(
    {
        "transactions.amount": 2.0,
        "contacts.cost": 2.0,
        "campaign_contacts.cost": 2.0,
        "offers_taken.cost": 2.0,
        "payments.amount": 2.0,
        "traits.spend_rate": 0.5,
        **{f"accounts.{account}": 2.0 for account in ACCOUNTS},
    }
)


def with_money_times(factor: float, scenario: Scenario, money: SettingsOfMoney = MONEY) -> Scenario:
    """Return the scenario in another unit of money.

    >>> with_money_times(2.0, Scenario()).levers.enrolment_cost
    0.4
    """
    settings = scenario.model_dump()
    for section, names in money.items():
        if settings[section]:
            _multiply(settings[section], names, factor)
    return Scenario.model_validate(settings)


def _multiply(settings: dict[str, Any], names: Collection[str], factor: float) -> None:
    """Multiply the settings of some names, and those in tables and lists of tables within."""
    for name, value in settings.items():
        if name in names:
            settings[name] = value * factor
        else:
            for table in value if isinstance(value, tuple) else (value,):
                if isinstance(table, dict):
                    _multiply(table, names, factor)


def columns(simulated: Simulated) -> dict[str, NDArray[Any]]:
    """Return the columns of all tables, by table and name."""
    return {
        f"{name}.{column}": table[column].to_numpy()
        for name, table in tables(simulated).items()
        for column in table.column_names
    }


def accounts(simulated: Simulated) -> dict[str, NDArray[np.float64]]:
    """Return everything that the books and the budget say in money."""
    books, budget = simulated.books, simulated.budget
    return {
        "accounts": books.ledger.accounts,
        "overheads": books.ledger.overheads,
        "cash": books.cash,
        "revenue": books.revenue,
        "budget": np.array([budget.granted, budget.spent, budget.refused]),
    }


def measure(seed: int, money: SettingsOfMoney = MONEY) -> dict[str, float]:
    """Live every strategy's arm in both units, and count the amounts and other values that are off."""
    scenario = presets.load("retail", [f"founders.customers={FOUNDERS}", *_ALL_IS_PAID])
    single = arms(scenario, seed, GRANT_PER_REVIEW)
    double = arms(with_money_times(2.0, scenario, money), seed, 2.0 * GRANT_PER_REVIEW)
    off = dict.fromkeys(_PLACES, 0)
    for strategy, one in single.items():
        recorded, booked = columns(double[strategy]), accounts(double[strategy])
        for name, values in columns(one).items():
            place = _IN_TABLES if name in FACTORS else _ELSEWHERE
            off[place] += _differing(FACTORS.get(name, 1) * values, recorded[name])
        for name, values in accounts(one).items():
            off[_IN_BOOKS] += _differing(2.0 * values, booked[name])
    return {place: float(count) for place, count in off.items()}


def _differing(expected: NDArray[Any], found: NDArray[Any]) -> int:
    """Count the values that differ; all do if there are more or fewer of them.

    What is not a number, as an answer that was left out, equals another such.
    """
    if expected.shape != found.shape:
        return max(expected.size, found.size)
    neither_a_number = np.isnan(expected) & np.isnan(found)
    return int(((expected != found) & ~neither_a_number).sum())


ORACLE: Final = Oracle(
    name="doubled_money",
    claim="with all money doubled, money doubles bit for bit and nothing else moves",
    source="invariance under a change of unit; dimensional analysis",
    bands={place: exactly(0.0) for place in _PLACES},
    measure=measure,
)

"""The two oracles of all arms, on what makes them say something: that every strategy acts in them."""

import re

import pytest

from hooper.evidence.oracles import doubled_money, zero_effect_arms
from hooper.evidence.oracles.doubled_money import MONEY, with_money_times
from hooper.evidence.oracles.strategy_arms import arms
from hooper.evidence.oracles.zero_effect_arms import world_without_effects
from hooper.mechanisms.needs import NEEDS
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from tests.small_worlds import changed

NAMES_OF_MONEY = re.compile(
    r"cost(?!_of_capital)|bounty|penalty|(?<!weights\.)(?<!pull_of_)(?<!log_)price(?!_gap)|budget|wage|salary"
    r"|fee(_|$)|upkeep"
    r"|_value$|value_per_point|(?<!without_)spend_(gamma|per|for)|exposure_limit"
)


def names_in(settings, table=""):
    """Return the names of settings, with the table before the name where it stands in one or in a list."""
    if isinstance(settings, dict):
        for name, value in settings.items():
            yield from names_in(value, f"{table}.{name}")
    elif isinstance(settings, tuple) and settings and isinstance(settings[0], dict):
        yield from names_in(settings[0], table)
    else:
        yield table


def test_every_setting_whose_name_speaks_of_money_is_doubled():
    sections = {name: {} for name, field in Scenario.model_fields.items() if field.default is None}
    sections["campaigns"] = {"planned": ({},)}
    age = {"name": "age", "kind": "demographic", "distribution": "normal", "mean": 43.0, "sd": 15.0}
    sections["personas"] = {"traits": (age,)}
    sections["assortment"] = {"products": ({"name": "lean", **dict.fromkeys(NEEDS, 0.0), "margin": 0.3},)}
    sections["reward_points"] = {"tiers": ({"name": "gold", "spend_per_year": 100.0},)}
    sections["acquisition"] = {"channels": ({"name": "press", "spend_per_month_per_1000": 1.0},)}
    named = {
        section: [name.rpartition(".")[2] for name in names_in(settings) if NAMES_OF_MONEY.search(name)]
        for section, settings in changed(Scenario(), **sections).model_dump().items()
        if isinstance(settings, dict)
    }
    assert {section: tuple(dict.fromkeys(names)) for section, names in named.items() if names} == MONEY


def test_doubling_and_halving_leaves_the_scenario():
    scenario = presets.load("retail")
    assert with_money_times(0.5, with_money_times(2.0, scenario)) == scenario


@pytest.fixture(scope="module")
def doubled_arms():
    scenario = presets.load("retail", [f"founders.customers={doubled_money.FOUNDERS}"])
    return arms(scenario, 1, doubled_money.GRANT_PER_REVIEW)


def test_every_strategy_spends_in_the_arms_whose_money_is_doubled(doubled_arms):
    spent = {name: arm.budget.spent for name, arm in doubled_arms.items()}
    assert (
        spent.pop("no_intervention") == spent.pop("premium_pricing") == spent.pop("let_go_below_zero") == 0.0
    )
    assert min(spent.values()) > 0.0


def test_what_every_strategy_of_the_catalogue_spends_is_the_sum_of_what_it_spends_on_its_levers(doubled_arms):
    for name, arm in doubled_arms.items():
        by_lever, spent = arm.books.lever_spend[-1], arm.budget.spent
        assert by_lever.sum() == pytest.approx(spent, rel=1e-9), name
        assert by_lever.min() >= 0.0, name
        assert (arm.books.lever_uses[-1][by_lever > 0.0] > 0.0).all(), name


def test_customers_are_written_to_and_enrolled_in_the_arms_without_effect():
    branched = arms(world_without_effects(), 1, zero_effect_arms.LEAST_GRANT_PER_REVIEW)
    contacts = {name: arm.history.observed.others["contacts"].num_rows for name, arm in branched.items()}
    assert contacts["risk_targeted_offer"] > 0
    assert contacts["loyalty_programme"] > 0
    assert contacts["win_back_offer"] > 0
    assert branched["win_back_offer"].history.observed.others["offers_taken"].num_rows > 0
    assert {arm.budget.spent for arm in branched.values()} == {0.0}

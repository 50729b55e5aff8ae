"""The two oracles of all arms, on what makes them say something: that every strategy acts in them."""

import re

from hooper.evidence.oracles import doubled_money, zero_effect_arms
from hooper.evidence.oracles.doubled_money import MONEY, with_money_times
from hooper.evidence.oracles.strategy_arms import arms
from hooper.evidence.oracles.zero_effect_arms import world_without_effects
from hooper.scenario import presets
from hooper.scenario.channel_settings import ChannelSettings
from hooper.scenario.scenario import Scenario
from tests.small_worlds import changed

NAMES_OF_MONEY = re.compile(r"cost|bounty|penalty|price(?!_gap)|wage|salary|fee(_|$)|_value$|spend_gamma")


def test_every_setting_whose_name_speaks_of_money_is_doubled():
    departments = {name: {} for name, field in Scenario.model_fields.items() if field.default is None}
    named = {
        section: tuple(name for name in settings if NAMES_OF_MONEY.search(name))
        for section, settings in changed(Scenario(), **departments).model_dump().items()
        if isinstance(settings, dict)
    }
    assert {section: names for section, names in named.items() if names} == MONEY
    of_channels = {name for name in ChannelSettings.model_fields if name.startswith("spend_")}
    assert of_channels == set(doubled_money.MONEY_OF_CHANNELS)


def test_doubling_and_halving_leaves_the_scenario():
    scenario = presets.load("retail")
    assert with_money_times(0.5, with_money_times(2.0, scenario)) == scenario


def test_every_strategy_spends_in_the_arms_whose_money_is_doubled():
    scenario = presets.load("retail", [f"founders.customers={doubled_money.FOUNDERS}"])
    spent = {
        name: arm.budget.spent for name, arm in arms(scenario, 1, doubled_money.GRANT_PER_REVIEW).items()
    }
    assert spent.pop("no_intervention") == 0.0
    assert min(spent.values()) > 0.0


def test_customers_are_written_to_and_enrolled_in_the_arms_without_effect():
    branched = arms(world_without_effects(), 1, zero_effect_arms.LEAST_GRANT_PER_REVIEW)
    contacts = {name: arm.history.observed.others["contacts"].num_rows for name, arm in branched.items()}
    assert contacts["risk_targeted_offer"] > 0
    assert contacts["loyalty_programme"] > 0
    assert {arm.budget.spent for arm in branched.values()} == {0.0}

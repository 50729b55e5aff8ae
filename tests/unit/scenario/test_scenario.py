import math

import pytest
from pydantic import ValidationError

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.dimension_weights import DimensionWeights
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.price_premium import PricePremiumSettings
from hooper.mechanisms.referral import ReferralSettings
from hooper.mechanisms.settings_packing import pack, widths
from hooper.mechanisms.stages import StagesSettings
from hooper.scenario import presets
from hooper.scenario.firm_settings import AcquisitionSettings, DeskSettings, FounderSettings
from hooper.scenario.law_constants import law_constants
from hooper.scenario.referral_and_leak import rates_of
from hooper.scenario.scenario import Scenario


@pytest.mark.parametrize(("period", "days"), [("day", 1.0), ("week", 7.0), ("month", DAYS_PER_MONTH)])
def test_a_period_has_its_days(period, days):
    assert Scenario(period=period).period_days == days


@pytest.mark.parametrize(
    ("key", "value"),
    [("period", "year"), ("switched_off", ("renewel",)), ("seed", -1), ("seed", 2**32), ("customers", 5)],
)
def test_what_no_world_can_have_is_refused(key, value):
    with pytest.raises(ValidationError):
        Scenario(**{key: value})


def test_a_world_in_which_everybody_brings_more_than_one_is_refused():
    explosive = ReferralSettings(talk_per_month=4.0, referrals_per_positive_talk=0.2)
    with pytest.raises(ValidationError, match="the world explodes"):
        Scenario(referral=explosive)


def test_a_world_that_gains_more_by_talk_than_it_loses_is_refused_unless_it_has_a_limit():
    talkative = {"recommendations_per_positive_talk": 0.9}
    with pytest.raises(ValidationError, match=r"a cohort brings (.|\n)*most_introductions"):
        Scenario(referral=ReferralSettings(**talkative))
    limited = AcquisitionSettings(most_introductions_per_month_per_1000=20.0)
    assert Scenario(referral=ReferralSettings(**talkative), acquisition=limited)
    assert Scenario(referral=ReferralSettings(**talkative), switched_off=("renewal", "defection"))


def test_what_is_brought_and_lost_is_that_of_a_cohort_in_five_years():
    """Equal customers of fit .4 who stay in exploration, in a world without a rival: both by hand."""
    scenario = Scenario(
        character=CharacterSettings(quality_mean=0.4, quality_sd=0.0),
        defection=DefectionSettings(rival_hazard_per_month=0.0),
        stages=StagesSettings(exploration_up=-40.0, exploration_down=-40.0),
    )
    rates, loyalty = rates_of(scenario), scenario.loyalty.constants()
    level = loyalty.floor + (1 - loyalty.floor) * (1 / (1 + math.exp(-7 * 0.2))) ** loyalty.exponent
    kept = math.exp(-(0.05 * 1.2 * (1 - level) ** 0.8 + 0.002))
    a_month = (0.05 + 0.25 * 0.04) * (0.5 + 0.25 * 0.35) * 0.1
    assert rates.lost == pytest.approx(1 - kept**60)
    assert rates.brought == pytest.approx(a_month * (1 - kept**60) / (1 - kept))


def test_every_law_with_settings_has_constants_of_its_type():
    constants = law_constants(Scenario())
    laws = {law.name: law.settings_type for law in (*ENTRY_LAWS, *PERIOD_LAWS) if law.settings_type}
    assert {name: type(each) for name, each in constants.items()} == laws


@pytest.mark.parametrize("name", presets.names())
def test_constants_of_every_preset_pack_into_finite_numbers_of_the_right_count(name):
    scenario = presets.load(name)
    constants, n_dimensions = law_constants(scenario), len(scenario.dimension_weights)
    packed = pack(constants.values())
    of_each = (widths(type(each), n_dimensions) for each in constants.values())
    assert packed.size == sum(max(width, 1) for each in of_each for width in each)
    assert abs(packed).max() < 1e6


@pytest.mark.parametrize("section", sorted(set(Scenario.model_fields) & {law.name for law in PERIOD_LAWS}))
def test_every_setting_of_a_law_reaches_its_constants(section):
    whole = Scenario(price_premium=PricePremiumSettings())
    plain = law_constants(whole)
    for name, value in getattr(whole, section):
        if isinstance(value, DimensionWeights):
            continue
        another = not value if isinstance(value, bool) else value * 0.5 + 0.0123
        changed = getattr(whole, section).model_copy(update={name: another})
        other = law_constants(Scenario(**{section: changed}))
        assert other != plain, f"{section}.{name} has no effect"


def test_agents_grow_with_the_founders_and_one_is_always_there():
    desk = DeskSettings(agents_per_1000=0.4)
    assert [desk.agents(founders) for founders in (0, 1000, 10_000, 20_000)] == [1, 1, 4, 8]


@pytest.mark.parametrize("shares", [(), (0.0,), (0.0, 0.0)])
def test_founders_must_enter_on_some_day(shares):
    with pytest.raises(ValidationError):
        FounderSettings(entry_day_shares=shares)

import math

import pytest
from pydantic import ValidationError

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.dimension_weights import DimensionWeights
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.referral import ReferralSettings
from hooper.mechanisms.settings_packing import pack, widths
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
    talkative = {"recommendations_per_positive_talk": 0.5}
    with pytest.raises(ValidationError, match=r"brings 0\.0\d+ others a month(.|\n)*most_introductions"):
        Scenario(referral=ReferralSettings(**talkative))
    limited = AcquisitionSettings(most_introductions_per_month_per_1000=20.0)
    assert Scenario(referral=ReferralSettings(**talkative), acquisition=limited)
    assert Scenario(referral=ReferralSettings(**talkative), switched_off=("renewal", "defection"))


def test_what_is_brought_and_lost_is_the_mean_over_settled_customers():
    """Equal customers of fit .4 in a world without a rival: both rates by hand."""
    scenario = Scenario(
        character=CharacterSettings(quality_mean=0.4, quality_sd=0.0),
        defection=DefectionSettings(rival_hazard_per_month=0.0),
        referral=ReferralSettings(referrals_per_positive_talk=0.05),
    )
    rates, loyalty = rates_of(scenario), scenario.loyalty.constants()
    level = loyalty.floor + (1 - loyalty.floor) * (1 / (1 + math.exp(-7 * 0.2))) ** loyalty.exponent
    hazard = 0.05 * 0.5 * (1 - level) ** 1.6 + 0.002
    assert rates.lost == pytest.approx(1 - math.exp(-hazard))
    assert rates.brought == pytest.approx((0.05 + 0.25 * 0.04) * (0.5 + 0.25 * 1.3) * 0.05)


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
    plain = law_constants(Scenario())
    for name, value in getattr(Scenario(), section):
        if isinstance(value, DimensionWeights):
            continue
        another = not value if isinstance(value, bool) else value * 0.5 + 0.0123
        changed = getattr(Scenario(), section).model_copy(update={name: another})
        other = law_constants(Scenario(**{section: changed}))
        assert other != plain, f"{section}.{name} has no effect"


def test_agents_grow_with_the_founders_and_one_is_always_there():
    desk = DeskSettings(agents_per_1000=0.4)
    assert [desk.agents(founders) for founders in (0, 1000, 10_000, 20_000)] == [1, 1, 4, 8]


@pytest.mark.parametrize("shares", [(), (0.0,), (0.0, 0.0)])
def test_founders_must_enter_on_some_day(shares):
    with pytest.raises(ValidationError):
        FounderSettings(entry_day_shares=shares)

"""Settings of reward points: what no programme can have is refused, by its name."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario import presets
from hooper.scenario.reward_points_settings import RewardPointsSettings

TIERS = "reward_points.tiers=[{name='silver', spend_per_year=%s%s}, {name='gold', spend_per_year=300.0}]"


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        ("reward_points.idle_months_to_expiry=0.0", "0.0 is not above 0", "above 0"),
        ("reward_points.idle_months_to_expiry=0.1", "expire before they can be redeemed", "at least 0.23"),
        ("reward_points.value_per_point=-0.1", "-0.1 is not above 0", "above 0"),
        ("reward_points.spend_per_point=0.0", "0.0 is not above 0", "above 0"),
        ("reward_points.points_per_reward=0.0", "0.0 is not above 0", "above 0"),
        ("reward_points.redemption_per_month=1.5", "1.5 is above 1", "at most 1"),
        ("reward_points.value_per_point=1.0", "worth 100% of what they are earned on", "spend_per_point"),
        ("reward_points.points_per_rewards=3.0", "there is no such key", "points_per_reward?"),
        (TIERS % (300.0, ""), "a tier from 300 a year follows one from 300", "rising order"),
        (TIERS % (-1.0, ""), "-1.0 is not above 0", "above 0"),
        (TIERS % (9.0, ", bond=2.0"), "the bond 1, and the one below it has 2", "gives no less"),
        (TIERS % (9.0, ", points_multiplier=0.5"), "0.5, and the one below it has 1", "gives no less"),
        (
            "reward_points.tiers=[{name='a', spend_per_year=1.0}, {name='a', spend_per_year=2.0}]",
            "two tiers have one name",
            "a name of its own",
        ),
        ("points_pressure.purchases_elsewhere_per_month=0.0", "0.0 is not above 0", "above 0"),
        ("points_pressure.pull_at_goal=-0.4", "-0.4 is below 0", "at least 0"),
    ],
)
def test_what_no_programme_can_have_is_refused_with_what_to_do(given, problem, remedy):
    with pytest.raises(InputError) as error:
        presets.load("retail", [given])
    [fault] = error.value.faults
    assert problem in fault.problem
    assert remedy in fault.remedy


def test_with_points_members_are_given_what_points_are_worth_and_without_them_the_reward_at_once():
    worth = ["reward_points.value_per_point=0.1", "reward_points.spend_per_point=2.0"]
    assert presets.load("retail", worth).reward_rate == 0.05
    assert presets.load("retail", ["levers.reward_rate=0.04"]).reward_rate == 0.04


def test_a_programme_that_is_not_named_is_not_there_and_one_that_is_has_its_defaults():
    assert presets.load("retail", []).reward_points is None
    world = presets.load("retail", ["reward_points.points_per_reward=50.0"])
    assert world.reward_points == RewardPointsSettings(points_per_reward=50.0)

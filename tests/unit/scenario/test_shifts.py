import pytest
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.read_settings import read_settings
from hooper.scenario.scenario import Scenario
from hooper.scenario.shifts import Shift

TOML = """
[desk]
call_back_share = 0.4
urgent_share_in_stability = 1.0

[[desk.shifts]]
days = ["monday", "saturday"]
from_hour = 8.0
until_hour = 12.5
share_of_agents = 0.5
"""


def test_a_shift_covers_its_first_moment_and_not_its_last():
    shift = Shift(days=("monday",), from_hour=8.0, until_hour=12.0)
    assert [shift.covers("monday", hour) for hour in (7.99, 8.0, 11.99, 12.0)] == [False, True, True, False]
    assert not shift.covers("tuesday", 9.0)


@pytest.mark.parametrize(("start", "end"), [(22.0, 6.0), (8.0, 8.0)])
def test_a_shift_must_end_after_it_starts(start, end):
    with pytest.raises(ValidationError, match="ends before it starts; give a night as two shifts"):
        Shift(from_hour=start, until_hour=end)


@pytest.mark.parametrize("hours", [{"from_hour": 24.0}, {"until_hour": 24.5}, {"days": ("mon",)}])
def test_hours_and_days_are_those_of_a_week(hours):
    with pytest.raises(ValidationError):
        Shift(**hours)


def test_nobody_works_in_two_shifts_at_once():
    early = Shift(from_hour=6.0, until_hour=14.0, share_of_agents=0.6)
    late = Shift(days=("friday",), from_hour=13.0, until_hour=21.0, share_of_agents=0.6)
    with pytest.raises(ValidationError, match="on friday at 13 o'clock the shifts need 120% of the agents"):
        DeskSettings(shifts=(early, late))
    DeskSettings(shifts=(early, late.model_copy(update={"from_hour": 14.0})))


def test_thirds_of_the_agents_may_all_work():
    DeskSettings(shifts=(Shift(share_of_agents=0.1), Shift(share_of_agents=0.2), Shift(share_of_agents=0.7)))


@pytest.mark.parametrize(
    "feature",
    [{"urgent_share_in_decline": 0.1}, {"call_back_share": 0.1}, {"shifts": (Shift(),)}],
    ids=["priorities", "call-backs", "shifts"],
)
def test_only_a_desk_without_any_of_the_features_is_first_come_first_served(feature):
    assert DeskSettings().is_first_come_first_served
    assert not DeskSettings(**feature).is_first_come_first_served


def test_shifts_are_read_from_a_scenario(tmp_path):
    (tmp_path / "mine.toml").write_text(TOML)
    desk = read_settings(tmp_path / "mine.toml", Scenario).desk
    assert desk.shifts[0].covers("saturday", 12.25)
    assert desk.urgent_shares() == (0.0, 0.0, 1.0, 0.0)


def test_a_wrong_hour_is_found_with_its_line(tmp_path):
    (tmp_path / "mine.toml").write_text(TOML.replace("12.5", "25.0"))
    with pytest.raises(InputError, match=r"mine.toml:\d+(.|\n)*until_hour(.|\n)*25.0 is above 24"):
        read_settings(tmp_path / "mine.toml", Scenario)

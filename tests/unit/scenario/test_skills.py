"""Skills: all calls and all agents are shared out, and no skill is left without agents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.read_settings import read_settings
from hooper.scenario.scenario import Scenario
from hooper.scenario.skills import Skill, agents_of

TOML = """
[desk]
agents_per_1000 = 1.0

[[desk.skills]]
name = "billing"
share_of_calls = 0.7
share_of_agents = {first}
days_per_case = 0.2

[[desk.skills]]
name = "repairs"
share_of_calls = 0.3
share_of_agents = {second}
days_per_case = 0.5
"""


def skills_of(*shares, calls=None):
    calls = calls or [1.0 / len(shares)] * len(shares)
    named = zip("abcdefgh", calls, shares, strict=False)
    return tuple(Skill(name=name, share_of_calls=call, share_of_agents=share) for name, call, share in named)


def read(tmp_path, first, second):
    path = tmp_path / "world.toml"
    path.write_text(TOML.format(first=first, second=second))
    return read_settings(path, Scenario)


def test_skills_are_read_from_a_file(tmp_path):
    skills = read(tmp_path, 0.6, 0.4).desk.skills
    assert [(skill.name, skill.days_per_case) for skill in skills] == [("billing", 0.2), ("repairs", 0.5)]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (1.0, 0.0, "the skill 'repairs' has no agents"),
        (0.9, 0.4, "share_of_agents of the skills adds up to 1.3; let it add up to 1"),
        (1.4, -0.4, "1.4 is above 1"),
        (1.0 - 1e-5, 1e-5, "the skill 'repairs' of the desk has no agent: 0% of 20 are none"),
    ],
)
def test_skills_that_leave_calls_without_agents_are_refused_with_their_name(tmp_path, first, second, said):
    with pytest.raises(InputError) as error:
        read(tmp_path, first, second)
    assert said in str(error.value).replace("\n    remedy:", ";")


def test_every_call_needs_one_skill_and_every_skill_one_name():
    with pytest.raises(ValidationError, match=r"share_of_calls of the skills adds up to 0\.8"):
        DeskSettings(skills=skills_of(0.5, 0.5, calls=[0.4, 0.4]))
    twice = skills_of(1.0) * 2
    with pytest.raises(ValidationError, match="two skills 'a'"):
        DeskSettings(skills=twice)


def test_agents_are_shared_out_by_largest_remainders():
    """Shares of 10 agents: 4.6, 3.3 and 2.1, so the last agent goes to the first skill."""
    assert agents_of(skills_of(0.46, 0.33, 0.21), 10) == [5, 3, 2]
    assert agents_of(skills_of(1.0), 7) == [7]
    assert agents_of((), 7) == []


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8), st.integers(0, 500))
def test_every_agent_has_one_skill_and_no_skill_is_off_by_one(weights, agents):
    shares = [weight / sum(weights) for weight in weights]
    counts = agents_of(skills_of(*shares), agents)
    assert sum(counts) == agents
    assert all(abs(count - share * agents) < 1.0 for count, share in zip(counts, shares, strict=True))

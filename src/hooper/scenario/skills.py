"""Skills at a service desk: what a part of the calls needs, and how many of the agents have it."""

from collections.abc import Sequence
from math import isclose
from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import Positive, Probability, Settings


class Skill(Settings):
    """A skill: the share of the calls that need it, the share of the agents who have it, how long it takes.

    >>> Skill(name="billing", share_of_calls=0.5, share_of_agents=0.4).days_per_case
    0.35
    """

    name: Annotated[str, Field(min_length=1)]
    share_of_calls: Probability
    share_of_agents: Probability
    days_per_case: Positive = 0.35


def require_skills(skills: Sequence[Skill]) -> None:
    """Raise `ValueError` for skills that do not share out all calls and all agents, or have no agents.

    >>> require_skills([Skill(name="billing", share_of_calls=0.5, share_of_agents=1.0)])
    Traceback (most recent call last):
    ValueError: share_of_calls of the skills adds up to 0.5; let it add up to 1
    """
    names = [skill.name for skill in skills]
    for skill in skills:
        if names.count(skill.name) > 1:
            raise ValueError(f"there are two skills {skill.name!r}; give each a name of its own")
        if not skill.share_of_agents:
            raise ValueError(
                f"the skill {skill.name!r} has no agents; raise share_of_agents or drop the skill"
            )
    for of_what in ("share_of_calls", "share_of_agents"):
        total = sum(getattr(skill, of_what) for skill in skills)
        if skills and not isclose(total, 1.0, abs_tol=1e-9):
            raise ValueError(f"{of_what} of the skills adds up to {total:g}; let it add up to 1")


def agents_of(skills: Sequence[Skill], agents: int) -> list[int]:
    """Return how many of the agents have each skill: their shares, by the method of largest remainders.

    >>> thirds = [Skill(name=name, share_of_calls=1 / 3, share_of_agents=1 / 3) for name in "abc"]
    >>> agents_of(thirds, 5)
    [2, 2, 1]
    """
    shares = [skill.share_of_agents * agents for skill in skills]
    whole = [int(share + 1e-9) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda k: (whole[k] - shares[k], k))
    for k in by_remainder[: agents - sum(whole)]:
        whole[k] += 1
    return whole

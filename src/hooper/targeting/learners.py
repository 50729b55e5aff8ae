"""The learners of treatment effects that come with the package. A new one is one file and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.targeting import plain_t_learner, response_model, s_learner, t_learner
from hooper.targeting.effect_fit import EffectFit, Floats, IsTreated, LearnerSettings


@dataclass(frozen=True)
class Learner:
    """A learner: `fit(features, treated, outcome, settings)` returns a fit whose `effect` orders customers.

    `is_effect` tells whether what it foretells is an effect, or a score that only orders.
    """

    name: str
    about: str
    fit: Callable[[Floats, IsTreated, Floats, LearnerSettings], EffectFit]
    is_effect: bool = True


LEARNERS: Final = (
    Learner(t_learner.NAME, "two models by boosted trees", t_learner.fit),
    Learner(s_learner.NAME, "a single model by boosted trees", s_learner.fit),
    Learner(plain_t_learner.NAME, "two plain regressions", plain_t_learner.fit),
    Learner(response_model.NAME, "the outcome if treated", response_model.fit, is_effect=False),
)


def names() -> tuple[str, ...]:
    """Return the names of all learners, in the order of the catalogue."""
    return tuple(learner.name for learner in LEARNERS)


def get(name: str) -> Learner:
    """Return the learner `name`; raises `InputError` with the nearest names.

    >>> get("t_learner").is_effect
    True
    """
    return named_entry("learner", name, {learner.name: learner for learner in LEARNERS})

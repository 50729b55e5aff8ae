"""The options of `hooper uplift` that are checked together, and the settings of its learners."""

from typing import Annotated

from pydantic import Field

from hooper.foundation.errors import InputError
from hooper.foundation.settings import Positive, Settings
from hooper.scenario.overrides import apply_overrides
from hooper.scenario.read_settings import validate
from hooper.scenario.setting_places import Places
from hooper.targeting.effect_fit import LearnerSettings


class UpliftSettings(Settings):
    """What the command asks of a history."""

    horizon_weeks: Positive | None
    active_within_days: Positive | None
    top: Annotated[float, Field(gt=0, le=1)]


def learner_settings(overrides: list[str], seed: int) -> LearnerSettings:
    """Return how the learners learn; raises `InputError` for what cannot be set."""
    given: dict[str, object] = {"random_state": seed}
    where = "learners"
    faults = apply_overrides(given, Places(where), overrides)
    if faults:
        raise InputError(faults)
    return validate(given, LearnerSettings, where)

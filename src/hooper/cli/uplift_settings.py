"""The options of `hooper uplift` that are checked together, and the settings of its learners."""

from typing import Annotated

from pydantic import Field

from hooper.cli.scheme_settings import settings_with
from hooper.foundation.settings import Positive, Settings
from hooper.targeting.effect_fit import LearnerSettings


class UpliftSettings(Settings):
    """What the command asks of a history."""

    horizon_weeks: Positive | None
    active_within_days: Positive | None
    top: Annotated[float, Field(gt=0, le=1)]


def learner_settings(overrides: list[str], seed: int) -> LearnerSettings:
    """Return how the learners learn; raises `InputError` for what cannot be set."""
    return settings_with([f"random_state={seed}", *overrides], LearnerSettings, "learners")

"""Alarms of a warning against who truly left, where a simulated history knows it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooper.comparison.warning_trial import WarningTrial
    from hooper.targeting.warning_settings import WarningSettings


def alarms_against_truth(
    log: Path, trial: "WarningTrial", settings: "WarningSettings"
) -> "dict[str, float | int | None] | None":
    """Return the scores of the alarms of a trial, or None for a log that knows no true exits.

    An alarm is the tenth of the months tried with the highest risks; it has the horizon to come true. Exits
    are at the end of their period, whose length has to be known.
    """
    from hooper.comparison.alarm_scores import score_alarms
    from hooper.history import store

    if settings.period_days is None or not store.is_history(log) or not trial.tried.size:
        return None
    exits = store.read_history(log).truth.exits
    left_days = (exits["period"].to_numpy() + 1.0) * settings.period_days
    alarms = trial.alarms()
    return score_alarms(
        alarms.customer_id,
        alarms.start_days,
        exits["customer_id"].to_numpy(),
        left_days,
        settings.horizon_days,
    ).as_dict()

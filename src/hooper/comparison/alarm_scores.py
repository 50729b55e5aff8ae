"""Whether alarms came in time: before customers left, how long before, and how many for each that left.

An alarm is a customer-month whose risk is high enough to act. It meets the next exit of its customer if that
comes within a window; one that has no such exit was raised for nothing, or after the customer had left,
unseen.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.uint64]


@dataclass(frozen=True)
class AlarmScores:
    """What became of `alarms`, and of the `exits` after the first of them; None is "not computable".

    `warned_share` is the share of exits with an alarm in the window before them, `mean_lead_days` the mean
    time from the first such alarm to the exit, `median_lead_days` its median. `alarms_per_warned_exit` is
    what it costs: all alarms by the exits that were warned of. `late_share` is the share of the alarms that
    came after their customer had left for good, `false_share` that of those that met nobody who left within
    the window.
    """

    alarms: int
    exits: int
    warned_share: float | None
    mean_lead_days: float | None
    median_lead_days: float | None
    alarms_per_warned_exit: float | None
    late_share: float | None
    false_share: float | None

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the scores as plain JSON values."""
        return asdict(self)


def score_alarms(
    alarm_id: Ids, alarm_days: Floats, exit_id: Ids, exit_days: Floats, window_days: float
) -> AlarmScores:
    """Score alarms, both `(n_alarms,)`, against all true exits, both `(n_exits,)`; days since the origin.

    >>> who, when = np.array([1, 1, 2], np.uint64), np.array([10.0, 40.0, 10.0])
    >>> scores = score_alarms(who, when, np.array([1], np.uint64), np.array([50.0]), window_days=60.0)
    >>> scores.warned_share, scores.mean_lead_days, scores.alarms_per_warned_exit, scores.false_share
    (1.0, 40.0, 3.0, 0.3333333333333333)
    """
    order = np.lexsort((exit_days, exit_id))
    exit_id, exit_days = exit_id[order], exit_days[order]
    following, has_one = _next_exit(alarm_id, alarm_days, exit_id, exit_days)
    lead = np.where(has_one, exit_days[following] - alarm_days, np.inf) if exit_id.size else has_one + np.inf
    meets = lead <= window_days
    longest = np.full(exit_id.size, -np.inf)
    np.maximum.at(longest, following[meets], lead[meets])
    leads = longest[np.isfinite(longest)]
    late = ~has_one & np.isin(alarm_id, exit_id)
    exits = int((exit_days > alarm_days.min(initial=np.inf)).sum())
    return AlarmScores(
        alarms=alarm_id.size,
        exits=exits,
        warned_share=_share(leads.size, exits),
        mean_lead_days=float(leads.mean()) if leads.size else None,
        median_lead_days=float(np.median(leads)) if leads.size else None,
        alarms_per_warned_exit=_share(alarm_id.size, leads.size),
        late_share=_share(int(late.sum()), alarm_id.size),
        false_share=_share(int((~late & ~meets).sum()), alarm_id.size),
    )


def _next_exit(
    alarm_id: Ids, alarm_days: Floats, exit_id: Ids, exit_days: Floats
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the place of each alarm's next exit, and whether there is one, both `(n_alarms,)`."""
    ids = np.concatenate((exit_id, alarm_id))
    is_alarm = np.arange(ids.size) >= exit_id.size
    # At one time the exit stands in front: an alarm on the day of the exit comes too late.
    order = np.lexsort((is_alarm, np.concatenate((exit_days, alarm_days)), ids))
    exits_before = np.empty(ids.size, np.int64)
    exits_before[order] = np.cumsum(~is_alarm[order])
    following = exits_before[exit_id.size :]
    place = np.minimum(following, max(exit_id.size - 1, 0))
    if not exit_id.size:
        return place, np.zeros(alarm_id.size, np.bool_)
    return place, (following < exit_id.size) & (exit_id[place] == alarm_id)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

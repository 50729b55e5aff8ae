"""The lead funnel: who enquires is a lead, is qualified, becomes an opportunity, and at last a customer.

In each period reps take up leads, the oldest first, as long as they have hours. A lead that is taken up gets
on by one step with the chance `(1 - (1 - p)^m) (1 - f)^age`, where m is the length of a period in months, and
then the next step is taken up at once; one that does not get on is taken up again in the next period. Leads
that are too old are lost.
Source: Järvinen and Taiminen (2016), Harnessing marketing automation for B2B content marketing, Industrial
Marketing Management 54, for the stages of the funnel.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import LEAD
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.scenario.lead_settings import LeadSettings

STEPS: Final = ("lead", "qualified", "opportunity")
_WON: Final = len(STEPS)


class LeadFunnel:
    """Leads in the order in which they enquired: ids, steps and periods of enquiry, all `(n,)`.

    `gave_up` counts those of the last period who are lost; `reputation` is what the firm's name is worth, and
    `cost` what the reps earn in a period, under the `name` of their department.

    >>> funnel = LeadFunnel(LeadSettings(reps_per_1000=0.0), founders=1_000, period_days=7.0)
    >>> funnel.decide((1, 0), 0, np.arange(5, dtype=np.uint64)).size, funnel.customer_id.size
    (0, 5)
    """

    name = "leads"

    def __init__(self, settings: LeadSettings, founders: int, period_days: float) -> None:
        self.settings = settings
        self._months = period_days / DAYS_PER_MONTH
        self._hours = settings.reps(founders) * settings.hours_per_month * self._months
        self._hours_left = 0.0
        self.cost = settings.cost(founders, period_days)
        self._fresh = np.array([_exact(p, period_days) for p in settings.chances_per_month()])
        self._kept = 1.0 - _exact(settings.fading_per_month, period_days)
        self.customer_id = np.empty(0, np.uint64)
        self.step = np.empty(0, np.int64)
        self.since = np.empty(0, np.int64)
        self.reputation, self.gave_up = 0.0, 0

    def decide(self, key: tuple[int, int], period: int, enquirers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Take in who enquires in a period, work on leads, and return the ids of the new customers."""
        self._take_in(enquirers, period)
        age = period - self.since
        drawn = uniforms(customer_words(key, self.customer_id, period, LEAD))
        hours = np.array(self.settings.hours())
        left = _get_on(self._hours_left + self._hours, hours, self._chances_at(age), drawn, self.step)
        won = self.step == _WON
        lost = ~won & ((age + 1) * self._months >= self.settings.drop_after_months)
        self.gave_up = int(lost.sum())
        came = self.customer_id[won]
        self._keep(~(won | lost))
        self._hours_left = left
        return came

    def hear(self, talks_well: float, talks_ill: float) -> None:
        """Form the reputation anew from what is said in a period; without any talk it stays."""
        if talks_well + talks_ill:
            self.reputation = (talks_well - talks_ill) / (talks_well + talks_ill)

    def operations(self) -> dict[str, float]:
        """Return what the manager of sales looks at when a period is over: leads by step, and those lost."""
        waiting = np.bincount(self.step, minlength=_WON).tolist()
        return {**dict(zip(STEPS, map(float, waiting), strict=True)), "lost": float(self.gave_up)}

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        leads = {name: getattr(self, name).copy() for name in ("customer_id", "step", "since")}
        return {**leads, "counts": np.array([self.reputation, self.gave_up, self._hours_left])}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.customer_id = state["customer_id"].astype(np.uint64)
        self.step, self.since = state["step"].astype(np.int64), state["since"].astype(np.int64)
        self.reputation, gave_up, self._hours_left = state["counts"].tolist()
        self.gave_up = int(gave_up)

    def _chances_at(self, age: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the chances of each step within a period at ages in periods, shape `(3, n)`."""
        named = self._fresh * (1.0 + self.settings.pull_of_reputation * self.reputation)
        faded = np.cumprod(np.r_[1.0, np.full(age.max(initial=0), self._kept)])
        return np.minimum(1.0, named)[:, np.newaxis] * faded[age]

    def _take_in(self, enquirers: NDArray[np.uint64], period: int) -> None:
        self.customer_id = np.concatenate([self.customer_id, enquirers])
        self.step = np.concatenate([self.step, np.zeros(enquirers.size, np.int64)])
        self.since = np.concatenate([self.since, np.full(enquirers.size, period)])

    def _keep(self, who: NDArray[np.bool_]) -> None:
        self.customer_id, self.step, self.since = self.customer_id[who], self.step[who], self.since[who]


def _exact(fraction_per_month: float, days: float) -> float:
    """Return the fraction over some days in the precision of the laws: the same on every machine."""
    return float(np.float32(fraction_over(fraction_per_month, days)))


@compiled
def _get_on(
    hours_left: float,
    hours: NDArray[np.float64],
    chances: NDArray[np.float64],
    drawn: NDArray[np.float64],
    step: NDArray[np.int64],
) -> float:
    """Work on leads in order until the next step takes more hours than are left; return those, else 0.

    What is left is for the same lead, in the next period: hours are saved for a long step, and for no other.
    """
    for k in range(step.size):
        while step[k] < hours.size:
            now = step[k]
            if hours[now] > hours_left:
                return hours_left
            hours_left -= float(hours[now])
            if drawn[now, k] >= chances[now, k]:
                break
            step[k] = now + 1
    return 0.0

"""Self-service: some of those who complain try to help themselves first. Nobody waits, but it can break down.

What it solves is a failure made good. Whoever is not helped has lost some time and calls the desk later in
the same period; where it broke down, that is a failure more.
Source: Meuter, Ostrom, Roundtree and Bitner (2000), Self-service technologies: understanding customer
satisfaction with technology-based service encounters, Journal of Marketing 64(3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Complaints, Felt, Happened, Work
from hooper.foundation.decisions import SELF_SERVICE
from hooper.foundation.random_words import customer_words, exponentials, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.self_service_settings import SelfServiceSettings

_NO_COMPLAINTS: Final = Complaints(
    np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0)
)


@dataclass(frozen=True)
class Callers:
    """Complaints that come to the desk, and how many days each was held up before, `(n_cases,)`."""

    complaints: Complaints
    held_up_days: NDArray[np.float64]

    @classmethod
    def at_once(cls, complaints: Complaints) -> "Callers":
        """Return callers whom nothing held up."""
        return cls(complaints, np.zeros(complaints.slots.size))


_NOBODY: Final = Callers.at_once(_NO_COMPLAINTS)


class SelfService:
    """The department without people. It remembers nothing from one period to the next.

    `callers` are those of the period just worked on who go on to the desk.
    """

    name = "self_service"
    every = 1

    def __init__(self, settings: SelfServiceSettings) -> None:
        self.settings = settings
        self.callers = _NOBODY

    def work(self, happened: Happened) -> Work:
        """Let some of the complaints of a period be tried, and let the others and the failed call."""
        cases, settings = happened.complaints, self.settings
        drawn = customer_words(happened.key, cases.customer_id, happened.period, SELF_SERVICE)
        of_use, of_breakdown, of_solution = uniforms(drawn[:3])
        tried = of_use < settings.share
        broken = tried & (of_breakdown < settings.breakdown_share)
        solved = tried & ~broken & (of_solution < settings.solved_share)
        lost_days = exponentials(drawn[3]) * settings.days_lost * (tried & ~solved)
        self.callers = Callers(_those(cases, ~solved), lost_days[~solved])
        upkeep = settings.cost_per_month * happened.period_days / DAYS_PER_MONTH
        return Work(
            upkeep + settings.cost_per_use * float(tried.sum()),
            {
                "wait_felt": Felt(cases.slots[~solved], lost_days[~solved]),
                "failure_felt": Felt(cases.slots[broken], np.ones(int(broken.sum()))),
                "made_good": Felt(cases.slots[solved], np.ones(int(solved.sum()))),
            },
            operations={
                "uses": float(tried.sum()),
                "resolved_share": float(solved.sum() / tried.sum()) if tried.any() else np.nan,
            },
            settled_cases=cases.slots[solved],
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return nothing: whoever was not helped has called before the period ends."""
        return {}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on without anything to remember."""


def _those(cases: Complaints, chosen: NDArray[np.bool_]) -> Complaints:
    return Complaints(*[column[chosen] for column in vars(cases).values()])

"""Competing leaks: all holes drain the same bucket at once, each at its own hazard.

With constant hazards h_k and H their sum, a customer is still there after t with chance `e^-Ht`, and has
left through hole k with chance `h_k / H (1 - e^-Ht)`, the cause-specific cumulative incidence. Through
which hole somebody leaves says nothing of when: within every cause lives are geometric, with the chance
`1 - e^-H` to end in a period.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from hooper.engine.simulate import simulate
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.mechanisms.defection import CAUSES, DefectionSettings
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.loyalty import LoyaltySettings
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings
from hooper.scenario.scenario import Scenario

HAZARDS_PER_MONTH: Final[Mapping[str, float]] = MappingProxyType(
    dict(zip(CAUSES, (0.03, 0.02, 0.04, 0.025, 0.035, 0.06, 0.04), strict=True))
)
CUSTOMERS: Final = 300_000
MONTHS: Final = 24
EARLY, LATE = 2, 8


def leaking_world(hazards: Mapping[str, float], customers: int) -> Scenario:
    """Return a world of founders whose hazards a month never change, and of nothing else."""
    competition = 0.5
    return Scenario(
        period="month",
        switched_off=all_laws_but("defection"),
        founders=FounderSettings(customers=customers),
        acquisition=AcquisitionSettings(newcomers_per_month_per_1000=0.0),
        character=CharacterSettings(frailty_log_sd=0.0),
        loyalty=LoyaltySettings(competition=competition),
        defection=DefectionSettings(
            service_hazard_per_month=hazards["service"],
            staff_hazard_per_month=hazards["staff"],
            quality_hazard_per_month=hazards["quality"],
            assortment_hazard_per_month=hazards["assortment"],
            value_hazard_per_month=hazards["value"],
            rival_hazard_per_month=hazards["rival"] / competition,
            natural_hazard_per_month=hazards["natural"],
            multiplier_in_exploration=1.0,
            vulnerability_exponent_in_exploration=0.0,
        ),
    )


def _left(cause: str, months: int) -> str:
    return f"{cause}: left within {months} months"


def _stay(cause: str) -> str:
    return f"{cause}: mean months until leaving"


def _there(months: int) -> str:
    return f"still there after {months} months"


def measure(seed: int, hazards: Mapping[str, float] = HAZARDS_PER_MONTH) -> dict[str, float]:
    """Let the engine live founders for two years, and describe who left when, and for what."""
    exits = simulate(leaking_world(hazards, CUSTOMERS), MONTHS, seed=seed).history.truth.exits
    months, cause = exits["period"].to_numpy() + 1, exits["cause"].to_numpy()
    figures = {_there(t): 1.0 - (months <= t).sum() / CUSTOMERS for t in (EARLY, LATE)}
    for number, name in enumerate(CAUSES):
        own = months[cause == number]
        figures |= {_left(name, t): (own <= t).sum() / CUSTOMERS for t in (EARLY, LATE)}
        figures[_stay(name)] = float(own.mean())
    return figures


def incidence(cause: str, months: int) -> float:
    """Return the chance to have left for a cause within some months.

    >>> round(incidence("rival", 8), 4)
    0.2075
    """
    total = sum(HAZARDS_PER_MONTH.values())
    return HAZARDS_PER_MONTH[cause] / total * -math.expm1(-total * months)


def _share(chance: float) -> Band:
    return within_chance(chance, math.sqrt(chance * (1.0 - chance) / CUSTOMERS))


def _bands() -> dict[str, Band]:
    total = sum(HAZARDS_PER_MONTH.values())
    month = np.arange(1, MONTHS + 1)
    leave_in_month = np.diff(-np.exp(-total * np.arange(MONTHS + 1)))
    leave_in_month /= leave_in_month.sum()
    mean = float(leave_in_month @ month)
    variance = float(leave_in_month @ (month - mean) ** 2)
    bands = {_there(t): _share(math.exp(-total * t)) for t in (EARLY, LATE)}
    for cause in CAUSES:
        leavers = CUSTOMERS * incidence(cause, MONTHS)
        bands |= {_left(cause, t): _share(incidence(cause, t)) for t in (EARLY, LATE)}
        bands[_stay(cause)] = within_chance(mean, math.sqrt(variance / leavers))
    return bands


ORACLE: Final = Oracle(
    name="competing_leaks",
    claim="holes that leak at once share the leavers by hazard, at every time, and none delays another",
    source="competing risks with constant hazards; Prentice, Kalbfleisch, Peterson et al. (1978)",
    bands=_bands(),
    measure=measure,
)

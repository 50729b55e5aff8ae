"""Worlds in which customers who bring others leave no trace in them, and the newcomers of five years."""

from functools import lru_cache
from typing import Final

from hooper.economics.life_curves import LifeCurves, life_curves
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.history.history import History
from hooper.scenario.scenario import Scenario

MONTHS: Final = 60
MONTHS_FOLLOWED: Final = 30
FIRST_ENTRY: Final = 3
_LAST_ENTRY: Final = MONTHS - MONTHS_FOLLOWED - 1


def live_newcomers(scenario: Scenario, seed: int) -> LifeCurves:
    """Let a world live for five years, and return who entered early enough to be followed for 30 months."""
    return kept_lives(scenario, seed)  # pyright: ignore[reportArgumentType]  # frozen settings have a hash


@lru_cache(maxsize=2)
def kept_lives(scenario: Scenario, seed: int) -> LifeCurves:
    """Return what `live_newcomers` returns; facts of the same world live it once."""
    periods = first_periods(MONTHS, scenario.period_days)[-1]
    history = run(laboratory(scenario), RunPlan((seed, 0), periods), threads=THREADS).history
    return followed(history, scenario.period_days)


def followed(history: History, period_days: float) -> LifeCurves:
    """Return the lives of those of a history of five years who can be followed for 30 months."""
    return life_curves(history, period_days, MONTHS_FOLLOWED, FIRST_ENTRY, _LAST_ENTRY)


def with_strangers_only(scenario: Scenario) -> Scenario:
    """Return the scenario in which who is brought by a customer is like anybody else."""
    for path, value in (
        ("character.homophily", 0.0),
        ("character.informed", 0.0),
        ("defection.bond_of_acquaintances", 0.0),
        ("knowledge.at_entry_of_acquaintances", scenario.knowledge.at_entry),
    ):
        scenario = with_setting(scenario, path, value)
    return scenario

"""Worlds that differ from that of a study in some parameters only."""

from collections.abc import Callable, Mapping

from hooper.history.customer_summary import summarise
from hooper.scenario.assumptions import with_values
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld
from hooper.study.calibration import Factors, with_factors, with_fits
from hooper.study.results import RealLog

# From values by key to a world of the size of the study.
MakeWorld = Callable[[Mapping[str, float]], Scenario]


def as_it_stands(template: Scenario) -> MakeWorld:
    """Return how a world is made that is not calibrated to a log."""
    return lambda values: with_values(template, dict(values))


def as_calibrated(template: Scenario, log: RealLog, calibrated: CalibratedWorld) -> MakeWorld:
    """Return how a world is made that stays calibrated: what the log decides is the same in all of them."""
    summary = summarise(log.observed, log.cut_days)
    fits, factors = (calibrated.bg_nbd, calibrated.gamma_gamma), Factors(**calibrated.factors)
    return lambda values: with_factors(
        with_fits(with_values(template, dict(values)), summary, fits), calibrated.bg_nbd, factors
    )

"""Draws of what is not known of the world: the fit by bootstrap, the assumptions within their ranges.

A parameter's level hangs on its key and not on its place, so that new assumptions move no other.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import PARAMETER_DRAW
from hooper.foundation.random_words import uniforms, words
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.fit import Fit
from hooper.scenario.assumptions import assumed_parameters, with_values
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld
from hooper.study.calibration import Factors, with_factors, with_fits
from hooper.study.results import RealLog
from hooper.study.unit_points import number_of

_RESAMPLE = 0
_ASSUMPTION = 1


def draw_assumptions(template: Scenario, draw: int) -> Scenario:
    """Return the scenario with every assumed parameter uniform within its stated range."""
    assumed = assumed_parameters(template)
    numbers = np.array([number_of(each.key) for each in assumed], np.uint32)
    levels = _uniforms(template.seed, draw, _ASSUMPTION, numbers).tolist()
    values = {
        each.key: each.low + u * (each.high - each.low) for each, u in zip(assumed, levels, strict=True)
    }
    return with_values(template, values)


def draw_calibrated(template: Scenario, log: RealLog, calibrated: CalibratedWorld, draw: int) -> Scenario:
    """Return a world that the log and the stated ranges leave possible.

    The models are fitted again to the log's customers drawn with replacement; the calibration's factors
    stay. A model that cannot be fitted to a resample keeps its original fit, so that no draw is lost.
    """
    summary = summarise(log.observed, log.cut_days)
    customers = np.arange(summary.n_customers, dtype=np.uint32)
    resampled = _resample(summary, _uniforms(template.seed, draw, _RESAMPLE, customers))
    purchases = _usable(bg_nbd.fit(resampled), calibrated.bg_nbd)
    spend = _usable(gamma_gamma.fit(resampled), calibrated.gamma_gamma)
    base = with_fits(draw_assumptions(template, draw), summary, (purchases, spend))
    return with_factors(base, purchases, Factors(**calibrated.factors))


def _usable(again: Fit, original: Fit) -> Fit:
    return again if again.status == "ok" else original


def _uniforms(seed: int, draw: int, purpose: int, numbers: NDArray[np.uint32]) -> NDArray[np.float64]:
    drawn = words((seed, draw), numbers, purpose, 0, PARAMETER_DRAW)
    return uniforms(drawn)[0]


def _resample(summary: CustomerSummary, levels: NDArray[np.float64]) -> CustomerSummary:
    return summary.take((levels * summary.n_customers).astype(np.int64))

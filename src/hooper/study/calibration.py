"""Builds a world from a real log: heterogeneity from the fitted models, the rest by simulation.

The purchase-rate distribution (r, alpha of BG/NBD) and the spend distribution (p, q, v of Gamma-Gamma)
are maximum-likelihood estimates. What the laws add on top is met by three factors, found by simulating the
log's own cohort on fixed random words and comparing repeat purchases (indirect inference): the level of
the rates, how much risk each order brings, and how steep the stages are. Only the
calibration period of the log is used; later weeks are left for checking.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed
from hooper.history.repeat_purchases import repeat_distribution
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.fit import Fit
from hooper.scenario.firm_settings import FounderSettings
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld, RepeatTarget, target_of, whole_weeks
from hooper.study.founders import HIGHEST_COUNT, founder_curve, founders_only

_CUSTOMERS = 10_000
_EVALUATIONS = 60
# A replication number that no study uses, so that a world is never judged on the words it was fitted to.
_REPLICATION = 2**32 - 1
_CURVE_BAND = 0.05
_SHARE_BAND = 0.02
_FIRST_WEEK = 8


@dataclass(frozen=True)
class Factors:
    """What calibration finds: all positive numbers, by the setting that they enter."""

    rate: float = 1.3
    months_at_risk_per_order: float = 4.0
    stage_steepness: float = 0.3

    def as_array(self) -> NDArray[np.float64]:
        """Return the logarithms, shape `(3,)`."""
        return np.log([*vars(self).values()])

    @staticmethod
    def from_array(logarithms: NDArray[np.float64]) -> "Factors":
        """Return the factors from their logarithms."""
        return Factors(*np.exp(logarithms).tolist())


def calibrate(
    observed: Observed, template: Scenario, cut_days: float, customers: int, seed: int
) -> CalibratedWorld:
    """Return `template` with its customers made like those of the log, for a world of `customers` founders.

    Raises `InputError` if a model cannot be fitted to the log.
    """
    summary = summarise(observed, cut_days)
    fits = (bg_nbd.fit(summary), gamma_gamma.fit(summary))
    _require_usable(fits)
    target = target_of(observed, cut_days, whole_weeks(cut_days))
    base = with_fits(template, summary, fits)

    def loss(logarithms: NDArray[np.float64]) -> float:
        return distance(with_factors(base, fits[0], Factors.from_array(logarithms)), target, seed)

    start = Factors().as_array()
    simplex = np.vstack([start, start + 0.35 * np.eye(start.size)])
    options = {"maxfev": _EVALUATIONS, "initial_simplex": simplex, "xatol": 0.01, "fatol": 0.001}
    found = minimize(loss, start, method="Nelder-Mead", options=options)
    factors = Factors.from_array(found.x)
    scenario = _with_customers(with_factors(base, fits[0], factors), customers)
    return CalibratedWorld(scenario, *fits, dict(vars(factors)), float(found.fun), int(found.nfev))


def with_fits(template: Scenario, summary: CustomerSummary, fits: tuple[Fit, Fit]) -> Scenario:
    """Return the scenario with the log's entry days, and spend and shape of the rates as fitted."""
    entries = np.bincount(summary.first_time_days.astype(np.int64))
    spend = fits[1].parameters
    buyer = template.buyer.model_copy(
        update={
            "rate_shape": fits[0].parameters["r"],
            "rate_mean_per_month": _mean_per_month(fits[0]),
            "spend_p": spend["p"],
            "spend_q": spend["q"],
            "spend_gamma": spend["v"],
        }
    )
    founders = FounderSettings(
        customers=_CUSTOMERS, entry_day_shares=tuple((entries / entries.sum()).tolist())
    )
    return template.model_copy(update={"buyer": buyer, "founders": founders})


def with_factors(base: Scenario, fit: Fit, factors: Factors) -> Scenario:
    """Return the scenario with the factors of calibration put in."""
    buyer = base.buyer.model_copy(update={"rate_mean_per_month": factors.rate * _mean_per_month(fit)})
    defection = base.defection.model_copy(
        update={
            "months_at_risk_per_order": factors.months_at_risk_per_order,
        }
    )
    steep = {
        name: value**factors.stage_steepness
        for name, value in base.purchase.model_dump().items()
        if name.startswith("multiplier_")
    }
    purchase = base.purchase.model_copy(update=steep)
    return base.model_copy(update={"buyer": buyer, "defection": defection, "purchase": purchase})


def distance(scenario: Scenario, target: RepeatTarget, seed: int) -> float:
    """Return how far a world is from the target: mean squared misses, in units of the bands that matter.

    A miss of 5 % in a week's cumulative repeat purchases, or of 2 points in a share, counts as 1.
    """
    nobody = {"newcomers_per_month_per_1000": 0.0, "channels": ()}
    closed = scenario.acquisition.model_copy(update=nobody)
    world = World(scenario.model_copy(update={"acquisition": closed}))
    weeks = target.calibration_weeks
    simulated = run(world, RunPlan((seed, _REPLICATION), weeks, snapshot_periods=weeks + 1))
    observed = founders_only(simulated.history.observed, scenario.founders.customers)
    curve = founder_curve(observed, scenario.founders.customers, weeks)
    shares = repeat_distribution(summarise(observed, weeks * 7.0 - 1.0), HIGHEST_COUNT)
    misses = curve[_FIRST_WEEK:] / target.cumulative[_FIRST_WEEK : weeks + 1] - 1.0
    return float(
        np.mean((misses / _CURVE_BAND) ** 2) + np.mean(((shares - target.shares) / _SHARE_BAND) ** 2)
    )


def _mean_per_month(fit: Fit) -> float:
    return fit.parameters["r"] / fit.parameters["alpha"] / 7.0 * DAYS_PER_MONTH


def _with_customers(scenario: Scenario, customers: int) -> Scenario:
    founders = scenario.founders.model_copy(update={"customers": customers})
    return scenario.model_copy(update={"founders": founders})


def _require_usable(fits: tuple[Fit, Fit]) -> None:
    faults = [
        Fault(f"model {fit.model}", f"the fit to the log is {fit.status}: {fit.reason}", "use a longer log")
        for fit in fits
        if fit.status in ("failed", "flat")
    ]
    if faults:
        raise InputError(faults)

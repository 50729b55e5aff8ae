"""A world fitted to a log: from the log to the calibrated scenario and all that is to be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_WEEK
from hooper.history.calendar import is_daily
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.fit import Fit
from hooper.scenario.referral_and_leak import rates_of
from hooper.scenario.scenario import Scenario
from hooper.study.progress import Progress, Silent
from hooper.study.simulated_moments.calibration_window import CalibrationWindow
from hooper.study.simulated_moments.cohort import cohort_of
from hooper.study.simulated_moments.holdout_check import WORLDS, HoldoutCheck, check_holdout
from hooper.study.simulated_moments.identification import PROFILE_POINTS, Identification, identify
from hooper.study.simulated_moments.moment_fit import Distance, fit_moments, most_worlds
from hooper.study.simulated_moments.sampling_error import sampling_covariance
from hooper.study.simulated_moments.simulated_targets import SimulatedTargets, with_founders
from hooper.study.simulated_moments.targets import Targets, targets_of
from hooper.study.simulated_moments.world_parameters import WorldParameter

Floats = NDArray[np.float64]

_PURCHASES: Final = 100_000
_FOUNDERS: Final = (5_000, 10_000)
# Worlds that differ so much that one valley of the distance is not taken for the only one: customers whom
# orders cost much or hardly anything, who leave with time or hardly ever, with steep stages or flat ones.
_TRIED: Final = {
    "risk_per_order": (0.05, 3.0),
    "risk_per_month": (0.02, 0.2),
    "stage_steepness": (0.3, 1.0),
    "decline_odds": (0.05, 1.0),
}


@dataclass(frozen=True)
class WorldCalibration:
    """A calibrated scenario, how far the log tells its parameters, and how it does on the holdout.

    `log` and `world` are the targets, `(n_targets,)`, `standard_error` those of the log's. `distance` is in
    squared standard errors; `worlds_lived` counts the simulations of the search and of the profiles.
    """

    scenario: Scenario
    window: CalibrationWindow
    customers: int
    targets: Targets
    log: Floats
    world: Floats
    standard_error: Floats
    distance: float
    converged: bool
    worlds_lived: int
    identification: Identification
    holdout: HoldoutCheck
    bg_nbd: Fit


def calibrate_world(
    observed: Observed,
    template: Scenario,
    window: CalibrationWindow,
    parameters: tuple[WorldParameter, ...],
    customers: int,
    workers: int = 1,
    progress: Progress | None = None,
) -> WorldCalibration:
    """Return `template` with `parameters` fitted to the log's weeks of calibration by simulated moments.

    The worlds have `customers` founders, and the result does not depend on `workers`. Raises `InputError` if
    the scenario is one of contracts, of which a log of purchases says nothing.
    """
    require_no_contracts(template)
    told = progress or Silent()
    cohort = cohort_of(observed, window.weeks, window.weeks)
    targets = targets_of(cohort)
    log, covariance = targets.values(cohort), sampling_covariance(targets, cohort, template.seed)
    distance = Distance.of(log, covariance, targets.kinds)
    begun = with_founders(template, window, customers)
    simulated = SimulatedTargets(begun, window, parameters, targets, workers, told)
    summary = summarise(observed, window.weeks * DAYS_PER_WEEK - (1.0 if is_daily(observed) else 1e-9))
    fitted = bg_nbd.fit(summary)
    starts = _starts(begun, parameters, summary, fitted)
    told.begin("fitting", most_worlds(len(starts), len(parameters)) + PROFILE_POINTS * len(parameters))
    fit = fit_moments(simulated, distance, starts)
    found = identify(simulated, distance, fit, covariance + simulated.covariance_at(fit.logarithms))
    told.begin("checking", WORLDS)
    scenario = within_limits(simulated.world(fit.logarithms))
    holdout = check_holdout(scenario, observed, window, summary, fitted)
    told.advance(WORLDS)
    return WorldCalibration(
        scenario,
        window,
        cohort.size,
        targets,
        log,
        fit.values,
        np.sqrt(np.diag(covariance)),
        fit.distance,
        fit.converged,
        len(simulated.lived),
        found,
        holdout,
        fitted,
    )


def usual_customers(observed: Observed, window: CalibrationWindow) -> int:
    """Return how many founders a world should have: about 100,000 purchases, 5,000 to 10,000 customers."""
    cohort = cohort_of(observed, window.weeks, window.weeks)
    return int(np.clip(_PURCHASES * cohort.size / cohort.day.size, *_FOUNDERS))


def _starts(
    template: Scenario, parameters: Sequence[WorldParameter], summary: CustomerSummary, fitted: Fit
) -> list[Floats]:
    """Return where to begin, as logarithms: rates and spend as models see them, the rest as in `_TRIED`."""
    spend = gamma_gamma.fit(summary)
    seen = {each.name: each.start(template) for each in parameters}
    if fitted.status == "ok":
        r, alpha = fitted.parameters["r"], fitted.parameters["alpha"]
        seen |= {"rate_shape": r, "rate_mean": r / alpha / DAYS_PER_WEEK * DAYS_PER_MONTH}
    if spend.status == "ok":
        p, q, v = (spend.parameters[name] for name in ("p", "q", "v"))
        seen |= {"spend_p": p, "spend_q": q} | ({"spend_mean": p * v / (q - 1.0)} if q > 1.0 else {})
    worlds = [seen, *(seen | dict(zip(_TRIED, values, strict=True)) for values in product(*_TRIED.values()))]
    return [np.log([world[each.name] for each in parameters]) for world in worlds]


def within_limits(scenario: Scenario) -> Scenario:
    """Limit whom customers bring where fewer would be lost: the template was a world that does not explode.

    Customers of the log may leave so seldom that the scenario would be refused. How many they bring is not
    fitted; where there has to be a limit, it is the newcomers that the firm plans.
    """
    planned = scenario.acquisition
    rates = rates_of(scenario)
    if scenario.network or planned.most_introductions_per_month_per_1000 or rates.brought < rates.lost:
        return scenario
    limit = max(planned.newcomers_per_month_per_1000, 1.0)
    limited = planned.model_copy(update={"most_introductions_per_month_per_1000": limit})
    return scenario.model_copy(update={"acquisition": limited})


def require_no_contracts(template: Scenario) -> None:
    """Raise `InputError` if customers of the scenario have contracts: a log of purchases tells no ends."""
    off = template.laws_off
    if "renewal" not in off or "purchase" in off:
        problem = f"'{template.name}' is a world of contracts, and the log one of purchases"
        raise InputError([Fault("--scenario", problem, "choose one without, such as retail")])

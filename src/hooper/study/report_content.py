"""Fills the report from a finished comparison."""

from dataclasses import replace

import numpy as np

from hooper.lifetime_value.fit import Fit
from hooper.report.content import (
    Assumption,
    EstimatorScore,
    FittedParameter,
    Manifest,
    Quantity,
    ReportContent,
    Reproduction,
    ReproductionCheck,
)
from hooper.report.figure_data import RepeatCurves, RepeatDistribution
from hooper.scenario.assumptions import assumed_parameters
from hooper.study.lever_rows import lever_rows
from hooper.study.log_section import fitted_parameters, log_section
from hooper.study.provenance import flat_settings, versions
from hooper.study.results import Comparison, FounderRepeats
from hooper.study.study_worlds import is_one_world

_CURVE_TOLERANCE = 0.05
_SHARE_TOLERANCE = 0.02


def report_content(comparison: Comparison, currency: str = "USD") -> ReportContent:
    """Return everything that the report of a comparison says."""
    study, log, calibrated = comparison.study, comparison.real_log, comparison.calibrated
    compared = {strategy.name for strategy in study.chosen.values()}
    return ReportContent(
        title=_title(comparison),
        question=study.question,
        currency=currency,
        level=study.level,
        design=_design(comparison),
        outcome=comparison.outcome,
        ranking=comparison.ranking,
        ignorance=comparison.ignorance,
        fitted=_fitted(comparison),
        assumed=_assumed(comparison),
        levers=tuple(row for row in lever_rows(comparison.scenario) if row.strategy in compared),
        log=log_section(comparison, log, (calibrated.bg_nbd, calibrated.gamma_gamma))
        if log and calibrated
        else None,
        reproduction=_reproduction(comparison.repeats) if comparison.repeats else None,
        scores=tuple(
            EstimatorScore(
                each.estimator, comparison.scenario.name, each.card, each.calibration, each.coverage
            )
            for each in comparison.scores
        ),
        life=comparison.life,
        manifest=Manifest(
            study.seed,
            comparison.digest,
            flat_settings(
                {
                    "study": study.model_dump(mode="json"),
                    "scenario": comparison.scenario.model_dump(mode="json"),
                }
            ),
            versions(),
            comparison.digests,
        ),
        for_whom=comparison.for_whom,
        stopped=comparison.stopped,
        period=comparison.scenario.period,
    )


def _title(comparison: Comparison) -> str:
    study = comparison.study.name.replace("_", " ").capitalize()
    return study if is_one_world(comparison.study) else f"{study}: {comparison.world}, {comparison.point}"


def _design(comparison: Comparison) -> tuple[Quantity, ...]:
    study = comparison.study
    unit = comparison.scenario.period + "s"
    levels = (
        (key, str(level) if isinstance(level, bool) else level) for key, level in comparison.levels.items()
    )
    return (
        *(Quantity(key, level) for key, level in levels),
        Quantity("strategies", len(study.chosen)),
        Quantity("replications", comparison.outcome.sizes["replication"], "worlds a strategy"),
        Quantity("founding customers", study.world.customers, "a world"),
        Quantity("before the branch", study.pre_periods, unit),
        Quantity("from the branch to the horizon", study.horizon_periods, unit),
        Quantity("a review every", study.review_periods, unit),
        Quantity("budget", study.budget.per_customer_per_year, "currency a founding customer and year"),
        Quantity("discount rate", comparison.scenario.economics.discount_rate_per_year, "a year"),
    )


def _fitted(comparison: Comparison) -> tuple[FittedParameter, ...]:
    log, calibrated = comparison.real_log, comparison.calibrated
    if not (log and calibrated):
        return ()
    source = f"maximum likelihood on {log.name} to {log.calibration_end}"
    simulated = f"simulation against the same weeks ({calibrated.evaluations} worlds tried)"
    return (
        *_of_model(calibrated.bg_nbd, source),
        *_of_model(calibrated.gamma_gamma, source),
        *(
            FittedParameter(f"factor: {name}", value, None, "", simulated)
            for name, value in calibrated.factors.items()
        ),
    )


def _of_model(fit: Fit, source: str) -> tuple[FittedParameter, ...]:
    return tuple(replace(each, name=f"{fit.model}: {each.name}") for each in fitted_parameters(fit, source))


def _assumed(comparison: Comparison) -> tuple[Assumption, ...]:
    return tuple(
        Assumption(each.key, each.value, each.low, each.high, "", each.source)
        for each in assumed_parameters(comparison.scenario)
    )


def _reproduction(repeats: FounderRepeats) -> Reproduction:
    target = repeats.target
    week = target.calibration_weeks
    weeks = np.arange(target.cumulative.size, dtype=np.float64)
    worlds, last = float(repeats.curves[:, week].mean()), week
    shares = repeats.shares.mean(axis=0)
    miss = float(np.abs(shares - target.shares).mean())
    checks = (
        ReproductionCheck(
            f"cumulative repeat purchases a customer, week {last}",
            float(target.cumulative[week]),
            worlds,
            _CURVE_TOLERANCE * float(target.cumulative[week]),
            "purchases",
            abs(worlds / float(target.cumulative[week]) - 1.0) <= _CURVE_TOLERANCE,
        ),
        ReproductionCheck(
            "share of customers with 0, 1, ... 7+ repeats, mean miss", 0.0, miss, _SHARE_TOLERANCE, "share",
            miss <= _SHARE_TOLERANCE,
        ),
    )  # fmt: skip
    return Reproduction(
        RepeatCurves(weeks, target.cumulative, repeats.curves, float(week)),
        RepeatDistribution(target.shares, repeats.shares),
        checks,
    )

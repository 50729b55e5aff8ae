"""What the report says of the real log: cleaning, summary, cohorts, segments, fits and lifetime value."""

import numpy as np

from hooper.history.cohort_retention import cohort_retention
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.purchases import merge_same_day
from hooper.lifetime_value.customer_lifetime_value import LifetimeValue, customer_lifetime_value
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.report.content import (
    CleaningReport,
    FittedParameter,
    LogSection,
    ModelFit,
    Quantity,
    SegmentRow,
)
from hooper.report.figure_data import CohortRetention
from hooper.scenario.firm_settings import EconomicsSettings
from hooper.segmentation import rfm
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.study.results import Comparison, RealLog

_HORIZON_WEEKS = 52
_INTERVAL_DRAWS = 200
_PARAMETERS = 7
UNITS = {"r": "", "alpha": "weeks", "a": "", "b": "", "p": "", "q": "", "v": "currency"}


def log_section(comparison: Comparison, log: RealLog, fits: tuple[Fit, Fit]) -> LogSection:
    """Return the section on the log; lifetime values are at the end of calibration, a year ahead."""
    summary = summarise(log.observed, log.cut_days)
    value = _lifetime_value(summary, fits, comparison.scenario.economics, comparison.study.seed)
    cohorts = cohort_retention(log.observed, "month")
    source = f"maximum likelihood, calibration to {log.calibration_end}"
    return LogSection(
        name=log.name,
        cleaning=CleaningReport(log.cleaning.rows_in, log.cleaning.rows_kept, log.cleaning.dropped),
        summary=_summary(log, summary),
        cohorts=CohortRetention(cohorts.labels, cohorts.size, cohorts.share, cohorts.unit),
        segments=_segments(summary),
        fits=tuple(_model_fit(fit, source) for fit in fits),
        lifetime_values=value.value,
        lifetime_value_summary=(
            Quantity("total", value.total, "currency"),
            Quantity("total, lower end of its 95 % interval", value.total_low, "currency"),
            Quantity("total, upper end of its 95 % interval", value.total_high, "currency"),
            Quantity("mean", value.total / summary.n_customers, "currency a customer"),
            Quantity("horizon", _HORIZON_WEEKS, "weeks"),
            Quantity("margin", comparison.scenario.economics.margin, "share of revenue"),
            Quantity("status", value.status if value.status == "ok" else f"{value.status}: {value.reason}"),
        ),
    )


def fitted_parameters(fit: Fit, source: str) -> tuple[FittedParameter, ...]:
    """Return one row a parameter of a fit."""
    return tuple(
        FittedParameter(name, value, _finite(fit.standard_errors[name]), UNITS[name], source)
        for name, value in fit.parameters.items()
    )


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None


def _lifetime_value(
    summary: CustomerSummary, fits: tuple[Fit, Fit], economics: EconomicsSettings, seed: int
) -> LifetimeValue:
    return customer_lifetime_value(
        *fits,
        summary,
        standard_normals(seed, _INTERVAL_DRAWS, _PARAMETERS),
        horizon_weeks=_HORIZON_WEEKS,
        discount_rate_per_year=economics.discount_rate_per_year,
        margin=economics.margin,
    )


def _summary(log: RealLog, summary: CustomerSummary) -> tuple[Quantity, ...]:
    purchases = merge_same_day(log.observed)
    spend = summary.total_spend.sum()
    return (
        Quantity("customers", summary.n_customers),
        Quantity("purchases (one a customer and day)", purchases.time_days.size),
        Quantity(
            "purchases up to the end of calibration", summary.n_customers + int(summary.frequency.sum())
        ),
        Quantity("customers who bought again by then", float((summary.frequency > 0).mean()), "share"),
        Quantity("mean repeat purchases", float(summary.frequency.mean()), "a customer"),
        Quantity("mean age", float(summary.age.mean()), "weeks"),
        Quantity("spend up to the end of calibration", float(spend), "currency"),
        Quantity("mean spend", float(spend / summary.n_customers), "currency a customer"),
    )


def _segments(summary: CustomerSummary) -> tuple[SegmentRow, ...]:
    return tuple(
        SegmentRow(each.label, each.customers, each.share, each.value, each.value_share)
        for each in rfm.assign(CustomerRecords(summary), RfmSettings()).profiles
    )


def _model_fit(fit: Fit, source: str) -> ModelFit:
    parameters = fitted_parameters(fit, source)
    return ModelFit(fit.model, parameters, fit.log_likelihood, fit.status, fit.reason, fit.n_customers)

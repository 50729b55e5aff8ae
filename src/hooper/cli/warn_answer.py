"""What `hooper warn` says: risks by tenths, the health of the base, and how the warning did on trial."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hooper.cli.talk import Talk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.comparison.warning_trial import WarningTrial
    from hooper.report.numbers import Cell
    from hooper.report.table import Table
    from hooper.targeting.base_health import GroupHealth
    from hooper.targeting.customer_months import CustomerMonths
    from hooper.targeting.warning_fit import WarningFit

TENTHS = 10


def answer_warning(
    talk: Talk,
    fit: "WarningFit",
    now: "CustomerMonths",
    risk: "NDArray[np.float64]",
    groups: "Sequence[GroupHealth]",
    trials: "Mapping[str, WarningTrial]",
    record: Mapping[str, object],
) -> None:
    """Answer with tables for people, or with one record that has what they have."""
    tenths = _tenths(now, risk, trials[fit.warning])
    tried: list[dict[str, Cell]] = [
        {"model": name, **trial.scores.as_dict()} for name, trial in trials.items()
    ]
    told = {
        "model": fit.warning,
        "status": fit.status,
        "reason": fit.reason,
        "horizon_weeks": now.settings.horizon_weeks,
        "customers": now.size,
        "health": groups[0].health if groups else None,
        "groups": [each.as_dict() for each in groups],
        "tenths": tenths,
        "tried": tried,
        "parameters": fit.parameters,
        "standard_errors": fit.standard_errors,
        **record,
    }
    tables = [_of_tenths(tenths), _of_groups(groups), _of_trials(tried)]
    alarms = record["alarms"]
    if isinstance(alarms, dict):
        tables.append(_of_alarms(alarms))
    status = f"status {fit.status} ({fit.reason})"
    tables = [table for table in tables if table.rows]
    talk.answer(told, *tables, status, f"a risk a customer: {record['file']}")


def _tenths(
    now: "CustomerMonths", risk: "NDArray[np.float64]", trial: "WarningTrial"
) -> list[dict[str, float | int | None]]:
    """Return the customers of today by tenths, highest risk first, beside the tenths of the months tried."""
    import numpy as np

    from hooper.comparison.decile_calibration import calibrate_by_decile

    if not now.size or not np.isfinite(risk).all():
        return []
    by_risk = np.array_split(np.argsort(-risk, kind="stable"), min(TENTHS, now.size))
    beside = [(np.nan, np.nan)] * len(by_risk)
    if trial.tried.size >= len(by_risk):
        tried = calibrate_by_decile(
            trial.risk, trial.tried.fell_silent.astype(np.float64), groups=len(by_risk)
        )
        beside = list(zip(tried.estimated_mean[::-1].tolist(), tried.true_mean[::-1].tolist(), strict=True))
    value = now.value_per_month
    return [
        {
            "tenth": place,
            "customers": rows.size,
            "risk": float(risk[rows].mean()),
            "value_per_month": float(value[rows].sum()),
            "tried_risk": foretold,
            "tried_silent": silent,
        }
        for place, (rows, (foretold, silent)) in enumerate(zip(by_risk, beside, strict=True), start=1)
    ]


def _of_tenths(tenths: "Sequence[Mapping[str, float | int | None]]") -> "Table":
    from hooper.report.numbers import count, money, percent
    from hooper.report.table import Column, table_of_records

    return table_of_records(
        "risk by tenths of the customers",
        tenths,
        Column("tenth", "tenth", count),
        Column("customers", "customers", count, "today"),
        Column("risk", "risk", percent, "today"),
        Column("value_per_month", "spend a month", money, "today"),
        Column("tried_risk", "foretold", percent, "when tried"),
        Column("tried_silent", "fell silent", percent, "when tried"),
    )


def _of_groups(groups: "Sequence[GroupHealth]") -> "Table":
    from hooper.report.numbers import count, money, ratio, words
    from hooper.report.table import Column, table_of

    return table_of(
        "health of the base",
        groups,
        Column("label", "customers of", words),
        Column("customers", "customers", count),
        Column("value", "spend a month", money),
        Column("health", "health", ratio),
    )


def _of_trials(tried: "Sequence[Mapping[str, Cell]]") -> "Table":
    from hooper.report.numbers import count, percent, ratio, significant, words
    from hooper.report.table import Column, table_of_records

    return table_of_records(
        "tried on later months",
        tried,
        Column("model", "warning", words),
        Column("n_rows", "months", count),
        Column("base_rate", "fell silent", percent),
        Column("lift_in_top_tenth", "lift", ratio),
        Column("brier_score", "Brier score", significant),
        Column("area_under_curve", "area under curve", ratio),
        Column("calibration_slope", "slope", ratio),
    )


def _of_alarms(alarms: "Mapping[str, float | int | None]") -> "Table":
    from hooper.report.numbers import count, percent, ratio
    from hooper.report.table import Column, table_of_records

    return table_of_records(
        "alarms (the top tenth) against true exits",
        [alarms],
        Column("alarms", "alarms", count),
        Column("exits", "exits", count),
        Column("warned_share", "warned of", percent),
        Column("median_lead_days", "days before", count),
        Column("alarms_per_warned_exit", "alarms each", ratio),
        Column("late_share", "after the exit", percent),
        Column("false_share", "for nothing", percent),
    )

"""All tables of a report, by the names of their files."""

from hooper.comparison.lever_break_even import break_even_by_lever
from hooper.report import (
    certainty_tables,
    estimator_tables,
    for_whom_tables,
    log_tables,
    named_tables,
    ranking_tables,
    world_tables,
)
from hooper.report.content import LogSection, ReportContent
from hooper.report.prices_and_horizons import prices_and_horizons
from hooper.report.table import Table


def report_tables(content: ReportContent) -> dict[str, Table]:
    """Build every table that the content has data for."""
    rows, currency = content.ranking, content.currency
    oracles = ranking_tables.oracles_among(rows)
    tables = [
        ranking_tables.ranking_table(rows, content.ignorance, currency, content.level),
        ranking_tables.monte_carlo_table(rows),
        ranking_tables.secondary_table(rows, currency),
        ranking_tables.leaks_table(rows),
        ranking_tables.accounts_table(content.outcome, content.baseline, oracles),
        world_tables.fitted_table(content.fitted),
        world_tables.assumed_table(content.assumed),
        world_tables.levers_table(content.levers),
        named_tables.named_values_table("settings", content.manifest.settings, "setting"),
        named_tables.named_values_table("versions", content.manifest.versions, "package"),
        named_tables.named_values_table("digests", content.manifest.digests, "history"),
    ]
    if content.has_rivals:
        tables += _beside_the_ranking(content)
    if content.ignorance:
        tables.append(ranking_tables.ignorance_table(content.ignorance, currency, oracles))
    if content.for_whom:
        tables.append(for_whom_tables.for_whom_table(content.for_whom, currency, oracles))
        tables.append(for_whom_tables.groups_table(content.for_whom, currency, oracles))
    if content.log:
        tables += _log_tables(content.log, currency)
    if content.reproduction:
        tables.append(world_tables.checks_table(content.reproduction.checks))
        tables.append(world_tables.curves_table(content.reproduction.curves))
        tables.append(world_tables.distribution_table(content.reproduction.distribution))
    if content.scores:
        tables.append(estimator_tables.errors_table(content.scores, currency))
        tables.append(estimator_tables.order_table(content.scores))
        tables.append(estimator_tables.calibration_table(content.scores, currency))
    return {table.name: table for table in tables}


def _beside_the_ranking(content: ReportContent) -> list[Table]:
    rows, currency, level = content.ranking, content.currency, content.level
    return [
        certainty_tables.certainty_table(rows, currency, level),
        certainty_tables.risk_table(rows, currency, content.period),
        certainty_tables.break_even_table(rows, currency, level),
        certainty_tables.lever_prices_table(
            break_even_by_lever(content.outcome, content.baseline, level),
            currency,
            level,
            ranking_tables.oracles_among(rows),
        ),
        certainty_tables.winners_table(
            prices_and_horizons(content.outcome, content.contenders, level), currency, content.period
        ),
    ]


def _log_tables(log: LogSection, currency: str) -> list[Table]:
    return [
        log_tables.cleaning_table(log.cleaning),
        named_tables.quantities_table("log_summary", log.summary),
        log_tables.cohorts_table(log.cohorts),
        log_tables.segments_table(log.segments, currency),
        log_tables.fits_table(log.fits),
        log_tables.fit_parameters_table(log.fits),
        named_tables.quantities_table("lifetime_value", log.lifetime_value_summary),
    ]

"""All figures of a report, by the names of their files."""

from matplotlib.figure import Figure

from hooper.report import figures
from hooper.report.content import ReportContent
from hooper.report.figures.palette import strategy_styles
from hooper.report.prices_and_horizons import prices_and_horizons


def draw_figures(content: ReportContent, width_inches: float) -> dict[str, Figure]:
    """Draw every figure that the content has data for."""
    currency, baseline = content.currency, content.baseline
    drawn = {
        "ranking": figures.ranking(content.ranking, currency, width_inches),
        "leaky_bucket": figures.leaky_bucket(content.outcome, baseline, width_inches, content.period),
        "satisfaction": figures.satisfaction(content.outcome, baseline, width_inches, content.period),
    }
    if content.for_whom:
        drawn["for_whom"] = figures.for_whom(content.for_whom, currency, width_inches)
    if content.has_rivals:
        drawn |= _beside_the_ranking(content, width_inches)
    if content.log:
        values = content.log.lifetime_values
        drawn["cohort_retention"] = figures.cohort_retention(content.log.cohorts, width_inches)
        drawn["segments"] = figures.segments(content.log.segments, width_inches)
        drawn["lifetime_value"] = figures.lifetime_value(values, currency, width_inches)
    if content.reproduction:
        curves, shares = content.reproduction.curves, content.reproduction.distribution
        drawn["repeat_curves"] = figures.repeat_curves(curves, width_inches)
        drawn["repeat_distribution"] = figures.repeat_distribution(shares, width_inches)
    if content.scores:
        drawn["estimator_scorecard"] = figures.estimator_scorecard(content.scores, currency, width_inches)
    if content.ignorance:
        drawn["parameter_ignorance"] = figures.parameter_ignorance(content.ignorance, currency, width_inches)
    if content.life:
        drawn["customer_life"] = figures.customer_life(content.life, width_inches)
    return drawn


def _beside_the_ranking(content: ReportContent, width_inches: float) -> dict[str, Figure]:
    rows, currency, outcome = content.ranking, content.currency, content.outcome
    styles = strategy_styles([str(name) for name in outcome["strategy"].values], content.baseline)
    compared = outcome.sel(strategy=content.contenders)
    found = prices_and_horizons(outcome, content.contenders, content.level)
    return {
        "certainty": figures.certainty(rows, currency, width_inches),
        "cumulative_gain": figures.cumulative_gain(
            compared, styles, content.baseline, currency, width_inches, content.period
        ),
        "pareto_front": figures.pareto_front(rows, styles, currency, width_inches),
        "break_even": figures.break_even(rows, width_inches),
        "where_each_wins": figures.where_each_wins({"": found}, styles, width_inches, content.period),
    }

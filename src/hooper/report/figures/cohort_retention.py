"""Cohort retention as a heat map: who of each month's new customers still buys later."""

from matplotlib.figure import Figure

from hooper.report.figure_data import CohortRetention, CohortTriangle
from hooper.report.figures.canvas import WIDE_INCHES
from hooper.report.figures.cohort_triangle import cohort_triangle


def cohort_retention(cohorts: CohortRetention, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the share of each cohort that bought in each period since entry; numbers where they fit."""
    triangle = CohortTriangle(
        cohorts=cohorts.cohorts,
        sizes=cohorts.sizes,
        values=100.0 * cohorts.retention,
        period_name=cohorts.period_name,
        entry="first purchase",
        measure="share who bought in the period (%)",
    )
    return cohort_triangle(triangle, width_inches)

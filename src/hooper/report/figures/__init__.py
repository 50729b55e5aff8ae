"""The figures: plain functions from data to a matplotlib `Figure`; nothing is shown, saved or kept.

Every function takes `width_inches`; `PHONE_INCHES` gives the form for a narrow screen.
"""

from hooper.report.figures.canvas import PHONE_INCHES, WIDE_INCHES
from hooper.report.figures.cohort_retention import cohort_retention
from hooper.report.figures.conditional_expectations import conditional_expectations
from hooper.report.figures.customer_life import customer_life
from hooper.report.figures.estimator_scorecard import estimator_scorecard
from hooper.report.figures.frequency_check import frequency_check
from hooper.report.figures.holdout_ranking import holdout_ranking
from hooper.report.figures.leaky_bucket import leaky_bucket
from hooper.report.figures.lifetime_value import lifetime_value
from hooper.report.figures.parameter_ignorance import parameter_ignorance
from hooper.report.figures.ranking import ranking
from hooper.report.figures.repeat_curves import repeat_curves
from hooper.report.figures.repeat_distribution import repeat_distribution
from hooper.report.figures.satisfaction import satisfaction
from hooper.report.figures.segments import segments
from hooper.report.figures.tracking import tracking

__all__ = [
    "PHONE_INCHES",
    "WIDE_INCHES",
    "cohort_retention",
    "conditional_expectations",
    "customer_life",
    "estimator_scorecard",
    "frequency_check",
    "holdout_ranking",
    "leaky_bucket",
    "lifetime_value",
    "parameter_ignorance",
    "ranking",
    "repeat_curves",
    "repeat_distribution",
    "satisfaction",
    "segments",
    "tracking",
]

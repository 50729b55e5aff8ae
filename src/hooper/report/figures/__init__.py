"""The figures: plain functions from data to a matplotlib `Figure`; nothing is shown, saved or kept.

Every function takes `width_inches`; `PHONE_INCHES` gives the form for a narrow screen.
"""

from hooper.report.figures.break_even import break_even
from hooper.report.figures.bucket_flow import bucket_flow
from hooper.report.figures.calibration_holdout import calibration_holdout
from hooper.report.figures.calibration_targets import TargetPanel, calibration_targets
from hooper.report.figures.canvas import PHONE_INCHES, WIDE_INCHES
from hooper.report.figures.certainty import certainty
from hooper.report.figures.cohort_retention import cohort_retention
from hooper.report.figures.cohort_triangle import cohort_triangle
from hooper.report.figures.concentration_of_profit import concentration_of_profit
from hooper.report.figures.conditional_expectations import conditional_expectations
from hooper.report.figures.cumulative_gain import cumulative_gain
from hooper.report.figures.customer_life import customer_life
from hooper.report.figures.customer_pyramid import customer_pyramid
from hooper.report.figures.elasticity_tornado import elasticity_tornado
from hooper.report.figures.estimator_scorecard import estimator_scorecard
from hooper.report.figures.for_whom import for_whom
from hooper.report.figures.frequency_check import frequency_check
from hooper.report.figures.gain_tornado import gain_tornado
from hooper.report.figures.holdout_ranking import holdout_ranking
from hooper.report.figures.identification_profile import ProfilePanel, identification_profile
from hooper.report.figures.interaction_matrix import interaction_matrix
from hooper.report.figures.key_account_matrix import key_account_matrix
from hooper.report.figures.leaky_bucket import leaky_bucket
from hooper.report.figures.lifecycle_curves import lifecycle_curves
from hooper.report.figures.lifetime_value import lifetime_value
from hooper.report.figures.lv_cube import lv_cube
from hooper.report.figures.lv_quadrant import lv_quadrant
from hooper.report.figures.migration_flow import migration_flow
from hooper.report.figures.morris_plane import morris_plane
from hooper.report.figures.parameter_ignorance import parameter_ignorance
from hooper.report.figures.pareto_front import pareto_front
from hooper.report.figures.profit_waterfall import profit_waterfall
from hooper.report.figures.qini import qini
from hooper.report.figures.ranking import ranking
from hooper.report.figures.repeat_curves import repeat_curves
from hooper.report.figures.repeat_distribution import repeat_distribution
from hooper.report.figures.rfm_grid import rfm_grid
from hooper.report.figures.satisfaction import satisfaction
from hooper.report.figures.score_matrix import score_matrix
from hooper.report.figures.segments import segments
from hooper.report.figures.service_level_against_load import service_level_against_load
from hooper.report.figures.sobol_bars import sobol_bars
from hooper.report.figures.stage_timeline import stage_timeline
from hooper.report.figures.tracking import tracking
from hooper.report.figures.warning_check import warning_check
from hooper.report.figures.whale_curve import whale_curve
from hooper.report.figures.where_each_wins import where_each_wins
from hooper.report.figures.winner_map import winner_map

__all__ = [
    "PHONE_INCHES",
    "WIDE_INCHES",
    "ProfilePanel",
    "TargetPanel",
    "break_even",
    "bucket_flow",
    "calibration_holdout",
    "calibration_targets",
    "certainty",
    "cohort_retention",
    "cohort_triangle",
    "concentration_of_profit",
    "conditional_expectations",
    "cumulative_gain",
    "customer_life",
    "customer_pyramid",
    "elasticity_tornado",
    "estimator_scorecard",
    "for_whom",
    "frequency_check",
    "gain_tornado",
    "holdout_ranking",
    "identification_profile",
    "interaction_matrix",
    "key_account_matrix",
    "leaky_bucket",
    "lifecycle_curves",
    "lifetime_value",
    "lv_cube",
    "lv_quadrant",
    "migration_flow",
    "morris_plane",
    "parameter_ignorance",
    "pareto_front",
    "profit_waterfall",
    "qini",
    "ranking",
    "repeat_curves",
    "repeat_distribution",
    "rfm_grid",
    "satisfaction",
    "score_matrix",
    "segments",
    "service_level_against_load",
    "sobol_bars",
    "stage_timeline",
    "tracking",
    "warning_check",
    "whale_curve",
    "where_each_wins",
    "winner_map",
]

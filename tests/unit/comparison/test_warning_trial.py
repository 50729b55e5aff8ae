import numpy as np
import pytest

from hooper.comparison.warning_trial import try_warning
from hooper.targeting import catalogue
from hooper.targeting.customer_months import customer_months
from hooper.targeting.warning_settings import WarningSettings
from tests.unit.targeting.logs import drawn_log, log_of

SETTINGS = WarningSettings(horizon_weeks=8.0)


@pytest.fixture(scope="module")
def months():
    return customer_months(drawn_log(), SETTINGS)


def test_what_is_tried_begins_when_what_was_learnt_from_was_known(months):
    trial = try_warning(catalogue.get("recency_alone"), months)
    cut = months.end_days - 2.0 * SETTINGS.horizon_days
    assert trial.tried.start_days.min() >= cut
    assert trial.tried.is_over(months.end_days).all()
    assert trial.fit.n_rows == months.is_over(cut).sum()


def test_alarms_are_the_tenth_with_the_highest_risks(months):
    trial = try_warning(catalogue.get("churn_hazard"), months)
    alarms = trial.alarms()
    assert alarms.size == int(0.1 * trial.tried.size)
    chosen = trial.fit.risk(alarms)
    assert chosen.min() >= np.sort(trial.risk)[-alarms.size]


def test_a_log_that_is_too_short_gives_a_failed_trial_without_scores():
    short = customer_months(log_of([(0, 1.0, 5.0), (1, 30.0, 5.0)], 80.0), SETTINGS)
    trial = try_warning(catalogue.get("churn_hazard"), short)
    assert trial.fit.status == "failed"
    assert trial.scores.brier_score is None
    assert trial.alarms().size <= trial.tried.size

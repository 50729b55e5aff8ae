"""From a log of weeks the rounded models find the truth of exact times, and what they predict comes true.

Customers enter at any moment of twelve weeks and are seen until the end of week 39; of each week the log
tells only who bought in it. Seeds are fixed; a false alarm of each check is 7e-6 (`bands`), and the
models that take the weeks for exact are the mutant: alpha comes out 20 to 60 % too large.
"""

import numpy as np
import pyarrow as pa
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import (
    bg_nbd,
    mbg_nbd,
    pareto_nbd,
    rounded_bg_nbd,
    rounded_mbg_nbd,
    rounded_pareto_nbd,
)
from hooper.reduced_form import bg_nbd as bg_nbd_lives
from hooper.reduced_form import mbg_nbd as mbg_nbd_lives
from hooper.reduced_form import pareto_nbd as pareto_nbd_lives
from hooper.reduced_form.observation import Observation, observe
from tests.statistical.bands import Z, hits_fit_in_every_tenth, mean_score
from tests.unit.reduced_form.populations import POPULATIONS

pytestmark = pytest.mark.slow
MODELS = {
    "bg_nbd": (bg_nbd_lives, bg_nbd, rounded_bg_nbd),
    "mbg_nbd": (mbg_nbd_lives, mbg_nbd, rounded_mbg_nbd),
    "pareto_nbd": (pareto_nbd_lives, pareto_nbd, rounded_pareto_nbd),
}
EACH = pytest.mark.parametrize("name", MODELS)
N_CUSTOMERS, SEEN_WEEKS, HORIZON_WEEKS = 50_000, 39, 26


def live(name, weeks):
    entry_days = np.random.default_rng(1).uniform(0.0, 12 * 7.0, N_CUSTOMERS)
    return MODELS[name][0].generate(POPULATIONS[name], entry_days, weeks * 7.0, (86, 0))


def in_weeks(history):
    """Summarise a log that tells the week of each purchase; number 38 is the last, seen to its end."""
    days = observe(history, Observation(whole_days=True, same_day_merged=True), (86, 0)).transactions
    week_begins = pa.array(np.floor(days["time_days"].to_numpy() / 7.0) * 7.0)
    table = days.set_column(1, "time_days", week_begins).cast(TRANSACTIONS)
    return summarise(Observed(table, history.end_days), (SEEN_WEEKS - 1) * 7.0)


def deviations(fit, name):
    """Return the deviations of the log-parameters in units of their standard errors."""
    assert fit.status == "ok"
    truth = POPULATIONS[name].model_dump()
    found, true = (np.array([values[each] for each in fit.parameters]) for values in (fit.parameters, truth))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


@EACH
def test_weeks_give_the_parameters_of_exact_times(name):
    fit = MODELS[name][2].MODEL.fit(in_weeks(live(name, SEEN_WEEKS)), 1.0)
    assert np.abs(deviations(fit, name)).max() < Z


@EACH
def test_weeks_taken_for_exact_do_not(name):
    """The mutant of the test above."""
    fit = MODELS[name][1].fit(in_weeks(live(name, SEEN_WEEKS)))
    assert deviations(fit, name)[1] > Z


@EACH
def test_probability_alive_is_calibrated(name):
    """In every tenth of P(alive), at the true parameters, so many are alive when the last week is over."""
    history = live(name, SEEN_WEEKS)
    truth = POPULATIONS[name].model_dump()
    alive = MODELS[name][2].MODEL.probability_alive(truth, in_weeks(history), 1.0)
    assert hits_fit_in_every_tenth(history.is_alive, alive)


@EACH
def test_predicted_purchases_come_true(name):
    """At the true parameters, for those who were not, little and much seen."""
    history = live(name, SEEN_WEEKS + HORIZON_WEEKS)
    truth, summary = POPULATIONS[name].model_dump(), in_weeks(history)
    customer, time_days = (history.transactions[column].to_numpy() for column in ("customer_id", "time_days"))
    came = np.bincount(customer[time_days > SEEN_WEEKS * 7.0].astype(np.int64), minlength=N_CUSTOMERS)
    expected = MODELS[name][2].MODEL.expected_transactions(truth, summary, 1.0, HORIZON_WEEKS)
    error = came - expected
    for group in (summary.frequency == 0, summary.frequency == 1, summary.frequency >= 5):
        assert abs(mean_score(error[group], 0.0)) < Z

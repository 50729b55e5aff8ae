"""The MBG/NBD finds the truth that a history was drawn from, and what it predicts comes true.

Histories are drawn exactly (`reduced_form`). Time runs in weeks of 10,000 days, so that merging the
purchases of one day merges nothing here. Seeds are fixed; a false alarm of each check is 7e-6 (`bands`).
"""

import numpy as np
import pytest
from scipy.stats import binom

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import bg_nbd, mbg_nbd
from hooper.lifetime_value.holdout import holdout_purchases
from hooper.reduced_form.mbg_nbd import MbgNbdPopulation, generate
from tests.statistical.bands import FALSE_ALARM, Z, hits_fit_in_every_tenth, mean_score

pytestmark = pytest.mark.slow

STRETCH = 10_000 / 7  # days of the generator are this many times finer than days of the calendar
UNIT_DAYS = DAYS_PER_WEEK * STRETCH
TRUTH = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
WEEKS, ENTRY_WEEKS = 39.0, 12.0


def draw(n_customers, replication, weeks=WEEKS):
    entry = np.floor(np.linspace(0.0, ENTRY_WEEKS, n_customers, endpoint=False)) * UNIT_DAYS
    population = MbgNbdPopulation(**(TRUTH | {"alpha": TRUTH["alpha"] * STRETCH}))
    history = generate(population, entry, weeks * UNIT_DAYS, (2027, replication))
    return Observed(history.transactions.cast(TRANSACTIONS), history.end_days), history


def summary_of(n_customers, replication):
    return summarise(draw(n_customers, replication)[0], unit_days=UNIT_DAYS)


def deviations(fit):
    """Return the deviations of the log-parameters in units of their standard errors."""
    found, true = np.array(list(fit.parameters.values())), np.array(list(TRUTH.values()))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


@pytest.fixture(scope="module")
def large():
    return summary_of(200_000, 0)


def test_it_recovers_the_truth(large):
    fit = mbg_nbd.fit(large)
    assert fit.status == "ok"
    assert np.abs(deviations(fit)).max() < Z


def test_the_bg_nbd_on_the_same_history_is_told_apart(large):
    """The mutant of the test above: a likelihood that forgets the chance to leave at the entry."""
    fit = bg_nbd.fit(large)
    assert np.abs(deviations(fit)).max() > Z
    assert fit.log_likelihood < mbg_nbd.fit(large).log_likelihood - 20.0


def test_intervals_of_the_parameters_cover_the_truth():
    """100 histories of 3,000 customers; counts within what a coverage of 95 % leaves."""
    inside = sum(
        np.abs(deviations(mbg_nbd.fit(summary_of(3000, replication)))) < 1.96 for replication in range(1, 101)
    )
    low, high = binom.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], 100, 0.95)
    assert ((inside >= low) & (inside <= high)).all(), inside


def test_probability_alive_is_calibrated(large):
    """In every tenth of P(alive), at the true parameters, so many are alive."""
    _, history = draw(200_000, 0)
    assert hits_fit_in_every_tenth(history.is_alive, mbg_nbd.probability_alive(TRUTH, large))


def test_predicted_purchases_come_true():
    """Weeks 40 to 78 of the same customers, predicted at the true parameters from weeks 1 to 39."""
    observed, _ = draw(100_000, 0, weeks=78.0)
    summary = summarise(observed, WEEKS * UNIT_DAYS, UNIT_DAYS)
    error = holdout_purchases(summary, observed) - mbg_nbd.conditional_expected_transactions(
        TRUTH, summary, 39.0
    )
    for group in (summary.frequency == 0, summary.frequency == 1, summary.frequency >= 5):
        assert abs(mean_score(error[group], 0.0)) < Z


def test_new_customers_buy_as_often_as_expected(large):
    """The twelve cohorts, each of which has been seen for an age of its own."""
    ages, cohort = np.unique(large.age, return_inverse=True)
    expected = mbg_nbd.expected_transactions(TRUTH, ages)
    assert abs(mean_score(large.frequency - expected[cohort], 0.0)) < Z

"""The lognormal model of spend finds the truth that amounts were drawn from, with errors as large as it says.

Amounts are drawn exactly (`reduced_form`) and put on BG/NBD purchases. Time runs in weeks of 10,000 days,
so that no two purchases fall on one day and are merged into an amount of another law. Seeds are fixed;
a false alarm of each check is 7e-6 (`bands`) unless stated.
"""

import numpy as np
import pytest
from scipy import stats
from scipy.stats import binom

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.log_spend_summary import summarise_log_spend
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import lognormal_spend
from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate
from hooper.reduced_form.lognormal_spend import LognormalSpendPopulation, with_amounts
from tests.statistical.bands import FALSE_ALARM, Z, mean_score

pytestmark = pytest.mark.slow

STRETCH = 10_000 / 7  # days of the generator are this many times finer than days of the calendar
TRUTH = {"median_amount": 26.9, "sigma": 0.56, "tau": 0.47}
WEEKS = 39.0


def draw(n_customers, replication, **changes):
    """Four in five customers come back, two to three times in the mean."""
    purchases = BgNbdPopulation(r=2.0, alpha=20.0 * STRETCH, a=0.8, b=2.4)
    end_days = WEEKS * DAYS_PER_WEEK * STRETCH
    history = generate(purchases, np.zeros(n_customers), end_days, (2028, replication))
    return with_amounts(history, LognormalSpendPopulation(**(TRUTH | changes)), (2028, replication))


def summary_of(history):
    return summarise_log_spend(Observed(history.transactions.cast(TRANSACTIONS), history.end_days))


def deviations(fit):
    """Return the deviations of the log-parameters in units of their standard errors."""
    found, true = np.array(list(fit.parameters.values())), np.array(list(TRUTH.values()))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


@pytest.fixture(scope="module")
def large():
    return draw(100_000, 0)


def test_amounts_follow_their_law(large):
    """A first amount, a customer's mean, and an amount within its customer; two of one share the mean."""
    customer = large.transactions["customer_id"].to_numpy().astype(np.int64)
    logs = np.log(large.transactions["amount"].to_numpy() / TRUTH["median_amount"])
    sigma, tau = TRUTH["sigma"], TRUTH["tau"]
    own = np.log(large.mean_amount / TRUTH["median_amount"]) - sigma**2 / 2.0
    first = np.flatnonzero(np.diff(customer, prepend=-1) != 0)
    pairs = first[:-1][np.diff(first) > 1]
    samples = (logs[first], np.hypot(sigma, tau)), (own, tau), ((logs - own[customer])[first], sigma)
    for sample, spread in samples:
        assert stats.kstest(sample, "norm", args=(0.0, spread)).pvalue > FALSE_ALARM
    assert abs(mean_score(logs[pairs] * logs[pairs + 1], tau**2)) < Z
    assert abs(mean_score(large.mean_amount, stats.lognorm.mean(tau, scale=26.9 * np.exp(sigma**2 / 2)))) < Z


def test_it_recovers_the_truth(large):
    """Within three standard errors: false alarm 8e-3 had the seed been free."""
    fit = lognormal_spend.fit(summary_of(large))
    assert fit.status == "ok"
    assert np.abs(deviations(fit)).max() < 3.0


@pytest.mark.parametrize("mutant", [{"median_amount": 28.0}, {"sigma": 0.58}, {"tau": 0.5}])
def test_amounts_from_other_parameters_are_told_apart(mutant):
    assert np.abs(deviations(lognormal_spend.fit(summary_of(draw(100_000, 0, **mutant))))).max() > Z


def test_intervals_of_the_parameters_cover_the_truth():
    """100 histories of 500 customers; counts within what a coverage of 95 % leaves.

    Intervals of half the width would cover 67 %, and 67 of 100 are below the bound.
    """
    inside = np.zeros(3)
    for replication in range(1, 101):
        fit = lognormal_spend.fit(summary_of(draw(500, replication)))
        assert fit.status == "ok"
        inside += np.abs(deviations(fit)) < 1.96
    low, high = binom.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], 100, 0.95)
    assert ((inside >= low) & (inside <= high)).all(), inside
    assert low > 67


def test_expected_spend_is_the_mean_of_the_true_means(large):
    """At the true parameters, for customers with none, one and many amounts, and those who spent much."""
    summary = summary_of(large)
    expected = lognormal_spend.expected_spend(TRUTH, summary)
    error = large.mean_amount - expected
    count = summary.spend_count
    for group in (count == 0, count == 1, count >= 4, expected > 60.0):
        assert abs(mean_score(error[group], 0.0)) < Z

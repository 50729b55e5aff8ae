"""The estimators find the truth that a history was drawn from, and their errors are as large as they say.

Histories are drawn exactly (`reduced_form`). Time runs in weeks of 10,000 days, so that merging the
purchases of one day, which biases alpha by two to six percent on real days, merges nothing here.
Seeds are fixed; every bound is z = 4.56 (false alarm 5e-6 had the seed been free) unless stated.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom, chi2

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.holdout import holdout_purchases
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation, with_amounts

pytestmark = pytest.mark.slow

Z = 4.56
STRETCH = 10_000 / 7  # days of the generator are this many times finer than days of the calendar
PURCHASES = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}
WEEKS, ENTRY_WEEKS = 39.0, 12.0


def draw(n_customers, replication, weeks=WEEKS, **changes):
    days_per_week = DAYS_PER_WEEK * STRETCH
    entry = np.linspace(0.0, ENTRY_WEEKS, n_customers, endpoint=False)
    entry = np.floor(entry) * days_per_week  # in twelve weekly cohorts: equal ages are computed once
    values = PURCHASES | changes
    population = BgNbdPopulation(**(values | {"alpha": values["alpha"] * STRETCH}))
    purchases = generate(population, entry, weeks * days_per_week, (2026, replication))
    history = with_amounts(purchases, GammaGammaPopulation(**SPEND), (2026, replication))
    table = history.transactions.cast(TRANSACTIONS)
    return Observed(table, history.end_days), history


def summary_of(n_customers, replication, **changes):
    return summarise(draw(n_customers, replication, **changes)[0], unit_days=DAYS_PER_WEEK * STRETCH)


def deviations(fit, truth):
    """Return the deviations of the log-parameters in units of their standard errors."""
    found, true = np.array(list(fit.parameters.values())), np.array(list(truth.values()))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


@pytest.fixture(scope="module")
def large():
    return summary_of(200_000, 0)


def test_bg_nbd_recovers_the_truth(large):
    fit = bg_nbd.fit(large)
    assert fit.status == "ok"
    assert np.abs(deviations(fit, PURCHASES)).max() < Z


def test_gamma_gamma_recovers_the_truth(large):
    fit = gamma_gamma.fit(large)
    assert fit.status == "ok"
    assert np.abs(deviations(fit, SPEND)).max() < Z


@pytest.mark.parametrize("mutant", [{"alpha": 4.8}, {"r": 0.26}, {"a": 1.0}, {"b": 2.0}])
def test_a_history_from_other_parameters_is_told_apart(mutant):
    fit = bg_nbd.fit(summary_of(200_000, 0, **mutant))
    assert np.abs(deviations(fit, PURCHASES)).max() > Z


def test_intervals_of_the_parameters_cover_the_truth():
    """200 histories of 3,000 customers; counts within what a coverage of 95 % leaves once in 1e5."""
    inside = np.zeros(7)
    for replication in range(1, 201):
        summary = summary_of(3000, replication)
        fits = deviations(bg_nbd.fit(summary), PURCHASES), deviations(gamma_gamma.fit(summary), SPEND)
        inside += np.abs(np.concatenate(fits)) < 1.96
    low, high = binom.ppf([5e-6, 1 - 5e-6], 200, 0.95)
    assert ((inside >= low) & (inside <= high)).all(), inside


def test_halved_standard_errors_would_be_noticed():
    """The mutant of the test above: with errors half as large the coverage is near 67 %."""
    inside = 0
    for replication in range(1, 61):
        fit = bg_nbd.fit(summary_of(3000, replication))
        halved = replace(fit, log_covariance=fit.log_covariance / 4)
        inside += int(np.abs(deviations(halved, PURCHASES)[0]) < 1.96)
    assert inside < binom.ppf(5e-6, 60, 0.95)


def test_probability_alive_is_calibrated(large):
    """In every tenth of P(alive), at the true parameters, so many are alive (chi-square of 10 bins)."""
    _, history = draw(200_000, 0)
    alive = bg_nbd.probability_alive(PURCHASES, large)
    uncertain = alive < 1.0
    tenth = np.clip((alive * 10).astype(int), 0, 9)
    scores = []
    for k in range(10):
        chosen = uncertain & (tenth == k)
        variance = (alive[chosen] * (1 - alive[chosen])).sum()
        scores.append((history.is_alive[chosen].sum() - alive[chosen].sum()) / np.sqrt(variance))
    assert np.square(scores).sum() < chi2.isf(5e-6, 10)


def test_predicted_purchases_come_true():
    """Weeks 40 to 78 of the same customers, predicted at the true parameters from weeks 1 to 39."""
    observed, _ = draw(100_000, 0, weeks=78.0)
    unit_days = DAYS_PER_WEEK * STRETCH
    summary = summarise(observed, WEEKS * unit_days, unit_days)
    actual = holdout_purchases(summary, observed)
    predicted = bg_nbd.conditional_expected_transactions(PURCHASES, summary, 39.0)
    error = actual - predicted
    assert abs(error.mean()) < Z * error.std() / np.sqrt(error.size)
    heavy = summary.frequency >= 5
    assert abs(error[heavy].mean()) < Z * error[heavy].std() / np.sqrt(heavy.sum())


def test_intervals_of_the_total_value_cover_the_true_one():
    """120 histories; the true total is that at the true parameters. Fewer than one time in 1e5 at 95 %.

    Intervals of half the width would cover 67 %, and 81 of 120 are far below the bound.
    """
    inside = 0
    for replication in range(1, 121):
        summary = replace(summary_of(2000, replication), unit_days=DAYS_PER_WEEK)
        fits = bg_nbd.fit(summary), gamma_gamma.fit(summary)
        truth = replace(fits[0], parameters=PURCHASES), replace(fits[1], parameters=SPEND)
        normals = standard_normals(replication, 200, 7)
        valued = customer_lifetime_value(*fits, summary, normals, horizon_weeks=4)
        true = customer_lifetime_value(*truth, summary, normals[:0], horizon_weeks=4).total
        inside += int(valued.total_low <= true <= valued.total_high)
    assert inside >= binom.ppf(1e-5, 120, 0.95)

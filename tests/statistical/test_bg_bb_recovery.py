"""The BG/BB finds the truth that a history was drawn from, and its errors are as large as they say.

Histories are drawn exactly (`reduced_form.bg_bb`), in three cohorts that see 10, 11 and 12 opportunities.
Seeds are fixed; every bound is z = 4.56 (false alarm 5e-6 had the seed been free) unless stated.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.opportunities import summarise_opportunities
from hooper.lifetime_value import bg_bb
from hooper.reduced_form.bg_bb import BgBbPopulation, generate
from tests.statistical.bands import hits_fit_in_every_tenth

pytestmark = pytest.mark.slow

Z = 4.56
TRUTH = {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7838}
DAYS, OPPORTUNITIES = 30.4, 12


def draw(n_customers, replication, opportunities=OPPORTUNITIES, **changes):
    entry = np.arange(n_customers) % 3 * DAYS
    population = BgBbPopulation(**(TRUTH | changes), opportunity_days=DAYS)
    # Half an opportunity more, or the rounding of days decides whether the last one is seen.
    history = generate(population, entry, (opportunities + 0.5) * DAYS, (2026, replication))
    return Observed(history.transactions.cast(TRANSACTIONS), history.end_days), history


def summary_of(n_customers, replication, **changes):
    return summarise_opportunities(draw(n_customers, replication, **changes)[0], DAYS)


def deviations(fit):
    """Return the deviations of the log-parameters in units of their standard errors."""
    found, true = np.array(list(fit.parameters.values())), np.array(list(TRUTH.values()))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


def test_bg_bb_recovers_the_truth():
    summary = summary_of(200_000, 0)
    assert set(summary.opportunities.tolist()) == {10, 11, 12}
    fit = bg_bb.fit(summary)
    assert fit.status == "ok"
    assert np.abs(deviations(fit)).max() < Z


@pytest.mark.parametrize("mutant", [{"alpha": 1.35}, {"beta": 0.85}, {"gamma": 0.72}, {"delta": 3.2}])
def test_a_history_from_other_parameters_is_told_apart(mutant):
    fit = bg_bb.fit(summary_of(200_000, 0, **mutant))
    assert np.abs(deviations(fit)).max() > Z


def test_intervals_of_the_parameters_cover_the_truth():
    """200 histories of 3,000 customers; counts within what a coverage of 95 % leaves once in 1e5."""
    inside = np.zeros(4)
    for replication in range(1, 201):
        inside += np.abs(deviations(bg_bb.fit(summary_of(3000, replication)))) < 1.96
    low, high = binom.ppf([5e-6, 1 - 5e-6], 200, 0.95)
    assert ((inside >= low) & (inside <= high)).all(), inside


def test_halved_standard_errors_would_be_noticed():
    """The mutant of the test above: with errors half as large the coverage is near 67 %."""
    inside = 0
    for replication in range(1, 61):
        fit = bg_bb.fit(summary_of(3000, replication))
        inside += int(np.abs(deviations(replace(fit, log_covariance=fit.log_covariance / 4))[0]) < 1.96)
    assert inside < binom.ppf(5e-6, 60, 0.95)


def test_probability_alive_is_calibrated():
    """In every tenth of P(alive), at the true parameters, so many are alive; and one step later fewer."""
    observed, history = draw(200_000, 0)
    alive = bg_bb.probability_alive(TRUTH, summarise_opportunities(observed, DAYS))
    assert hits_fit_in_every_tenth(history.is_alive, alive)
    assert not hits_fit_in_every_tenth(history.is_alive, 0.97 * alive)


def test_predicted_purchases_come_true():
    """The next 8 opportunities of the same customers, predicted at the true parameters."""
    observed, _ = draw(100_000, 0, opportunities=OPPORTUNITIES + 8)
    summary = summarise_opportunities(observed, DAYS, cut_days=(OPPORTUNITIES + 0.5) * DAYS)
    later = summarise_opportunities(observed, DAYS)
    assert (later.opportunities - summary.opportunities == 8).all()
    predicted = bg_bb.conditional_expected_transactions(TRUTH, summary, 8)
    error = later.frequency - summary.frequency - predicted
    for chosen in (error, error[summary.frequency >= 6], error[summary.recency < 5]):
        assert abs(chosen.mean()) < Z * chosen.std() / np.sqrt(chosen.size)
    wrong = later.frequency - summary.frequency - 0.97 * predicted
    assert abs(wrong.mean()) > Z * wrong.std() / np.sqrt(wrong.size)

"""What is predicted beyond the mean comes true: counts, survival and discounted purchases of drawn lives.

Customers are drawn exactly (`reduced_form`) and predicted at the true parameters from weeks 1 to 39, in
weeks of 10,000 days, so that merging the purchases of one day merges nothing. Seeds are fixed; a score
beyond `Z` would be a false alarm once in 150,000 seeds, and each model makes some 20 of them.
"""

from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.units import DAYS_PER_WEEK, force_of_discount
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.discounted_transactions import discounted_transactions
from hooper.lifetime_value.holdout import holdout_purchases
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities
from hooper.lifetime_value.time_there import probability_there
from hooper.reduced_form import bg_nbd, mbg_nbd, pareto_nbd
from tests.statistical.bands import Z, hit_score, hits_fit_in_every_tenth, mean_score

pytestmark = pytest.mark.slow

STRETCH = 10_000 / 7
UNIT_DAYS = DAYS_PER_WEEK * STRETCH
CUT, END = 39.0, 78.0
CUSTOMERS = 60_000
LARGEST = 8
RATE_PER_YEAR = 3.0  # high, so that a wrong discount would be seen
TRUTHS = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "mbg_nbd": {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
    "pareto_nbd": {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669},
}
GENERATORS = {
    "bg_nbd": (bg_nbd.BgNbdPopulation, bg_nbd.generate),
    "mbg_nbd": (mbg_nbd.MbgNbdPopulation, mbg_nbd.generate),
    "pareto_nbd": (pareto_nbd.ParetoNbdPopulation, pareto_nbd.generate),
}


@pytest.fixture(scope="module", params=TRUTHS)
def lives(request):
    """The model, its true parameters, the customers at the cut, all that was seen, and who is left."""
    truth = TRUTHS[request.param]
    population, generate = GENERATORS[request.param]
    stretched = {name: value * STRETCH for name, value in truth.items() if name in ("alpha", "beta")}
    # In twelve weekly cohorts: equal ages are computed once.
    entry = np.floor(np.linspace(0.0, 12.0, CUSTOMERS, endpoint=False)) * UNIT_DAYS
    history = generate(population(**(truth | stretched)), entry, END * UNIT_DAYS, (2027, 1))
    transactions = history.transactions
    if "amount" not in transactions.column_names:
        transactions = transactions.append_column("amount", [np.ones(transactions.num_rows)])
    observed = Observed(transactions.cast(TRANSACTIONS), history.end_days)
    summary = summarise(observed, CUT * UNIT_DAYS, UNIT_DAYS)
    return catalogue.purchase_model(request.param), truth, summary, observed, history.is_alive


def scores_of_counts(model, truth, summary, actual, horizon):
    told = purchase_count_probabilities(model, truth, summary, horizon, LARGEST)
    return [hit_score(actual == n, told[:, n]) for n in range(LARGEST + 1)]


def test_so_many_buy_so_often_as_the_probabilities_say(lives):
    model, truth, summary, observed, _ = lives
    actual = holdout_purchases(summary, observed)
    assert np.abs(scores_of_counts(model, truth, summary, actual, END - CUT)).max() < Z
    regulars = np.flatnonzero(summary.frequency >= 3)
    scores = scores_of_counts(model, truth, summary.take(regulars), actual[regulars], END - CUT)
    assert np.abs(scores).max() < Z


def test_a_horizon_off_by_a_tenth_would_be_noticed(lives):
    model, truth, summary, observed, _ = lives
    actual = holdout_purchases(summary, observed)
    assert np.abs(scores_of_counts(model, truth, summary, actual, 0.9 * (END - CUT))).max() > Z


def test_so_many_are_there_at_the_end_as_the_probabilities_say(lives):
    model, truth, summary, _, is_alive = lives
    there = probability_there(model, truth, summary, END - CUT)
    assert hits_fit_in_every_tenth(is_alive, there)
    assert abs(hit_score(is_alive, there)) < Z
    assert abs(hit_score(is_alive, model.probability_alive(truth, summary))) > Z, "who left meanwhile"


def test_discounted_purchases_come_true(lives):
    model, truth, summary, observed, _ = lives
    weeks = observed.column("time_days") / UNIT_DAYS - CUT
    force = force_of_discount(RATE_PER_YEAR, DAYS_PER_WEEK)
    customer = observed.column("customer_id")[weeks > 0.0].astype(np.int64)
    factors = np.exp(-force * weeks[weeks > 0.0])
    actual = np.bincount(customer, weights=factors, minlength=CUSTOMERS)
    in_weeks = replace(summary, unit_days=DAYS_PER_WEEK)
    told = discounted_transactions(model, truth, in_weeks, RATE_PER_YEAR, END - CUT)
    assert abs(mean_score(actual - told, 0.0)) < Z
    plain = model.expected_transactions(truth, summary, END - CUT)
    assert abs(mean_score(actual - plain, 0.0)) > Z, "the discount matters"

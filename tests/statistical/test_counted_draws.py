"""What is drawn without a log has the law of what the generators' logs are counted to.

Frequencies are held against the closed forms, recencies against the generators (two-sample tests of
Kolmogorov and Smirnov). Seeds are fixed; bounds are those of `bands` unless stated.
"""

import numpy as np
import pytest
from scipy import stats

from hooper.history.survivors import Survivors
from hooper.lifetime_value import beta_discrete_weibull, shifted_beta_geometric
from hooper.reduced_form import bg_bb, bg_nbd, gamma_gamma, lognormal_spend, mbg_nbd, pareto_nbd
from hooper.reduced_form.averaged_spend import gamma_gamma_means, lognormal_means
from hooper.reduced_form.counted_opportunities import beta_binomial_counts
from hooper.reduced_form.counted_purchases import beta_geometric_counts, pareto_counts
from tests.statistical.bands import FALSE_ALARM, Z, counts_fit, hit_score, mean_score
from tests.statistical.buy_till_you_die_laws import BetaGeometricLaw, ParetoLaw

pytestmark = pytest.mark.slow

CUSTOMERS, WEEKS, KEY = 100_000, 39.0, (31, 0)
AGES = np.full(CUSTOMERS, WEEKS)
GEOMETRIC = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
PARETO = {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}


def from_log(history):
    """Frequency and recency in weeks, counted from the generator's log."""
    customer = history.transactions["customer_id"].to_numpy().astype(np.int64)
    time_days = history.transactions["time_days"].to_numpy()
    frequency = np.bincount(customer) - 1
    return frequency, time_days[np.cumsum(frequency + 1) - 1] / 7.0


def generated(module, population):
    return from_log(module.generate(population, np.zeros(CUSTOMERS), 7.0 * WEEKS, KEY))


def geometric(first_exit, changes):
    r, alpha, a, b = (GEOMETRIC | changes).values()
    return beta_geometric_counts(r, alpha, a, b, first_exit, AGES, KEY)


def pareto(changes):
    r, alpha, s, beta = (PARETO | changes).values()
    return pareto_counts(r, alpha, s, beta, AGES, KEY)


PURCHASES = {
    "bg_nbd": (
        lambda **changes: geometric(1, changes),
        lambda: generated(bg_nbd, bg_nbd.BgNbdPopulation(**GEOMETRIC)),
        BetaGeometricLaw(**GEOMETRIC, leaves_at_entry=False),
    ),
    "mbg_nbd": (
        lambda **changes: geometric(0, changes),
        lambda: generated(mbg_nbd, mbg_nbd.MbgNbdPopulation(**GEOMETRIC)),
        BetaGeometricLaw(**GEOMETRIC, leaves_at_entry=True),
    ),
    "pareto_nbd": (
        lambda **changes: pareto(changes),
        lambda: generated(pareto_nbd, pareto_nbd.ParetoNbdPopulation(**PARETO)),
        ParetoLaw(**PARETO),
    ),
}


def same_law(one, other):
    """Tell whether two samples may come from one law."""
    _, chance = stats.ks_2samp(one, other)
    return chance > FALSE_ALARM


def frequency_fits(frequency, law, most=12):
    counts = np.bincount(np.minimum(frequency, most + 1), minlength=most + 2)
    probabilities = law.probability(np.arange(most + 1), WEEKS)
    return counts_fit(counts, np.append(probabilities, 1.0 - probabilities.sum()))


@pytest.mark.parametrize("name", PURCHASES)
def test_frequencies_have_their_law(name):
    draw, _, law = PURCHASES[name]
    frequency, _ = draw()
    assert frequency_fits(frequency, law)
    assert abs(mean_score(frequency, law.mean(WEEKS))) < Z


@pytest.mark.parametrize(
    ("name", "mutant"),
    [("bg_nbd", {"a": 1.05}), ("mbg_nbd", {"r": 0.55}), ("pareto_nbd", {"s": 0.65})],
)
def test_frequencies_from_other_parameters_are_told_apart(name, mutant):
    draw, _, law = PURCHASES[name]
    assert not frequency_fits(draw(**mutant)[0], law)


@pytest.mark.parametrize("name", PURCHASES)
def test_recencies_are_those_of_the_generators(name):
    """For every frequency on its own: nothing of the joint law is left out."""
    draw, generate, _ = PURCHASES[name]
    (frequency, recency), (other_frequency, other_recency) = draw(), generate()
    assert not recency[frequency == 0].any()
    for x in (1, 2, 3, 5):
        assert same_law(recency[frequency == x], other_recency[other_frequency == x]), x


def test_recencies_of_who_may_leave_at_entry_are_not_those_of_who_may_not():
    (frequency, recency), (late_frequency, late_recency) = (
        geometric(first_exit, {}) for first_exit in (0, 1)
    )
    assert not same_law(recency[frequency == 1], late_recency[late_frequency == 1])


def test_opportunities_are_taken_as_the_generator_takes_them():
    values = {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}
    n = 6
    alpha, beta, gamma, delta = values.values()
    frequency, recency = beta_binomial_counts(alpha, beta, gamma, delta, np.full(CUSTOMERS, n), KEY)
    population = bg_bb.BgBbPopulation(**values, opportunity_days=7.0)
    history = bg_bb.generate(population, np.zeros(CUSTOMERS), 7.0 * n, KEY)
    other_frequency, other_recency = from_log(history)
    cell, other_cell = recency * (n + 1) + frequency, np.rint(other_recency) * (n + 1) + other_frequency
    for each in np.unique(cell):
        share = ((cell == each).mean() + (other_cell == each).mean()) / 2.0
        apart = (cell == each).sum() - (other_cell == each).sum()
        assert abs(apart) < Z * np.sqrt(2.0 * CUSTOMERS * share * (1.0 - share)), each


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (shifted_beta_geometric, {"alpha": 0.668, "beta": 3.806}),
        (beta_discrete_weibull, {"a": 0.456, "b": 0.779, "c": 1.283}),
    ],
)
def test_customers_stay_with_their_survival(model, values):
    cohorts = Survivors(("old", "new"), (np.full(8, CUSTOMERS), np.full(3, CUSTOMERS)))
    old, new = model.simulate(values, cohorts, KEY).customers
    survival = model.survival(values, np.arange(8))
    for column in (old, new):
        for t in range(1, column.size):
            here = np.arange(CUSTOMERS) < column[t]
            assert abs(hit_score(here, survival[t])) < Z
    assert (old[:3] != new)[1:].all()


def test_mean_amounts_have_the_law_of_the_generator():
    values = {"p": 6.25, "q": 3.74, "v": 15.44}
    few = np.full(30_000, 3)
    means = gamma_gamma_means(values["p"], values["q"], values["v"], few, KEY)
    population = gamma_gamma.GammaGammaPopulation(**values)
    others = amounts_of(gamma_gamma, population).mean(axis=1)
    assert same_law(means, others)
    shifted = gamma_gamma_means(6.25, 3.74, 16.4, few, KEY)
    assert not same_law(shifted, others)


def test_logs_of_amounts_have_the_law_of_the_generator():
    values = {"median_amount": 25.0, "sigma": 0.6, "tau": 0.8}
    median, sigma, tau = values.values()
    means, squares = lognormal_means(median, sigma, tau, np.full(30_000, 3), KEY)
    population = lognormal_spend.LognormalSpendPopulation(**values)
    logs = np.log(amounts_of(lognormal_spend, population))
    assert same_law(means, logs.mean(axis=1))
    assert same_law(squares, 3 * logs.var(axis=1))
    assert abs(np.corrcoef(means, squares)[0, 1]) < Z / np.sqrt(means.size)


def amounts_of(module, population):
    """Three amounts of each of 30,000 customers, as the generator draws them."""
    pays = bg_bb.BgBbPopulation(alpha=1e9, beta=1e-9, gamma=1e-9, delta=1e9, opportunity_days=7.0)
    history = module.with_amounts(bg_bb.generate(pays, np.zeros(30_000), 14.0, KEY), population, KEY)
    return history.transactions["amount"].to_numpy().reshape(30_000, 3)

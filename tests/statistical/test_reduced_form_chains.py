"""Histories drawn from the four-stage Markov chain and the hidden Markov model follow their matrices.

Occupancy against powers of the matrix, moves against its rows, the worth of lives against the closed form,
and what is bought against the sum over all paths of hidden states. False alarm 7e-6 for each check
(`bands`); the defects below are caught.
"""

from itertools import pairwise, product

import numpy as np
import pytest
from scipy import stats

from hooper.reduced_form import markov_stages, purchases_in_states, state_paths
from hooper.reduced_form.purchases_in_states import BernoulliPurchases
from hooper.reduced_form.state_paths import UNSEEN
from tests.statistical.bands import FALSE_ALARM, Z, counts_fit, mean_score
from tests.unit.reduced_form.populations import HIDDEN, STAGES, columns, draw

slow = pytest.mark.slow
CUSTOMERS = 100_000
MOVES = np.array([*STAGES.transitions, (0.0, 0.0, 0.0, 0.0, 1.0)])
RATE = 0.01
WATCHED = (1, 2, 6, 24)
VALUES = (459.309, 733.550, 914.925, 300.587)


def stage_history(periods, customers=CUSTOMERS, population=STAGES, key=(82, 0)):
    """Entries over a year; everybody is seen for so many periods at least."""
    days = population.period_days
    entry = np.arange(customers) % 12 * days
    return draw("markov_stages", entry, (periods + 11) * days, key, population)


def stages_failed(population=STAGES):
    """The periods whose stages, and the stages whose moves in 24 periods, are not as frequent as due."""
    stages = stage_history(24, population=population).traits.stages
    wrong = set()
    for period in WATCHED:
        counts = np.bincount(stages[:, period], minlength=5)
        occupancy = STAGES.initial @ np.linalg.matrix_power(MOVES, period)[:4]
        possible = occupancy > 0.0
        if counts[~possible].any() or not counts_fit(counts[possible], occupancy[possible]):
            wrong.add(f"occupancy of period {period}")
    before, after = stages[:, :24], stages[:, 1:25]
    for g in range(4):
        counts = np.bincount(after[before == g], minlength=5)
        if counts[MOVES[g] == 0.0].any() or not counts_fit(counts[MOVES[g] > 0.0], MOVES[g][MOVES[g] > 0.0]):
            wrong.add(f"moves from {markov_stages.STAGES[g]}")
    return wrong


def test_the_worth_of_a_life_is_the_closed_form():
    p = np.array(STAGES.transitions)[:, :4]
    values = np.linalg.solve(np.eye(4) - p / (1.0 + RATE), np.array(STAGES.margins))
    assert values == pytest.approx(VALUES, abs=1e-3)


@slow
def test_stages_are_occupied_as_the_powers_of_the_matrix_say():
    assert stages_failed() == set()


@slow
@pytest.mark.parametrize("stage", range(4))
def test_lives_are_worth_what_the_closed_form_says(stage):
    """Margins discounted at 1 % a period, of lives that begin in each stage; 300 periods leave 1e-7."""
    initial = tuple(float(g == stage) for g in range(4))
    population = STAGES.model_copy(update={"initial": initial})
    history = draw("markov_stages", np.zeros(20_000), 300 * STAGES.period_days, (83, stage), population)
    customer, time_days, margin = columns(history.transactions)
    worth = np.bincount(
        customer.astype(np.int64), weights=margin * (1.0 + RATE) ** (-time_days / STAGES.period_days)
    )
    assert abs(mean_score(worth, VALUES[stage])) < Z


@slow
@pytest.mark.parametrize(
    ("stage", "row"),
    [
        (0, (0.59, 0.26, 0.00, 0.05, 0.10)),
        (1, (0.02, 0.69, 0.21, 0.05, 0.03)),
        (2, (0.00, 0.03, 0.90, 0.055, 0.015)),
        (3, (0.00, 0.06, 0.09, 0.55, 0.30)),
    ],
)
def test_one_chance_in_a_hundred_elsewhere_is_noticed(stage, row):
    rows = tuple(row if g == stage else kept for g, kept in enumerate(STAGES.transitions))
    assert stages_failed(STAGES.model_copy(update={"transitions": rows}))


@slow
def test_one_word_for_two_periods_is_noticed(monkeypatch):
    right = state_paths.customer_uniforms

    def in_pairs(key, customers, period, decision):
        return right(key, customers, period // 2, decision)

    monkeypatch.setattr(state_paths, "customer_uniforms", in_pairs)
    assert "moves from exploration" in stages_failed()


def path_sum(initial, transitions, emission, periods):
    """The chances of all sequences of outcomes, summed over the paths of states, `(outcomes,) * periods`.

    `emission[g, outcome]` is the chance of an outcome in state g.
    """
    n_states, n_outcomes = emission.shape
    total = np.zeros((n_outcomes,) * periods)
    for path in product(range(n_states), repeat=periods):
        chance = initial[path[0]] * np.prod([transitions[g][h] for g, h in pairwise(path)])
        sequence = emission[path[0]]
        for g in path[1:]:
            sequence = np.multiply.outer(sequence, emission[g])
        total += chance * sequence
    return total


def counts_by_period(generated, periods):
    customer, time_days, _ = columns(generated.transactions)
    elapsed = (time_days - generated.entry_days[customer.astype(np.int64)]) / 7.0
    period = np.floor(elapsed + 1e-9).astype(int)
    counts = np.zeros((CUSTOMERS, periods), int)
    seen = period < periods
    np.add.at(counts, (customer.astype(np.int64)[seen], period[seen]), 1)
    return counts, elapsed - period


def hidden_history(population, periods):
    entry = np.arange(CUSTOMERS) % 5 * 7.0
    return draw("hidden_markov", entry, 7.0 * (periods + 5), (84, 0), population)


VISITS = HIDDEN.model_copy(update={"purchases": BernoulliPurchases(probability=(0.05, 0.4, 0.9))})
MOST = 2


def poisson_fits():
    """Purchases in the first three periods, up to `MOST` and more, all together."""
    counts, _ = counts_by_period(hidden_history(HIDDEN, 3), 3)
    rates = np.array(HIDDEN.purchases.mean_purchases)[:, np.newaxis]
    emission = np.hstack([stats.poisson.pmf(np.arange(MOST), rates), stats.poisson.sf(MOST - 1, rates)])
    expected = path_sum(HIDDEN.initial, HIDDEN.transitions, emission, 3).ravel()
    coded = np.ravel_multi_index(tuple(np.minimum(counts, MOST).T), (MOST + 1,) * 3)
    return counts_fit(np.bincount(coded, minlength=expected.size), expected)


def visits_fit():
    """The sixteen patterns of the first four periods."""
    counts, _ = counts_by_period(hidden_history(VISITS, 4), 4)
    chance = np.array(VISITS.purchases.mean_purchases)[:, np.newaxis]
    expected = path_sum(VISITS.initial, VISITS.transitions, np.hstack([1.0 - chance, chance]), 4).ravel()
    coded = np.ravel_multi_index(tuple(counts.T), (2,) * 4)
    return counts_fit(np.bincount(coded, minlength=16), expected)


@slow
def test_purchases_at_random_follow_the_sum_over_all_paths():
    assert poisson_fits()


@slow
def test_visits_follow_the_sum_over_all_paths():
    assert visits_fit()


@slow
def test_purchases_of_a_period_are_spread_over_all_of_it():
    _, share = counts_by_period(hidden_history(HIDDEN, 3), 3)
    assert stats.kstest(share, "uniform").pvalue > FALSE_ALARM


@slow
def test_who_begins_in_equilibrium_stays_in_it():
    """Mean, variance and covariance of neighbouring periods of counts, from the stationary distribution."""
    moves, rates = np.array(HIDDEN.transitions), np.array(HIDDEN.purchases.mean_purchases)
    stationary = np.linalg.matrix_power(moves, 500)[0]
    population = HIDDEN.model_copy(update={"initial": tuple(stationary / stationary.sum())})
    counts, _ = counts_by_period(hidden_history(population, 12), 12)
    mean = stationary @ rates
    variance = stationary @ (rates + rates**2) - mean**2
    covariance = (stationary * rates) @ moves @ rates - mean**2
    for period in (0, 11):
        assert abs(mean_score(counts[:, period], mean)) < Z
        assert abs(mean_score((counts[:, period] - mean) ** 2, variance)) < Z
    for period in (0, 10):
        product_of_two = (counts[:, period] - mean) * (counts[:, period + 1] - mean)
        assert abs(mean_score(product_of_two, covariance)) < Z


@slow
def test_buying_at_the_rate_of_the_period_before_is_noticed(monkeypatch):
    right = purchases_in_states.PoissonPurchases.draw

    def late(self, paths, key):
        return right(self, np.hstack([paths[:, :1], paths[:, :-1]]), key)

    monkeypatch.setattr(purchases_in_states.PoissonPurchases, "draw", late)
    assert not poisson_fits()


@slow
def test_a_word_that_decides_two_waits_is_noticed(monkeypatch):
    right = purchases_in_states._standard_wait
    monkeypatch.setattr(
        purchases_in_states,
        "_standard_wait",
        lambda key, customers, number: right(key, customers, (number + 1) // 2),
    )
    assert not poisson_fits()


@slow
def test_visits_on_the_word_of_the_state_are_noticed(monkeypatch):
    monkeypatch.setattr(purchases_in_states, "REDUCED_FORM_OPPORTUNITY", state_paths.REDUCED_FORM_STATE)
    assert not visits_fit()


def test_paths_of_unseen_periods_hold_no_state():
    stages = stage_history(3, customers=12).traits.stages
    seen = (stages != UNSEEN).sum(axis=1)
    assert seen.tolist() == list(range(15, 3, -1))

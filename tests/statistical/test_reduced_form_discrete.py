"""Histories drawn from the BG/BB and the shifted-beta-geometric: opportunities, contracts, and who is left.

Closed forms from the definitions, pinned to published numbers; 200,000 customers; false alarm 7e-6 for
each check (`bands`).
"""

from math import comb

import numpy as np
import pytest
from scipy.special import betaln

from hooper.reduced_form import bg_bb, shifted_beta_geometric
from hooper.reduced_form.inverse_cdf import trials
from tests.statistical.bands import Z, counts_fit, hit_score
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, purchases_of

slow = pytest.mark.slow
CUSTOMERS, OPPORTUNITIES, RENEWALS = 200_000, 6, 12
BG_BB, SBG = POPULATIONS["bg_bb"], POPULATIONS["shifted_beta_geometric"]


def beta_ratio(a, b, added_a, added_b):
    return np.exp(betaln(a + added_a, b + added_b) - betaln(a, b))


def history_probability(p, x, last, n):
    """The chance of one history of n opportunities: x purchases, the last at opportunity `last`."""
    stayed = beta_ratio(p.alpha, p.beta, x, n - x) * beta_ratio(p.gamma, p.delta, 0, n)
    left = [
        beta_ratio(p.alpha, p.beta, x, last - x + i) * beta_ratio(p.gamma, p.delta, 1, last + i)
        for i in range(n - last)
    ]
    return stayed + sum(left)


def cell_probability(p, x, last, n):
    return history_probability(p, x, last, n) * (comb(last - 1, x - 1) if x else 1)


CELLS = [(0, 0)] + [(x, last) for last in range(1, OPPORTUNITIES + 1) for x in range(1, last + 1)]


def bg_bb_history(population=BG_BB):
    entry = np.arange(CUSTOMERS) % 3 * population.opportunity_days
    return draw("bg_bb", entry, (OPPORTUNITIES + 2) * population.opportunity_days, (79, 0), population)


def bg_bb_failed(generated):
    days = BG_BB.opportunity_days
    customer, time_days, _ = columns(generated.transactions)
    customer = customer.astype(np.int64)
    opportunity = np.rint((time_days - generated.entry_days[customer]) / days).astype(int)
    seen = (opportunity > 0) & (opportunity <= OPPORTUNITIES)
    x = np.bincount(customer[seen], minlength=CUSTOMERS)
    last = np.zeros(CUSTOMERS, int)
    np.maximum.at(last, customer[seen], opportunity[seen])
    counts = np.array([((x == one) & (last == other)).sum() for one, other in CELLS])
    at_entry_zero = generated.entry_days == 0.0  # seen for two opportunities more: until the end
    survivors = beta_ratio(BG_BB.gamma, BG_BB.delta, 0, OPPORTUNITIES + 2)
    checks = {
        "x and t_x": counts_fit(counts, [cell_probability(BG_BB, *cell, OPPORTUNITIES) for cell in CELLS]),
        "alive": abs(hit_score(generated.is_alive[at_entry_zero], survivors)) < Z,
    }
    return {name for name, passed in checks.items() if not passed}


def test_the_closed_forms_of_the_bg_bb_are_the_published_ones():
    """The donations: E[X(10)] of a new customer (brucehardie.com/notes/010), and all cells together."""
    buys = BG_BB.alpha / (BG_BB.alpha + BG_BB.beta)
    stays = [beta_ratio(BG_BB.gamma, BG_BB.delta, 0, t) for t in range(1, 11)]
    assert buys * sum(stays) == pytest.approx(3.179805, abs=1e-3)
    probabilities = np.array([cell_probability(BG_BB, *cell, OPPORTUNITIES) for cell in CELLS])
    assert probabilities.sum() == pytest.approx(1.0, abs=1e-12)
    mean = probabilities @ [x for x, _ in CELLS]
    assert mean == pytest.approx(buys * sum(stays[:OPPORTUNITIES]), rel=1e-12)


@slow
def test_a_history_of_opportunities_follows_its_law():
    assert bg_bb_failed(bg_bb_history()) == set()


@slow
@pytest.mark.parametrize("changes", [{"alpha": 1.26}, {"beta": 0.787}, {"gamma": 0.69}, {"delta": 2.92}])
def test_opportunities_from_other_parameters_are_told_apart(changes):
    """Five percent in one parameter."""
    assert bg_bb_failed(bg_bb_history(BG_BB.model_copy(update=changes)))


@slow
def test_leaving_after_an_opportunity_and_not_before_it_is_noticed(monkeypatch):
    right = bg_bb.draw_traits

    def later(population, n_customers, key):
        traits = right(population, n_customers, key)
        return bg_bb.BgBbTraits(
            traits.purchase_probability, traits.dropout_probability, traits.missed_opportunity + 1.0
        )

    monkeypatch.setattr(bg_bb, "draw_traits", later)
    assert bg_bb_failed(bg_bb_history()) == {"x and t_x", "alive"}


def survivor(t):
    """S(t) = B(alpha, beta + t) / B(alpha, beta): renewed at least t times."""
    return beta_ratio(SBG.alpha, SBG.beta, 0, t)


def contracts_failed():
    days = SBG.contract_days
    generated = draw("shifted_beta_geometric", np.zeros(CUSTOMERS), RENEWALS * days, (80, 0))
    renewals = purchases_of(generated, CUSTOMERS) - 1
    checks = {"alive": abs(hit_score(generated.is_alive, survivor(RENEWALS))) < Z}
    for t in (1, 2, 5, RENEWALS):
        at_risk = renewals >= t - 1
        retention = (SBG.beta + t - 1) / (SBG.alpha + SBG.beta + t - 1)
        checks[f"S({t})"] = abs(hit_score(renewals >= t, survivor(t))) < Z
        checks[f"r({t})"] = abs(hit_score(renewals[at_risk] >= t, retention)) < Z
    return {name for name, passed in checks.items() if not passed}


def test_the_survivors_are_the_published_ones():
    """The High End customers of Fader and Hardie (2007)."""
    published = {1: 0.8507, 2: 0.7469, 3: 0.6698, 8: 0.4604, 9: 0.4358, 10: 0.4142, 11: 0.3951, 12: 0.3780}
    assert {t: round(float(survivor(t)), 4) for t in published} == pytest.approx(published, abs=2e-4)


@slow
def test_contracts_are_renewed_as_often_as_the_law_says():
    assert contracts_failed() == set()


@slow
def test_churn_that_does_not_differ_between_customers_is_noticed(monkeypatch):
    """The first renewal cannot tell, the rise of retention does."""
    mean = SBG.alpha / (SBG.alpha + SBG.beta)
    monkeypatch.setattr(shifted_beta_geometric, "beta", lambda a, b, uniform: np.full(uniform.size, mean))
    failed = contracts_failed()
    assert {"S(2)", "r(2)", "S(12)", "alive"} <= failed
    assert not {"S(1)", "r(1)"} & failed


@slow
def test_one_contract_more_is_noticed(monkeypatch):
    monkeypatch.setattr(shifted_beta_geometric, "trials", lambda churn, uniform: trials(churn, uniform) + 1.0)
    assert {"S(1)", "r(1)", "alive"} <= contracts_failed()

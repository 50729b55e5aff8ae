"""Histories drawn from the BG/NBD, MBG/NBD and Pareto/NBD follow the closed forms of these models.

Each history of 200,000 customers in staggered cohorts is held against the law of the counts, the mean
and the share alive, and against the chance to be alive that a customer's own traits and silence give: so
the number, the times and the end of purchases are seen. False alarm 7e-6 for each check (`bands`); the
defects below, five to eight percent in a parameter or one purchase more, are caught.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from hooper.reduced_form import bg_nbd, pareto_nbd, renewal
from tests.statistical.bands import (
    FALSE_ALARM,
    Z,
    counts_fit,
    hit_score,
    hits_fit_in_every_tenth,
    mean_score,
)
from tests.statistical.buy_till_you_die_laws import BetaGeometricLaw, ParetoLaw
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw

slow = pytest.mark.slow
CUSTOMERS, WEEKS = 200_000, 39.0
STAGGERED = np.arange(CUSTOMERS) % 8 * 7.0
CELLS = np.array([0, 1, 2, 3, 4, 5, 7, 10, 15, 25])
MOST = 2000


def law_of(name, values):
    if name == "pareto_nbd":
        return ParetoLaw(**values)
    return BetaGeometricLaw(**values, leaves_at_entry=name == "mbg_nbd")


LAWS = {name: law_of(name, POPULATIONS[name].model_dump()) for name in ("bg_nbd", "mbg_nbd", "pareto_nbd")}


def history(name, population=None):
    """Everybody is seen for `WEEKS` after the entry; see `until_weeks`."""
    return draw(name, STAGGERED, 7.0 * (WEEKS + 8.0), (77, 0), population)


def until_weeks(generated, weeks):
    """Repeats within so many weeks of the entry, and the week of the last purchase, by customer."""
    customer, time_days, _ = columns(generated.transactions)
    customer = customer.astype(np.int64)
    since_entry = (time_days - generated.entry_days[customer]) / 7.0
    seen = since_entry <= weeks
    repeats = np.bincount(customer[seen], minlength=CUSTOMERS) - 1
    last = np.zeros(CUSTOMERS)
    np.maximum.at(last, customer[seen], since_entry[seen])
    return repeats, last


def alive_at(generated, repeats, weeks):
    if hasattr(generated.traits, "lifetime_weeks"):
        return generated.traits.lifetime_weeks > weeks
    return repeats < generated.traits.last_repeat


def failed(law, generated):
    """The names of the checks that a history fails."""
    repeats, last = until_weeks(generated, WEEKS)
    alive = alive_at(generated, repeats, WEEKS)
    probability = law.probability(np.arange(CELLS[-1]), WEEKS)
    by_cell = np.add.reduceat(probability, CELLS[:-1])
    counts = np.bincount(np.searchsorted(CELLS, repeats, side="right") - 1)
    known = law.alive_given(generated.traits, repeats, WEEKS - last)
    checks = {
        "counts": counts_fit(counts, np.append(by_cell, 1.0 - by_cell.sum())),
        "nobody came back": abs(hit_score(repeats == 0, probability[0])) < Z,
        "alive": abs(hit_score(alive, law.alive(WEEKS))) < Z,
        "alive given traits and silence": hits_fit_in_every_tenth(alive[known < 1.0], known[known < 1.0]),
    }
    for weeks in (13.0, WEEKS):
        mean = mean_score(until_weeks(generated, weeks)[0], law.mean(weeks))
        checks[f"mean until week {weeks:g}"] = abs(mean) < Z
    return {name for name, passed in checks.items() if not passed}


def test_the_closed_forms_are_the_published_ones():
    """BTYD's worked numbers and those of Schmittlein, Morrison and Colombo's formulas for CDNOW."""
    bg = BetaGeometricLaw(r=0.2425982, alpha=4.4136842, a=0.7929899, b=2.4261667)
    assert bg.mean(52.0) == pytest.approx(1.444004, abs=1e-5)
    pareto = ParetoLaw(r=0.5533, alpha=10.5777, s=0.6062, beta=11.6687)
    assert pareto.mean(52.0) == pytest.approx(1.473434, abs=2e-4)
    assert LAWS["pareto_nbd"].mean(39.0) == pytest.approx(1.2130, abs=5e-4)
    assert LAWS["pareto_nbd"].alive(39.0) == pytest.approx(0.4107, abs=5e-5)
    assert LAWS["bg_nbd"].mean(39.0) == pytest.approx(1.1967, abs=5e-4)


@pytest.mark.parametrize("name", LAWS)
def test_the_closed_forms_agree_with_each_other(name):
    law, x = LAWS[name], np.arange(MOST)
    probability = law.probability(x, WEEKS)
    assert probability.sum() == pytest.approx(1.0, abs=1e-9)
    assert x @ probability == pytest.approx(law.mean(WEEKS), rel=1e-7)


@slow
@pytest.mark.parametrize("name", LAWS)
def test_a_history_follows_its_law(name):
    assert failed(LAWS[name], history(name)) == set()


@slow
@pytest.mark.parametrize("name", LAWS)
def test_traits_are_distributed_as_the_population_says_and_independent(name):
    """Kolmogorov and Smirnov for each; the scores of the correlations of their quantiles for each pair."""
    traits, p = history(name).traits, POPULATIONS[name]
    quantiles = [stats.gamma.cdf(traits.rate_per_week, p.r, scale=1.0 / p.alpha)]
    if name == "pareto_nbd":
        leaving = traits.dropout_rate_per_week
        quantiles.append(stats.gamma.cdf(leaving, p.s, scale=1.0 / p.beta))
        quantiles.append(np.exp(-leaving * traits.lifetime_weeks))
    else:
        quantiles.append(stats.beta.cdf(traits.dropout_probability, p.a, p.b))
    for quantile in quantiles:
        assert stats.kstest(quantile, "uniform").pvalue > FALSE_ALARM
    correlations = np.corrcoef(quantiles)[np.triu_indices(len(quantiles), 1)]
    assert np.abs(correlations).max() * np.sqrt(CUSTOMERS) < Z


@slow
def test_the_repeat_purchase_with_which_a_customer_leaves_is_geometric():
    traits = history("bg_nbd").traits
    for k in (1, 2, 5):
        chance = 1.0 - (1.0 - traits.dropout_probability) ** k
        assert hits_fit_in_every_tenth(traits.last_repeat <= k, chance)


@slow
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("bg_nbd", {"alpha": 4.414 * 1.05}),
        ("bg_nbd", {"r": 0.243 * 1.05}),
        ("bg_nbd", {"a": 0.793 * 1.05}),
        ("mbg_nbd", {"b": 1.614 * 1.05}),
        ("pareto_nbd", {"s": 0.606 * 1.05}),
        ("pareto_nbd", {"beta": 11.669 * 1.08}),
    ],
)
def test_a_history_from_other_parameters_is_told_apart(name, changes):
    assert failed(LAWS[name], history(name, POPULATIONS[name].model_copy(update=changes)))


@slow
def test_the_bg_nbd_and_the_mbg_nbd_are_told_apart():
    """One purchase more or less before they may leave: the defect that names the difference."""
    for name, other in (("bg_nbd", "mbg_nbd"), ("mbg_nbd", "bg_nbd")):
        values = POPULATIONS[name].model_dump()
        wrong = history(other, POPULATIONS[other].model_validate(values))
        assert "nobody came back" in failed(LAWS[name], wrong)


@slow
def test_leaving_one_purchase_later_is_noticed(monkeypatch):
    right = bg_nbd.draw_traits

    def later(population, n_customers, key):
        traits = right(population, n_customers, key)
        return replace(traits, last_repeat=traits.last_repeat + 1.0)

    monkeypatch.setattr(bg_nbd, "draw_traits", later)
    assert {"counts", "alive", "alive given traits and silence"} <= failed(LAWS["bg_nbd"], history("bg_nbd"))


@slow
def test_a_lifetime_on_the_word_of_the_purchase_rate_is_noticed(monkeypatch):
    right = pareto_nbd.customer_uniforms

    def shared(key, customers, step, decision):
        uniform = right(key, customers, step, decision)
        return uniform[[0, 1, 0, 3]]

    monkeypatch.setattr(pareto_nbd, "customer_uniforms", shared)
    generated = history("pareto_nbd")
    assert abs(hit_score(generated.traits.lifetime_weeks > WEEKS, LAWS["pareto_nbd"].alive(WEEKS))) < Z
    assert {"counts", "mean until week 39"} <= failed(LAWS["pareto_nbd"], generated)


def waits_look_independent():
    waits = renewal.poisson_waits(np.ones(CUSTOMERS), (77, 0))
    first, second = (waits(np.arange(CUSTOMERS), number) for number in (1, 2))
    return (
        abs(np.corrcoef(first, second)[0, 1]) * np.sqrt(CUSTOMERS) < Z
        and stats.kstest(first, "expon").pvalue > FALSE_ALARM
        and stats.kstest(first + second, "gamma", args=(2.0,)).pvalue > FALSE_ALARM
    )


@slow
def test_waits_of_one_customer_are_independent():
    assert waits_look_independent()


@slow
def test_a_word_that_decides_two_waits_is_noticed(monkeypatch):
    right = renewal.customer_uniforms

    def in_pairs(key, customers, number, decision):
        return right(key, customers, (number + 1) // 2, decision)

    monkeypatch.setattr(renewal, "customer_uniforms", in_pairs)
    assert not waits_look_independent()
    assert failed(LAWS["pareto_nbd"], history("pareto_nbd"))

"""Histories drawn from the Pareto/GGG: purchases that are regular or clustered, each customer in an own way.

The sum of m waits of a customer is Gamma(m k, k lambda), so that with the own rate, regularity and
lifetime known the chance of at least m repeat purchases is known, and the law of a first wait that was
not too long to be seen. 200,000 customers; false alarm 7e-6 for each check (`bands`).
"""

import numpy as np
import pytest
from scipy import stats
from scipy.special import gammainc

from hooper.reduced_form import pareto_ggg
from hooper.reduced_form.generated_history import purchase_numbers
from tests.statistical.bands import FALSE_ALARM, Z, hit_score, hits_fit_in_every_tenth
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, purchases_of

pytestmark = pytest.mark.slow
CUSTOMERS, WEEKS = 200_000, 39.0
POPULATION = POPULATIONS["pareto_ggg"]


def history():
    return draw("pareto_ggg", np.zeros(CUSTOMERS), 7.0 * WEEKS, (78, 0))


def first_waits(generated):
    """Who came back, and the weeks until then."""
    customer, time_days, _ = columns(generated.transactions)
    again = np.flatnonzero(purchase_numbers(customer.astype(np.int64)) == 1)
    return customer[again].astype(np.int64), time_days[again] / 7.0


def failed(generated):
    """The numbers m of repeat purchases that not as many customers reach as should, or "first wait"."""
    traits, repeats = generated.traits, purchases_of(generated, CUSTOMERS) - 1
    k, seen = traits.regularity, np.minimum(traits.lifetime_weeks, WEEKS)
    chances = {m: gammainc(m * k, k * traits.rate_per_week * seen) for m in (1, 2, 3, 6, 12)}
    wrong = {m for m, chance in chances.items() if not hits_fit_in_every_tenth(repeats >= m, chance)}
    who, wait = first_waits(generated)
    quantile = gammainc(k[who], k[who] * traits.rate_per_week[who] * wait) / chances[1][who]
    return wrong if stats.kstest(quantile, "uniform").pvalue > FALSE_ALARM else wrong | {"first wait"}


def test_purchases_come_as_the_sums_of_the_waits_say():
    assert failed(history()) == set()


def test_regularities_are_distributed_as_the_population_says_and_independent():
    traits = history().traits
    quantile = stats.gamma.cdf(traits.regularity, POPULATION.t, scale=1.0 / POPULATION.gamma)
    assert stats.kstest(quantile, "uniform").pvalue > FALSE_ALARM
    for other in (traits.rate_per_week, traits.dropout_rate_per_week, traits.lifetime_weeks):
        ranks = stats.rankdata(other)
        assert abs(np.corrcoef(quantile, ranks)[0, 1]) * np.sqrt(CUSTOMERS) < Z


def test_those_alive_are_as_many_as_in_the_pareto_nbd():
    share = (POPULATION.beta / (POPULATION.beta + WEEKS)) ** POPULATION.s
    assert abs(hit_score(history().is_alive, share)) < Z


def test_purchases_without_regularity_are_noticed(monkeypatch):
    monkeypatch.setattr(pareto_ggg, "gammainccinv", lambda k, uniform: -k * np.log(uniform))
    assert {2, 3, 6, "first wait"} <= failed(history())


def test_a_mean_wait_that_grows_with_regularity_is_noticed(monkeypatch):
    right = pareto_ggg.gammainccinv
    monkeypatch.setattr(pareto_ggg, "gammainccinv", lambda k, uniform: k * right(k, uniform))
    assert failed(history()) == {1, 2, 3, 6, 12, "first wait"}


def test_a_regularity_that_is_a_tenth_off_is_noticed(monkeypatch):
    right = pareto_ggg.gammainccinv
    monkeypatch.setattr(pareto_ggg, "gammainccinv", lambda k, u: right(k * 1.1, u) / 1.1)
    assert "first wait" in failed(history())

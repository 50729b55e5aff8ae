"""Amounts drawn from the Gamma-Gamma vary within customers and between them as the model says.

An amount over v is Gamma(p) / Gamma(q), a beta prime, and two amounts of a customer share the mean. With
q = 12 all the moments that are used have standard errors. 100,000 customers with two purchases or more;
false alarm 7e-6 for each check (`bands`). That the estimator finds p, q and v again, and that mean amounts
of other parameters are told apart, is in `test_estimator_recovery`.
"""

import numpy as np
import pytest
from scipy import stats

from hooper.reduced_form import gamma_gamma
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation, with_amounts
from tests.statistical.bands import FALSE_ALARM, Z, mean_score
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw

pytestmark = pytest.mark.slow
CUSTOMERS = 100_000
P, Q, V = 6.25, 12.0, 200.0
MEAN = P * V / (Q - 1.0)
SQUARED_MEAN = P**2 * V**2 / ((Q - 1.0) * (Q - 2.0))
VARIANCE = P * V**2 / ((Q - 1.0) * (Q - 2.0)) + SQUARED_MEAN - MEAN**2
BUYERS = POPULATIONS["bg_bb"].model_copy(update={"alpha": 1e6, "beta": 1.0, "gamma": 1e-6, "delta": 1.0})


def failed():
    """Everybody buys on entering and at the first opportunity."""
    history = draw("bg_bb", np.zeros(CUSTOMERS), BUYERS.opportunity_days, (81, 0), BUYERS)
    history = with_amounts(history, GammaGammaPopulation(p=P, q=Q, v=V), (81, 0))
    customer, _, amount = columns(history.transactions)
    first = np.flatnonzero(np.diff(customer.astype(np.int64)) == 0)
    one, other = amount[first], amount[first + 1]
    assert one.size > 0.99 * CUSTOMERS
    mean = history.mean_amount
    within = amount / mean[customer.astype(np.int64)]
    checks = {
        "law of an amount": stats.kstest(one / V, "betaprime", args=(P, Q)).pvalue > FALSE_ALARM,
        "law of a mean": stats.kstest(P * V / mean, "gamma", args=(Q,)).pvalue > FALSE_ALARM,
        "law within": stats.kstest(within[first] * P, "gamma", args=(P,)).pvalue > FALSE_ALARM,
        "mean": abs(mean_score(one, MEAN)) < Z,
        "variance": abs(mean_score((one - MEAN) ** 2, VARIANCE)) < Z,
        "two of one customer": abs(mean_score(one * other, SQUARED_MEAN)) < Z,
    }
    return {name for name, passed in checks.items() if not passed}


def test_amounts_follow_their_law():
    assert failed() == set()


def test_amounts_that_are_all_alike_within_a_customer_are_noticed(monkeypatch):
    """One word for all purchases of a customer: each amount has the right law, two have not."""
    monkeypatch.setattr(gamma_gamma, "purchase_numbers", np.zeros_like)
    assert failed() == {"two of one customer"}


def test_customers_who_are_all_alike_are_noticed(monkeypatch):
    """One mean for everybody, the right one."""
    monkeypatch.setattr(gamma_gamma, "draw_mean_amounts", lambda _, n, key: np.full(n, MEAN))
    assert {"variance", "two of one customer", "law of an amount", "law of a mean"} <= failed()


def test_a_scale_taken_for_a_rate_is_noticed(monkeypatch):
    right = gamma_gamma.gamma
    monkeypatch.setattr(gamma_gamma, "gamma", lambda shape, rate, uniform: right(shape, 1.0 / rate, uniform))
    assert {"mean", "law of an amount"} <= failed()


def test_amounts_do_not_depend_on_how_often_somebody_buys():
    history = with_amounts(
        draw("pareto_nbd", np.zeros(CUSTOMERS)), GammaGammaPopulation(p=P, q=Q, v=V), (1, 0)
    )
    means, rates = (stats.rankdata(x) for x in (history.mean_amount, history.traits.rate_per_week))
    assert abs(np.corrcoef(means, rates)[0, 1]) * np.sqrt(CUSTOMERS) < Z

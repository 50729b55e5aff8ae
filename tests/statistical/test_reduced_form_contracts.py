"""Contracts drawn from the beta-discrete-Weibull: how many renew, time after time.

Closed forms from the definition; 200,000 customers; false alarm 7e-6 for each check (`bands`).
"""

import numpy as np
import pytest
from scipy.special import betaln

from hooper.reduced_form import beta_discrete_weibull
from hooper.reduced_form.inverse_cdf import trials, weibull_trials
from tests.statistical.bands import Z, hit_score
from tests.unit.reduced_form.populations import POPULATIONS, draw, purchases_of

pytestmark = pytest.mark.slow
CUSTOMERS, RENEWALS = 200_000, 12
POPULATION = POPULATIONS["beta_discrete_weibull"]


def survivor(t):
    """S(t) = B(a, b + t^c) / B(a, b): renewed at least t times."""
    a, b, c = POPULATION.a, POPULATION.b, POPULATION.c
    return np.exp(betaln(a, b + t**c) - betaln(a, b))


def failed(population=POPULATION):
    days = population.contract_days
    generated = draw("beta_discrete_weibull", np.zeros(CUSTOMERS), RENEWALS * days, (81, 0), population)
    renewals = purchases_of(generated, CUSTOMERS) - 1
    checks = {"alive": abs(hit_score(generated.is_alive, survivor(RENEWALS))) < Z}
    for t in (1, 2, 5, RENEWALS):
        at_risk = renewals >= t - 1
        checks[f"S({t})"] = abs(hit_score(renewals >= t, survivor(t))) < Z
        checks[f"r({t})"] = abs(hit_score(renewals[at_risk] >= t, survivor(t) / survivor(t - 1))) < Z
    return {name for name, passed in checks.items() if not passed}


def test_contracts_are_renewed_as_often_as_the_law_says():
    assert failed() == set()


@pytest.mark.parametrize("changes", [{"a": 0.479}, {"b": 0.818}, {"c": 1.347}])
def test_contracts_from_other_parameters_are_told_apart(changes):
    """Five percent in one parameter."""
    assert failed(POPULATION.model_copy(update=changes))


def test_churn_that_does_not_hang_on_tenure_is_noticed(monkeypatch):
    """The first renewal cannot tell."""
    monkeypatch.setattr(
        beta_discrete_weibull, "weibull_trials", lambda churn, _, uniform: trials(churn, uniform)
    )
    found = failed()
    assert {"S(2)", "r(2)", "S(12)", "alive"} <= found
    assert not {"S(1)", "r(1)"} & found


def test_an_exponent_turned_round_is_noticed(monkeypatch):
    monkeypatch.setattr(
        beta_discrete_weibull,
        "weibull_trials",
        lambda churn, c, uniform: weibull_trials(churn, 1 / c, uniform),
    )
    assert {"S(2)", "r(2)", "alive"} <= failed()

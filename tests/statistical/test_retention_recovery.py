"""The models of retention find the truth that contracts were drawn from, and their errors are as they say.

Payments are drawn exactly (`reduced_form`) and counted by tenure in three cohorts, seen for 5, 6 and 7
renewals. Seeds are fixed; every bound is z = 4.56 (false alarm 5e-6 had the seed been free) unless stated.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from hooper.history.survivors import Survivors
from hooper.lifetime_value import beta_discrete_weibull, shifted_beta_geometric
from hooper.lifetime_value.duration_dependence import duration_dependence
from hooper.reduced_form import beta_discrete_weibull as weibull_contracts
from hooper.reduced_form import shifted_beta_geometric as geometric_contracts

pytestmark = pytest.mark.slow

Z = 4.56
FALSE_ALARM = 5e-6  # on either side
GEOMETRIC = {"alpha": 0.668, "beta": 3.806}
WEIBULL = {"a": 0.456, "b": 0.779, "c": 1.283}
DAYS, COHORTS, RENEWALS = 30.0, 3, 7


def counted(generate, population, n_customers, replication):
    cohort = np.arange(n_customers) % COHORTS
    history = generate(population, cohort * DAYS, RENEWALS * DAYS, (2026, replication))
    customer = history.transactions["customer_id"].to_numpy().astype(np.int64)
    renewals = np.bincount(customer) - 1
    columns = tuple(
        np.array([(renewals[cohort == c] >= tenure).sum() for tenure in range(RENEWALS - c + 1)])
        for c in range(COHORTS)
    )
    return Survivors(tuple(f"cohort {c}" for c in range(COHORTS)), columns)


def geometric(n_customers, replication, **changes):
    population = geometric_contracts.ShiftedBetaGeometricPopulation(
        **(GEOMETRIC | changes), contract_days=DAYS
    )
    return counted(geometric_contracts.generate, population, n_customers, replication)


def weibull(n_customers, replication, **changes):
    population = weibull_contracts.BetaDiscreteWeibullPopulation(**(WEIBULL | changes), contract_days=DAYS)
    return counted(weibull_contracts.generate, population, n_customers, replication)


def deviations(fit, truth):
    """Return the deviations of the log-parameters in units of their standard errors."""
    found, true = np.array(list(fit.parameters.values())), np.array(list(truth.values()))
    return np.log(found / true) / np.sqrt(np.diag(fit.log_covariance))


def within_band(inside, replications):
    low, high = binom.ppf([FALSE_ALARM, 1 - FALSE_ALARM], replications, 0.95)
    return (inside >= low) & (inside <= high)


def test_the_shifted_beta_geometric_recovers_the_truth():
    fit = shifted_beta_geometric.fit(geometric(200_000, 0))
    assert fit.status == "ok"
    assert np.abs(deviations(fit, GEOMETRIC)).max() < Z


@pytest.mark.parametrize("mutant", [{"alpha": 0.75}, {"beta": 4.3}])
def test_contracts_from_other_parameters_are_told_apart(mutant):
    fit = shifted_beta_geometric.fit(geometric(200_000, 0, **mutant))
    assert np.abs(deviations(fit, GEOMETRIC)).max() > Z


def test_the_beta_discrete_weibull_recovers_the_truth():
    fit = beta_discrete_weibull.fit(weibull(200_000, 0))
    assert fit.status == "ok"
    assert np.abs(deviations(fit, WEIBULL)).max() < Z


@pytest.mark.parametrize("mutant", [{"a": 0.37}, {"b": 0.62}, {"c": 1.5}])
def test_other_duration_dependence_is_told_apart(mutant):
    fit = beta_discrete_weibull.fit(weibull(200_000, 0, **mutant))
    assert np.abs(deviations(fit, WEIBULL)).max() > Z


def test_intervals_of_the_shifted_beta_geometric_cover_the_truth():
    """500 tables of 2,357 customers; a coverage of 95 % leaves the band once in 1e5 for each parameter."""
    inside = np.zeros(2)
    for replication in range(1, 501):
        fit = shifted_beta_geometric.fit(geometric(2357, replication))
        assert fit.status == "ok"
        inside += np.abs(deviations(fit, GEOMETRIC)) < 1.96
    assert within_band(inside, 500).all(), inside


def test_halved_standard_errors_would_be_noticed():
    """The mutant of the test above: with errors half as large the coverage is near 67 %."""
    inside = 0
    for replication in range(1, 61):
        fit = shifted_beta_geometric.fit(geometric(2357, replication))
        halved = replace(fit, log_covariance=fit.log_covariance / 4)
        inside += int(np.abs(deviations(halved, GEOMETRIC)[0]) < 1.96)
    assert inside < binom.ppf(FALSE_ALARM, 60, 0.95)


def test_intervals_of_the_beta_discrete_weibull_cover_the_truth():
    """100 tables of 8,000 customers; the band as above."""
    inside = np.zeros(3)
    for replication in range(1, 101):
        fit = beta_discrete_weibull.fit(weibull(8000, replication))
        inside += np.abs(deviations(fit, WEIBULL)) < 1.96
    assert within_band(inside, 100).all(), inside


def rejected(survivors):
    fits = beta_discrete_weibull.fit(survivors), shifted_beta_geometric.fit(survivors)
    return duration_dependence(*fits).p_value < 0.05


def test_duration_dependence_is_seldom_seen_where_there_is_none():
    """100 tables of 5,000 customers: at the level of 5 % so many reject as the band above allows."""
    accepted = sum(not rejected(geometric(5000, replication)) for replication in range(1, 101))
    assert within_band(accepted, 100), accepted


def test_duration_dependence_is_seen_where_it_is():
    """Of 8,000 customers some 88 % of the tables tell; of 20,000 nearly all, so that 10 of 12 must."""
    assert sum(rejected(weibull(20_000, replication)) for replication in range(1, 13)) >= 10

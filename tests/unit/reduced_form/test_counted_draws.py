"""Draws without a log: pure functions of the key, whatever the size; their laws are in tests/statistical."""

import numpy as np
import pytest

from hooper.reduced_form.averaged_spend import gamma_gamma_means, lognormal_means
from hooper.reduced_form.counted_opportunities import beta_binomial_counts
from hooper.reduced_form.counted_purchases import beta_geometric_counts, pareto_counts
from hooper.reduced_form.counted_renewals import renewal_counts

DRAWS = {
    "bg_nbd": lambda n, key: beta_geometric_counts(0.5, 6.0, 0.9, 1.6, 1, np.full(n, 39.0), key),
    "mbg_nbd": lambda n, key: beta_geometric_counts(0.5, 6.0, 0.9, 1.6, 0, np.full(n, 39.0), key),
    "pareto_nbd": lambda n, key: pareto_counts(0.5, 10.0, 0.6, 12.0, np.full(n, 39.0), key),
    "bg_bb": lambda n, key: beta_binomial_counts(1.2, 0.75, 0.66, 2.8, np.full(n, 6), key),
    "gamma_gamma": lambda n, key: (gamma_gamma_means(6.0, 4.0, 15.0, np.full(n, 3), key),),
    "lognormal": lambda n, key: lognormal_means(25.0, 0.6, 0.8, np.full(n, 3), key),
}


@pytest.mark.parametrize("name", DRAWS)
def test_a_larger_population_begins_with_the_smaller_one(name):
    for few, many in zip(DRAWS[name](50, (1, 0)), DRAWS[name](80, (1, 0)), strict=True):
        np.testing.assert_array_equal(few, many[:50])


@pytest.mark.parametrize("name", DRAWS)
def test_another_replication_is_another_draw(name):
    one, other = (DRAWS[name](50, (1, replication))[0] for replication in (0, 1))
    assert (one != other).any()


@pytest.mark.parametrize("name", ["bg_nbd", "mbg_nbd", "pareto_nbd"])
def test_recency_lies_between_the_first_purchase_and_the_end(name):
    frequency, recency = DRAWS[name](500, (1, 0))
    assert ((frequency > 0) == (recency > 0.0)).all()
    assert (recency <= 39.0).all()


def test_who_was_seen_for_no_time_did_nothing():
    never = np.zeros(20)
    for frequency, recency in (
        beta_geometric_counts(0.5, 6.0, 0.9, 1.6, 1, never, (1, 0)),
        pareto_counts(0.5, 10.0, 0.6, 12.0, never, (1, 0)),
        beta_binomial_counts(1.2, 0.75, 0.66, 2.8, never.astype(np.int64), (1, 0)),
    ):
        assert not frequency.any()
        assert not recency.any()


@pytest.mark.parametrize("extreme", [1e-6, 1e6])
def test_extreme_parameters_give_finite_draws(extreme):
    ages = np.full(20, 39.0)
    for frequency, recency in (
        beta_geometric_counts(extreme, extreme, 1.0 / extreme, extreme, 0, ages, (1, 0)),
        pareto_counts(extreme, extreme, extreme, 1.0, ages, (1, 0)),
    ):
        assert (frequency >= 0).all()
        assert np.isfinite(recency).all()
    means = gamma_gamma_means(extreme, extreme, 15.0, np.full(200, 3), (1, 0))
    assert (np.isfinite(means) & (means > 0.0)).all()


def test_of_a_cohort_ever_fewer_are_left():
    counts = renewal_counts(np.array([1.0, 0.8, 0.8, 0.3, 0.0]), 1000, (1, 0), cohort=2)
    assert counts[0] == 1000
    assert counts[1] == counts[2] > counts[3] > counts[4] == 0


def test_cohorts_of_different_numbers_are_drawn_apart():
    survival = np.array([1.0, 0.5])
    one, other = (renewal_counts(survival, 1000, (1, 0), cohort) for cohort in (0, 1))
    assert one[1] != other[1]

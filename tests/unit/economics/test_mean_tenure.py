"""Mean tenure against sums of survival and integrals, and where there is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln
from scipy.stats import beta as beta_law

from hooper.economics.mean_tenure import (
    mean_tenure_by_stage,
    mean_tenure_of_constant_leak,
    mean_tenure_of_shifted_beta_geometric,
)
from hooper.foundation.errors import InputError

STAGES = np.array(
    [[0.60, 0.25, 0.0, 0.05], [0.02, 0.70, 0.20, 0.05], [0.0, 0.03, 0.90, 0.06], [0.0, 0.05, 0.10, 0.55]]
)


@given(st.floats(0.01, 1.0))
def test_a_constant_leak_is_the_sum_of_its_survival(leak):
    assert mean_tenure_of_constant_leak(leak) == pytest.approx(((1.0 - leak) ** np.arange(5000)).sum())


@pytest.mark.parametrize(("alpha", "beta"), [(3.0, 6.0), (1.5, 4.0), (12.0, 0.5)])
def test_a_beta_leak_is_the_mean_of_one_over_the_chance(alpha, beta):
    mean = quad(lambda leak: beta_law.pdf(leak, alpha, beta) / leak, 0.0, 1.0)[0]
    assert mean_tenure_of_shifted_beta_geometric(alpha, beta) == pytest.approx(mean, rel=1e-6)


def test_a_beta_leak_is_the_sum_of_its_survival():
    survival = np.exp(betaln(5.0, 3.0 + np.arange(20_000)) - betaln(5.0, 3.0))
    assert mean_tenure_of_shifted_beta_geometric(5.0, 3.0) == pytest.approx(survival.sum(), rel=1e-9)


def test_a_newcomer_of_the_published_chain_stays_16_periods():
    assert mean_tenure_by_stage(STAGES)[0] == pytest.approx(16.4665, abs=5e-5)


def test_stages_agree_with_powers_of_the_chain():
    there = sum(np.linalg.matrix_power(STAGES, t).sum(axis=1) for t in range(2000))
    assert mean_tenure_by_stage(STAGES) == pytest.approx(there, rel=1e-9)


@pytest.mark.parametrize("alpha", [0.668, 1.0])
def test_the_published_beta_leak_has_no_mean_and_that_is_told(alpha):
    """Alpha .668 is fitted from the survivors of Fader and Hardie (2007)."""
    with pytest.raises(InputError, match=r"alpha: is .*the mean tenure is without end"):
        mean_tenure_of_shifted_beta_geometric(alpha, beta=3.806)


def test_the_sum_of_a_survival_without_a_mean_grows_on_and_on():
    survival = np.exp(betaln(0.668, 3.806 + np.arange(200_000)) - betaln(0.668, 3.806))
    assert survival.sum() > 1.9 * survival[:20_000].sum()


def test_nobody_who_leaves_and_stages_without_an_exit_are_told():
    with pytest.raises(InputError, match="nobody ever leaves"):
        mean_tenure_of_constant_leak(0.0)
    with pytest.raises(InputError, match="nobody leaves for good"):
        mean_tenure_by_stage(np.eye(2))


@pytest.mark.parametrize("leak", [-0.1, 1.1, np.nan])
def test_a_leak_outside_0_to_1_is_told(leak):
    with pytest.raises(InputError, match="leak_per_period"):
        mean_tenure_of_constant_leak(leak)

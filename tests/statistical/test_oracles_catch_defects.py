"""Each oracle fails when what it measures is off by one or two percent: an oracle that cannot fail is none.

Seeds are fixed. Each defect moves its figure by at least 6 standard errors, so that with another seed
it would still be caught with a chance above 90 % (bands are 4.5 standard errors wide).
"""

from dataclasses import replace

import numpy as np
import pytest

from hooper.evidence.oracles import (
    catalogue,
    expectation_ar1,
    geometric_tenure,
    leaky_bucket_steady_state,
    leaky_bucket_transient,
    service_desk_mmc,
    stage_markov_chain,
)
from hooper.evidence.oracles.stage_markov_chain import CHANCES

pytestmark = pytest.mark.slow
SEED = 20_260_102

DEFECTS = {
    "geometric_tenure": lambda seed: geometric_tenure.measure(seed, leave=0.204),
    "leaky_bucket_transient": lambda seed: leaky_bucket_transient.measure(seed, leave=0.204),
    "leaky_bucket_steady_state": lambda seed: leaky_bucket_steady_state.measure(seed, mean_tenure=5.1),
    "stage_markov_chain": lambda seed: stage_markov_chain.measure(
        seed, replace(CHANCES, leave=(0.20, 0.10, 0.11, 0.40))
    ),
    "expectation_ar1": lambda seed: expectation_ar1.measure(seed, adaptation=0.303),
    "service_desk_mmc": lambda seed: service_desk_mmc.measure(seed, service_days=1.02),
}


def figures_out_of_band(name, measure):
    result = replace(catalogue.get(name), measure=measure).check(SEED)
    return {figure.label for figure in result.figures if not figure.passed}


def test_there_is_a_defect_for_every_oracle():
    assert set(DEFECTS) == set(catalogue.names())


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_of_one_or_two_percent_is_caught(name):
    assert figures_out_of_band(name, DEFECTS[name])


def test_arrivals_that_are_not_poisson_are_caught_by_the_variance_and_not_by_the_mean():
    def even_arrivals(seed):
        return np.full(leaky_bucket_steady_state.PERIODS, 2)

    out = figures_out_of_band(
        "leaky_bucket_steady_state",
        lambda seed: leaky_bucket_steady_state.measure(seed, arrive=even_arrivals),
    )
    assert out == {"variance, geometric lives", "variance, equal lives"}


def test_a_loss_aversion_that_is_off_is_caught_by_what_is_felt():
    out = figures_out_of_band(
        "expectation_ar1", lambda seed: expectation_ar1.measure(seed, loss_aversion=2.04)
    )
    assert "mean felt beyond disconfirmation" in out

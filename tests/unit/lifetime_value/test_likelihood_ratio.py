"""The likelihood-ratio test compares what can be compared, and refuses the rest."""

import math
from dataclasses import replace

import pytest
from scipy.stats import chi2

from hooper.foundation.errors import InputError
from hooper.lifetime_value import beta_discrete_weibull, shifted_beta_geometric
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_ratio import likelihood_ratio_test
from tests.unit.lifetime_value.contracts import HIGH_END

SMALL = Fit("bg_nbd", {"r": 1.0, "a": 2.0}, {}, -110.0, "ok", "", 100)
COEFFICIENTS = {"age": 0.3, "region": -0.2}
LARGE = replace(
    SMALL,
    parameters=SMALL.parameters | COEFFICIENTS,
    log_likelihood=-104.0,
    real_valued=frozenset(COEFFICIENTS),
)


def faults(smaller, larger):
    with pytest.raises(InputError) as refused:
        likelihood_ratio_test(smaller, larger)
    return [fault.where for fault in refused.value.faults]


def test_every_coefficient_is_a_degree_of_freedom():
    test = likelihood_ratio_test(SMALL, LARGE)
    assert (test.statistic, test.degrees_of_freedom) == (12.0, 2)
    assert test.p_value == pytest.approx(chi2.sf(12.0, 2), rel=1e-12)


def test_contracts_with_and_without_duration_dependence_are_nested():
    fits = shifted_beta_geometric.fit(HIGH_END), beta_discrete_weibull.fit(HIGH_END)
    assert likelihood_ratio_test(*fits).degrees_of_freedom == 1
    assert faults(*reversed(fits)) == ["models"]


def test_a_rounding_error_is_no_negative_statistic():
    test = likelihood_ratio_test(SMALL, replace(LARGE, log_likelihood=-110.0 - 1e-9))
    assert (test.statistic, test.p_value) == (0.0, 1.0)


@pytest.mark.parametrize(
    "larger",
    [
        SMALL,
        replace(LARGE, model="mbg_nbd"),
        replace(LARGE, parameters={"r": 1.0, **COEFFICIENTS}),
        replace(LARGE, real_valued=frozenset()),
    ],
    ids=["the same", "another model", "one lost", "more that need not vanish"],
)
def test_models_that_are_not_nested_are_refused(larger):
    assert faults(SMALL, larger) == ["models"]


def test_fits_of_other_customers_and_penalised_fits_are_refused():
    assert faults(SMALL, replace(LARGE, n_customers=99)) == ["customers"]
    assert faults(replace(SMALL, penalty_strength=2.0), LARGE) == ["bg_nbd"]


def test_a_failed_fit_gives_no_p_value():
    assert math.isnan(likelihood_ratio_test(SMALL, replace(LARGE, status="failed")).p_value)

import numpy as np
import pytest

from hooper.reduced_form.beta_discrete_weibull import BetaDiscreteWeibullPopulation
from tests.unit.reduced_form.populations import columns, draw, equal_columns, purchases_of

DAYS = 30.4
NAME = "beta_discrete_weibull"


def test_every_contract_is_paid_once_and_the_last_runs_out():
    generated = draw(NAME, np.zeros(500), end_days=7 * DAYS)
    contracts = generated.traits.contracts
    assert np.array_equal(purchases_of(generated, 500), np.minimum(contracts, 8.0))
    assert np.array_equal(generated.is_alive, contracts > 7.0)
    assert (contracts >= 1.0).all()


def test_an_exponent_of_one_draws_the_shifted_beta_geometric():
    population = BetaDiscreteWeibullPopulation(a=0.668, b=3.806, c=1.0, contract_days=DAYS)
    weibull = draw(NAME, np.zeros(3000), population=population)
    geometric = draw("shifted_beta_geometric", np.zeros(3000))
    assert equal_columns(columns(weibull.transactions), columns(geometric.transactions))
    assert np.array_equal(weibull.traits.contracts, geometric.traits.contracts)


@pytest.mark.parametrize("c", [1e-6, 1e6])
def test_an_exponent_at_its_limits_decides_at_the_first_renewals(c):
    """Whoever renews once stays for ever, or leaves at the second renewal."""
    population = BetaDiscreteWeibullPopulation(a=1.0, b=1.0, c=c, contract_days=DAYS)
    contracts = draw(NAME, np.zeros(2000), population=population).traits.contracts
    later = contracts[contracts > 1.0]
    assert 900 < later.size < 1100
    assert (later > 1e9).mean() > 0.99 if c < 1.0 else (later == 2.0).all()

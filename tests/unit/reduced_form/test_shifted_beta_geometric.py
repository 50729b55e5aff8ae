import numpy as np

from tests.unit.reduced_form.populations import columns, draw, purchases_of

DAYS = 30.4


def test_every_contract_is_paid_once_and_the_last_runs_out():
    generated = draw("shifted_beta_geometric", np.zeros(500), end_days=7 * DAYS)
    contracts = generated.traits.contracts
    assert np.array_equal(purchases_of(generated, 500), np.minimum(contracts, 8.0))
    assert np.array_equal(generated.is_alive, contracts > 7.0)
    assert (contracts >= 1.0).all()


def test_a_customer_is_under_contract_between_the_payments():
    generated = draw("shifted_beta_geometric", np.zeros(500), end_days=0.5 * DAYS)
    assert generated.is_alive.all()
    assert generated.transactions.num_rows == 500


def test_payments_keep_their_days_over_many_contracts():
    time_days = columns(draw("shifted_beta_geometric", np.zeros(2000), end_days=60 * DAYS).transactions)[1]
    assert np.array_equal(np.unique(time_days), np.arange(61) * DAYS)

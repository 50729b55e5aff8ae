"""Generators take parameters that are a customer's own."""

from dataclasses import asdict

import numpy as np
import pytest

from hooper.reduced_form import bg_nbd, mbg_nbd, pareto_nbd, shifted_beta_geometric
from hooper.reduced_form.covariates import moved_by_covariates
from tests.unit.reduced_form.populations import POPULATIONS

KEY, N = (5, 0), 40
GENERATORS = pytest.mark.parametrize(
    ("module", "population", "customers"),
    [
        (bg_nbd, POPULATIONS["bg_nbd"], bg_nbd.BgNbdCustomers),
        (mbg_nbd, POPULATIONS["mbg_nbd"], bg_nbd.BgNbdCustomers),
        (pareto_nbd, POPULATIONS["pareto_nbd"], pareto_nbd.ParetoNbdCustomers),
        (
            shifted_beta_geometric,
            POPULATIONS["shifted_beta_geometric"],
            shifted_beta_geometric.ShiftedBetaGeometricCustomers,
        ),
    ],
    ids=lambda each: getattr(each, "__name__", "").rpartition(".")[2],
)


def columns(population):
    """Return the parameters as columns, all the same; the length of a contract stays a number."""
    fields = population.model_dump()
    return {name: value if name == "contract_days" else np.full(N, value) for name, value in fields.items()}


@GENERATORS
def test_customers_who_all_have_the_parameters_of_a_population_are_that_population(
    module, population, customers
):
    entry = np.linspace(0.0, 30.0, N)
    one = module.generate(population, entry, 300.0, KEY)
    other = module.generate(customers(**columns(population)), entry, 300.0, KEY)
    assert one.transactions.equals(other.transactions)
    assert one.is_alive.tolist() == other.is_alive.tolist()


@GENERATORS
def test_a_customers_traits_hang_on_its_own_parameters_only(module, population, customers):
    own = columns(population)
    first = next(iter(own))
    own[first] = own[first] * np.where(np.arange(N) % 2 == 1, 3.0, 1.0)
    plain = asdict(module.draw_traits(population, N, KEY))
    changed = asdict(module.draw_traits(customers(**own), N, KEY))
    for name, column in plain.items():
        assert changed[name][::2].tolist() == column[::2].tolist()
    assert any((changed[name][1::2] != column[1::2]).all() for name, column in plain.items())


def test_covariates_multiply_by_exponentials_that_add_up():
    values = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 2.0]])
    moved = moved_by_covariates(6.0, values, [np.log(2.0), -np.log(3.0)])
    assert moved == pytest.approx([6.0, 12.0, 12.0 / 9.0])

"""Accounts of customers by group: nobody is lost, and groups that are not there are told."""

import numpy as np
import pyarrow as pa
import pytest

from hooper.economics.accounts_by_group import accounts_by_group
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.simulate import simulate
from hooper.foundation.errors import InputError
from hooper.scenario import presets

NOBODY_YET = np.empty(0, np.uint64)


def rows(*customers):
    amounts = {name: np.arange(len(customers)) + k for k, name in enumerate(ACCOUNTS)}
    return pa.table({"customer_id": np.array(customers, np.uint64), **amounts})


def test_every_row_goes_to_the_group_of_its_customer_and_empty_groups_have_nothing():
    found = accounts_by_group(rows(9, 2, 9), np.array([9, 5, 2], np.uint64), np.array([2, 1, 0]), 3)
    assert found["base_profit"].tolist() == [1.0, 0.0, 2.0]
    assert found["related_sales"].tolist() == [2.0, 0.0, 4.0]
    assert accounts_by_group(rows(), NOBODY_YET, np.empty(0, int), 2)["acquisition"].tolist() == [0.0, 0.0]


def test_segments_and_nobody_make_up_the_firm():
    """The ledger was posted apart from the accounts of customers."""
    world = simulate(presets.load("telecom", ["founders.customers=300"]), 40)
    truth = world.history.truth
    customers, segment = (truth.traits[name].to_numpy() for name in ("customer_id", "segment"))
    found = accounts_by_group(truth.accounts, customers, segment, 2)
    nobody = world.customer_accounts.by_channel[:, -1]
    booked = world.books.ledger.accounts.sum(axis=0)
    for name, whole, rest in zip(ACCOUNTS, booked, nobody, strict=True):
        assert found[name].sum() + rest == pytest.approx(whole, rel=1e-9, abs=1e-6)
    assert np.abs(found["base_profit"]).all()
    assert np.abs(found["acquisition"]).all()


@pytest.mark.parametrize("customers", [[9, 5], []])
def test_a_customer_without_a_group_is_told(customers):
    with pytest.raises(InputError, match="customer_id: lacks customer 2"):
        accounts_by_group(rows(2), np.array(customers, np.uint64), np.zeros(len(customers), int), 1)


def test_a_group_that_there_is_not_is_told():
    with pytest.raises(InputError, match="group: is 3"):
        accounts_by_group(rows(2), np.array([2], np.uint64), np.array([3]), 2)

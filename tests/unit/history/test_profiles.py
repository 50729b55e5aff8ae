"""Profiles as a table, and as covariates that estimators take."""

import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.observed import PROFILES, TRANSACTIONS, Observed
from hooper.history.profiles import profiles
from hooper.history.read_covariates import read_customer_covariates

TRAITS = {"age": (), "home": ("town", "village"), "income": ()}
LAST = 2**63 + 5


def history(told):
    bought = {"customer_id": [4, 8, LAST], "time_days": [0.0, 3.0, 1.0], "amount": [5.0, 6.0, 7.0]}
    return Observed(pa.table(bought, TRANSACTIONS), 28.0, others={"profiles": told})


def rows(*people):
    """Return the table of people given as (id, age, home, income), in the order given."""
    cells = [(who, number, value) for who, *traits in people for number, value in enumerate(traits)]
    return pa.table(dict(zip(PROFILES.names, zip(*cells, strict=True), strict=True)), PROFILES)


PEOPLE = rows((8, 30.5, 1, 2e3), (LAST, 41, 0, 3e3), (4, 52, 0, 1e3), (6, 99, 1, 9e3))


def test_it_has_a_row_for_everybody_who_has_bought_in_order_of_id():
    told = profiles(history(PEOPLE), TRAITS)
    assert told["customer_id"].to_pylist() == [4, 8, LAST]
    assert told["age"].to_pylist() == [52.0, 30.5, 41.0]
    assert told["home"].to_pylist() == ["town", "village", "town"]


def test_it_can_be_handed_to_estimators_as_covariates():
    observed = history(PEOPLE)
    covariates = read_customer_covariates(profiles(observed, TRAITS), summarise(observed), observed)
    assert covariates.names == ("age", "home=village", "income")
    np.testing.assert_allclose(covariates.columns(("home=village",)).T, [[0.0, 1.0, 0.0]])


@pytest.mark.parametrize("others", [{}, {"profiles": PEOPLE.slice(0, 0)}])
def test_a_world_without_personas_has_none(others):
    with pytest.raises(InputError, match="nothing is known"):
        profiles(Observed(history(PEOPLE).transactions, 28.0, others=others), TRAITS)


@pytest.mark.parametrize("traits", [{"age": ()}, TRAITS | {"size": ()}])
def test_traits_of_another_world_are_refused(traits):
    with pytest.raises(InputError, match=r"3 traits are told of each customer, and \d were named"):
        profiles(history(PEOPLE), traits)

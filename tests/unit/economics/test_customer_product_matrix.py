"""The customer-product matrix: a case by hand, by product and by group, and what holds of all."""

from math import isnan

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.customer_product_matrix import CustomerProductMatrix
from hooper.history.truth import NEEDS
from hooper.mechanisms.assortment import AssortmentSettings, ProductSettings

LOW, HIGH = (
    ProductSettings(name=name, stated=0.0, ancillary=0.0, real=level, related=0.0, latent=0.0, margin=margin)
    for name, level, margin in (("low", -1.0, 0.2), ("high", 1.0, 0.4))
)
ONLY_REAL = {"stated": 0.0, "ancillary": 0.0, "real": 2.0, "related": 0.0, "latent": 0.0}
TWO = AssortmentSettings.model_validate({"products": (LOW, HIGH), "weights": ONLY_REAL, "strength": 2.0})
OF_NOTHING_MISSED = 2.0 * np.sqrt(2.0 / np.pi)


def needs(*rows):
    """Return a table of needs from (customer, product, real need)."""
    told = [(customer, product, 0.0, 0.0, real, 0.0, 0.0) for customer, product, real in rows]
    return pa.Table.from_pylist([dict(zip(NEEDS.names, row, strict=True)) for row in told], NEEDS)


FOUR = needs((3, 0, -1.0), (5, 0, 1.5), (6, 1, 1.0), (9, 0, -2.0))


def test_rows_are_products_and_columns_customers():
    matrix = CustomerProductMatrix.of(FOUR, TWO)
    missed = [[0.0, 5.0, 4.0, 2.0], [4.0, 1.0, 0.0, 6.0]]
    assert matrix.fit == pytest.approx(OF_NOTHING_MISSED - np.array(missed), abs=1e-6)
    assert matrix.customer_id.tolist() == [3, 5, 6, 9]
    assert matrix.best.tolist() == [0, 1, 1, 0]
    assert matrix.margin.tolist() == [0.2, 0.4]


def test_a_row_a_product_says_who_has_it_and_what_would_be_better():
    low, high = CustomerProductMatrix.of(FOUR, TWO).by_product().to_pylist()
    assert (low["product"], low["margin"], low["customers"], low["share"]) == ("low", 0.2, 3, 0.75)
    assert (high["product"], high["customers"], high["share"]) == ("high", 1, 0.25)
    assert low["fit"] == pytest.approx(OF_NOTHING_MISSED - 7.0 / 3.0, abs=1e-6)
    assert low["fit_of_best"] == pytest.approx(OF_NOTHING_MISSED - 1.0, abs=1e-6)
    assert high["fit"] == high["fit_of_best"] == pytest.approx(OF_NOTHING_MISSED, abs=1e-6)


def test_a_product_that_nobody_has_fits_nobody():
    _, high = CustomerProductMatrix.of(needs((1, 0, 0.0)), TWO).by_product().to_pylist()
    assert (high["customers"], high["share"]) == (0, 0.0)
    assert isnan(high["fit"])
    assert isnan(high["fit_of_best"])
    empty = CustomerProductMatrix.of(needs(), TWO).by_product().to_pylist()
    assert all(isnan(row["share"]) for row in empty)


def test_columns_are_put_together_to_groups():
    told = CustomerProductMatrix.of(FOUR, TWO).by_group(np.array([0, 0, 1, 0]), ("few", "much", "none"))
    cells = {(row["product"], row["group"]): row for row in told.to_pylist()}
    assert {place: row["customers"] for place, row in cells.items()} == {
        **{("low", "few"): 3, ("low", "much"): 0, ("low", "none"): 0},
        **{("high", "few"): 0, ("high", "much"): 1, ("high", "none"): 0},
    }
    # Nobody of them has what would be best for a third of them.
    assert cells["high", "few"]["share"] == 0.0
    assert cells["high", "few"]["best"] == pytest.approx(1 / 3)
    assert cells["high", "few"]["fit"] == pytest.approx(OF_NOTHING_MISSED - 11.0 / 3.0, abs=1e-6)
    assert isnan(cells["low", "none"]["fit"])


ROWS = st.lists(st.tuples(st.integers(0, 1), st.floats(-4.0, 4.0, width=32)), min_size=1, max_size=12)


@given(ROWS)
def test_shares_add_up_and_nothing_fits_better_than_the_best(rows):
    matrix = CustomerProductMatrix.of(needs(*((k, *row) for k, row in enumerate(rows))), TWO)
    told = matrix.by_product().to_pylist()
    assert sum(row["share"] for row in told) == pytest.approx(1.0)
    assert sum(row["customers"] for row in told) == len(rows)
    assert all(row["fit"] <= row["fit_of_best"] for row in told if row["customers"])
    whole = matrix.by_group(np.zeros(len(rows), np.int64), ("all",)).to_pylist()
    assert [row["customers"] for row in whole] == [row["customers"] for row in told]
    assert sum(row["best"] for row in whole) == pytest.approx(1.0)

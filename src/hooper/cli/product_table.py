"""The products of an assortment: who has each when the world ends, how well it fits them, what it sold."""

from math import isnan

import numpy as np
import pyarrow as pa

from hooper.economics.customer_product_matrix import CustomerProductMatrix
from hooper.engine.simulated import Simulated
from hooper.mechanisms.assortment import AssortmentSettings
from hooper.report.numbers import Cell, count, money, percent, ratio, verbatim
from hooper.report.table import Column, Table


def products_told(simulated: Simulated, assortment: AssortmentSettings) -> dict[str, dict[str, Cell]]:
    """Return by product its margin and all sales, and who has it at the end; None where nobody has it.

    `fit` is how well it fits them, and `fit_of_best` how well the product that is best for each of them
    would.
    """
    people, needs = simulated.population, simulated.history.truth.needs
    there = np.isin(needs["customer_id"].to_numpy(), people.customer_id[people.slots_there()])
    rows = CustomerProductMatrix.of(needs.filter(pa.array(there)), assortment).by_product().to_pylist()
    sales = simulated.books.products
    return {row["product"]: _known(row | {"sales": float(sales[row["product"]].sum())}) for row in rows}


def product_table(told: dict[str, dict[str, Cell]]) -> Table:
    """Return the products as rows."""
    columns = (
        Column("product", "product", verbatim),
        Column("margin", "margin", percent),
        Column("customers", "customers", count),
        Column("share", "of all", percent),
        Column("fit", "fit", ratio),
        Column("fit_of_best", "fit of the best", ratio),
        Column("sales", "sales", money),
    )
    return Table("Products", columns, tuple((name, *row.values()) for name, row in told.items()))


def _known(row: dict[str, Cell]) -> dict[str, Cell]:
    """Return a row without its name, and without numbers that are none."""
    unknown = [name for name, value in row.items() if isinstance(value, float) and isnan(value)]
    known = row | dict.fromkeys(unknown)
    return {name: value for name, value in known.items() if name != "product"}

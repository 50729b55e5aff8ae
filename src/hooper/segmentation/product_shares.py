"""What each customer has spent on each product, from a log with products."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.customer_names import encode
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.equal_amounts import to_nine_digits

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class ProductShares(NamedTuple):
    """One row a customer and product bought, by customer; arrays of shape `(rows,)`.

    `products` are in the order of their names, `product` is the place in them, `place` the customer's among
    the records.
    """

    products: tuple[str, ...]
    place: Codes
    product: Codes
    spend: Floats
    lines: Codes


def product_shares(records: CustomerRecords) -> ProductShares:
    """Return what the customers of the records have bought; raises InputError for a log without products."""
    bought = records.table("product_lines")
    number, names = encode(bought["product"].cast(pa.string()))
    n_products = max(len(names), 1)
    cell, row = np.unique(records.place(bought) * n_products + number.astype(np.int64), return_inverse=True)
    spend = np.asarray(np.bincount(row, bought["amount"].to_numpy(), cell.size), np.float64)
    return ProductShares(
        products=names,
        place=cell // n_products,
        product=cell % n_products,
        spend=to_nine_digits(spend),
        lines=np.bincount(row, minlength=cell.size),
    )

"""The customer-product matrix: rows products, columns segments of customers, from a log with products.

A cell tells how many of the segment have bought the product, what share of it they are, what share of the
segment's spend goes to the product, and how much a buyer spends on it on average. Where a product sells to
few of a segment whose like it sells to well elsewhere, there is something to offer.
"""

import numpy as np
import pyarrow as pa

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.product_shares import product_shares
from hooper.segmentation.segments import Segments


def product_matrix(records: CustomerRecords, segments: Segments) -> pa.Table:
    """Return a row a product and segment, products and segments in their order; `segments` of `records`.

    Columns: `product`, `segment`, `buyers`, `share_of_customers`, `share_of_spend` (both of the segment, nan
    without customers or spend), `mean_spend` (currency units a buyer, nan without buyers). Raises InputError
    for a log without products.
    """
    shares = product_shares(records)
    shape = (len(shares.products), len(segments.labels))
    cell = shares.product * shape[1] + segments.code[shares.place]
    buyers = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    spend = np.bincount(cell, shares.spend, shape[0] * shape[1]).reshape(shape)
    customers = np.bincount(segments.code, minlength=shape[1])
    with np.errstate(invalid="ignore"):
        columns = {
            "buyers": buyers,
            "share_of_customers": buyers / customers,
            "share_of_spend": spend / spend.sum(axis=0),
            "mean_spend": spend / buyers,
        }
    names = {
        "product": np.repeat(shares.products, shape[1]).tolist(),
        "segment": list(segments.labels) * shape[0],
    }
    return pa.table(names | {name: cells.ravel() for name, cells in columns.items()})

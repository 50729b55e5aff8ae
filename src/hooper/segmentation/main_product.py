"""Customers by the product on which they have spent most.

At a tie it is the one that was bought more often, and then the first by name. So many products as asked for
have a segment of their own, those with the highest spend of all customers (at a tie the first by name); who
has another main product is in `other products`, and who bought none in `unknown`.
Source: product-based segmentation, industry practice; the customer-product matrix is in `product_matrix`.
"""

import numpy as np

from hooper.foundation.settings import PositiveCount, Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.product_shares import ProductShares, product_shares
from hooper.segmentation.segments import Segments, segments_of

NAME = "main_product"
OTHER, UNKNOWN = "other products", "unknown"


class MainProductSettings(Settings):
    """How many products have a segment of their own."""

    products: PositiveCount = 10


def assign(records: CustomerRecords, settings: MainProductSettings) -> Segments:
    """Assign every customer to a main product; raises InputError for a log without products."""
    shares = product_shares(records)
    largest = _largest(shares, settings.products)
    labels = (*(f"mainly {shares.products[each]}" for each in largest), OTHER, UNKNOWN)
    place_of = np.full(len(shares.products), len(largest))
    place_of[largest] = np.arange(len(largest))
    code = np.full(records.n_customers, len(labels) - 1)
    # The last of a customer's rows in this order is the main one; rows of one customer stand together.
    order = np.lexsort((-shares.product, shares.lines, shares.spend, shares.place))
    is_last = np.diff(shares.place[order], append=records.n_customers) > 0
    main = order[is_last]
    code[shares.place[main]] = place_of[shares.product[main]]
    return segments_of(NAME, labels, code, records, (code,), {})


def _largest(shares: ProductShares, wanted: int) -> list[int]:
    """Return the products with the highest spend, in the order of their names."""
    spend = np.bincount(shares.product, shares.spend, len(shares.products))
    order = np.lexsort((np.arange(spend.size), -spend))
    return np.sort(order[:wanted]).tolist()

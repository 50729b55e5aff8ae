"""Customers by how many different products, or categories, they have bought.

Who bought a product once has bought it; the last class holds so many and more, and who bought none is
`unknown`. Classes rise with the breadth of the relationship.
Source: Reinartz and Kumar (2003), The impact of customer relationship characteristics on profitable lifetime
duration, Journal of Marketing 67(1): 77-99, for cross-buying as a driver of the lifetime.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.product_shares import product_shares
from hooper.segmentation.segments import Segments, segments_of

NAME = "category_count"
UNKNOWN = "unknown"


class CategoryCountSettings(Settings):
    """From how many products on customers are together."""

    most: Annotated[int, Field(ge=2, le=50)] = 4


def assign(records: CustomerRecords, settings: CategoryCountSettings) -> Segments:
    """Assign every customer to a number of products; raises InputError for a log without products."""
    number = np.bincount(product_shares(records).place, minlength=records.n_customers)
    fewer = ("1 product", *(f"{each} products" for each in range(2, settings.most)))
    labels = (*fewer, f"{settings.most} and more products", UNKNOWN)
    code = np.where(number > 0, np.minimum(number, settings.most) - 1, len(labels) - 1)
    cuts = {"products": tuple(float(each) for each in range(1, settings.most))}
    return segments_of(NAME, labels, code, records, (number,), cuts)

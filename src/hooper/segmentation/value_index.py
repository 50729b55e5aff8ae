"""An index of the value that customers have brought: the contribution of each, in currency units.

Contribution is margin times spend, less what serving the customer cost where a column of the profiles tells
it; it may be below zero. Whose cost is not known there has no known value.
Source: GreaterChinaCRM (2004), the LV quadrant: revenue alone says nothing while the cost is not known.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.settings import Settings, assumed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.profile_numbers import profile_numbers


class ValueSettings(Settings):
    """`margin` is the share of revenue that is profit; `cost_to_serve_column` a column of the profiles."""

    margin: Annotated[float, Field(gt=0, le=1)] = assumed(
        0.3, low=0.05, high=0.8, source="assumed: a retailer's"
    )
    cost_to_serve_column: str | None = None


def value_index(records: CustomerRecords, settings: ValueSettings) -> NDArray[np.float64]:
    """Return the contribution of each customer, nan where its cost is not known, shape `(n,)`.

    Raises InputError if a column of costs is named and the profiles have none.
    """
    margin = settings.margin * records.summary.total_spend
    if settings.cost_to_serve_column is None:
        return margin
    return margin - profile_numbers(records, settings.cost_to_serve_column)

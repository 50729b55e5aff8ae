"""An index of the value that customers have brought: the contribution of each, in currency units.

Contribution is the profit of `customer_profit`, less what a column of the profiles tells of further costs
of serving; it may be below zero. Whose cost is not known there has no known value.
Source: GreaterChinaCRM (2004), the LV quadrant: revenue alone says nothing while the cost is not known.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.profile_numbers import profile_numbers


class ValueSettings(ProfitSettings):
    """`cost_to_serve_column` is a column of the profiles with costs that the log does not tell."""

    cost_to_serve_column: str | None = None


def value_index(records: CustomerRecords, settings: ValueSettings) -> NDArray[np.float64]:
    """Return the contribution of each customer, nan where its cost is not known, shape `(n,)`.

    Raises InputError if a column of costs is named and the profiles have none.
    """
    profit = customer_profit(records, settings)
    if settings.cost_to_serve_column is None:
        return profit
    return profit - profile_numbers(records, settings.cost_to_serve_column)

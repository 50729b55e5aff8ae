"""Loyalty in three classes, by as many of seven indicators as are known of a customer.

The index is the mean of the signed percentile ranks of the indicators that are known
(`observed_loyalty_indicators`); the reason says of what share of customers each is known. A customer of
whom fewer are known than asked for is unknown.
Source: textbook slides on customer value, indicators of customer loyalty; composite and thirds are assumed.
"""

from collections.abc import Mapping
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import IndexThirds, segments_of_index
from hooper.segmentation.observed_loyalty_indicators import (
    IndicatorColumns,
    composite,
    observed_indicators,
)
from hooper.segmentation.segments import Segments

NAME = "seven_indicators"
LABELS = ("low loyalty", "middling loyalty", "high loyalty", "unknown")


class SevenIndicatorsSettings(IndexThirds):
    """Which columns tell what the log does not, and how many of the seven have to be known."""

    columns: IndicatorColumns = IndicatorColumns()
    fewest_known: Annotated[int, Field(ge=1, le=7)] = 2


def assign(records: CustomerRecords, settings: SevenIndicatorsSettings) -> Segments:
    """Assign every customer to a class of loyalty."""
    indicators = observed_indicators(records, settings.columns)
    known = np.sum([np.isfinite(values) for values in indicators.values()], axis=0)
    index = np.where(known >= settings.fewest_known, composite(indicators), np.nan)
    segments = segments_of_index(NAME, LABELS, records, index, settings)
    return segments.noting(_known(indicators)) if records.n_customers else segments


def _known(indicators: Mapping[str, NDArray[np.float64]]) -> str:
    """Tell of what share of the customers each indicator is known, and of whom none is."""
    shares = {name.replace("_", " "): np.isfinite(values).mean() for name, values in indicators.items()}
    known = ", ".join(f"{name} {share:.0%}" for name, share in shares.items() if share)
    never = ", ".join(name for name, share in shares.items() if not share)
    return f"known: {known}" + (f"; not known of anybody: {never}" if never else "")

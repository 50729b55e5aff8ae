"""Cheverton's matrix to select key accounts: how attractive customers are, and how strong the firm is.

Attractiveness is that of a customer to the firm, relative strength that of the firm in the customer's eyes,
against its rivals. Each is the weighted score of five to ten factors (`account_factors`), cut at the
midpoint of the scale.

    key              attractive, strong: resources, people and time
    key development  attractive, not yet won: find out needs and attitudes, win access; returns come slowly
    maintenance      strong, no longer attractive: take resources away
    opportunistic    neither: serve when convenient, and promise nothing that cannot be kept

Who has no score on an axis is unknown. A score at the midpoint is low. If the axes change places the matrix
is transposed. The factors that are used without any given are what every log tells; a log knows nothing of
rivals, so that its strength is no more than how customers behave to this firm: name columns of the profiles
that know better.
Source: Cheverton (2008), Key account management, 4th ed., Kogan Page, as told by textbook slides on
customer value.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field

from hooper.foundation.settings import Settings
from hooper.segmentation.account_factors import Factor, LogFactor, axis_score
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import Halves, cells, halves, segments_of_halves
from hooper.segmentation.segments import Segments

NAME = "key_account_matrix"
LABELS = ("opportunistic", "maintenance", "key development", "key", "unknown")
MIDPOINT: Final = 0.5

Factors = Annotated[tuple[Factor, ...], Field(min_length=5, max_length=10)]


class KeyAccountSettings(Settings):
    """The factors of each axis, from five to ten."""

    attractiveness: Factors = (
        LogFactor(measure="spend"),
        LogFactor(measure="spend_per_year"),
        LogFactor(measure="spend_per_purchase"),
        LogFactor(measure="purchases"),
        LogFactor(measure="purchases_per_year"),
    )
    strength: Factors = (
        LogFactor(measure="days_since_last", less_is_better=True),
        LogFactor(measure="silence_in_own_intervals", less_is_better=True),
        LogFactor(measure="lifetime_days"),
        LogFactor(measure="active_share"),
        LogFactor(measure="days_known"),
    )


def account_axes(records: CustomerRecords, settings: KeyAccountSettings) -> Mapping[str, Halves]:
    """Score `attractiveness` and `strength`, in this order, and cut both at the midpoint."""
    return {
        "attractiveness": halves(axis_score(records, settings.attractiveness), MIDPOINT),
        "strength": halves(axis_score(records, settings.strength), MIDPOINT),
    }


def assign(records: CustomerRecords, settings: KeyAccountSettings) -> Segments:
    """Assign every customer to a cell of the matrix."""
    axes = account_axes(records, settings)
    return segments_of_halves(NAME, LABELS, cells(axes), records, axes)

"""The segmentation schemes that come with the package. A new one is one file and one entry in its group."""

from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.segmentation.scheme import Scheme
from hooper.segmentation.schemes_by_kind import SCHEMES_BY_KIND
from hooper.segmentation.schemes_by_loyalty import SCHEMES_BY_LOYALTY
from hooper.segmentation.schemes_by_stage import SCHEMES_BY_STAGE
from hooper.segmentation.schemes_by_value import SCHEMES_BY_VALUE

SCHEMES: Final = (*SCHEMES_BY_VALUE, *SCHEMES_BY_LOYALTY, *SCHEMES_BY_STAGE, *SCHEMES_BY_KIND)


def names() -> tuple[str, ...]:
    """Return the names of all schemes, in the order of the catalogue."""
    return tuple(scheme.name for scheme in SCHEMES)


def get(name: str) -> Scheme:
    """Return the scheme `name`; raises `InputError` with the nearest names.

    >>> get("rfm").needs
    'customer_id, date, amount'
    """
    return named_entry("scheme", name, {scheme.name: scheme for scheme in SCHEMES})

"""The segmentation schemes that come with the package. A new one is one file and one entry here."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.segmentation import rfm, rfm_eleven
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segments import Segments


@dataclass(frozen=True)
class Scheme:
    """A segmentation scheme: `assign(records, settings)` with its own class of settings."""

    name: str
    needs: str
    source: str
    settings: type[Settings]
    assign: Callable[[CustomerRecords, Any], Segments]


SCHEMES: Final = (
    Scheme(
        name=rfm.NAME,
        needs="customer_id, date, amount",
        source="scores: Hughes (2011), Strategic Database Marketing, 4th ed.; segments: the textbook four",
        settings=RfmSettings,
        assign=rfm.assign,
    ),
    Scheme(
        name=rfm_eleven.NAME,
        needs="customer_id, date, amount",
        source="scores: Hughes (2011), Strategic Database Marketing, 4th ed.; names: industry practice",
        settings=RfmSettings,
        assign=rfm_eleven.assign,
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all schemes, in the order of the catalogue."""
    return tuple(scheme.name for scheme in SCHEMES)


def get(name: str) -> Scheme:
    """Return the scheme `name`; raises `InputError` with the nearest names.

    >>> get("rfm").needs
    'customer_id, date, amount'
    """
    for scheme in SCHEMES:
        if scheme.name == name:
            return scheme
    near = difflib.get_close_matches(name, names(), n=3) or names()
    raise InputError([Fault("scheme", f"there is no '{name}'", f"choose one of: {', '.join(near)}")])

"""A segmentation scheme, as the catalogue holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments


@dataclass(frozen=True)
class Scheme:
    """A segmentation scheme: `assign(records, settings)` with its own class of settings."""

    name: str
    needs: str
    source: str
    settings: type[Settings]
    assign: Callable[[CustomerRecords, Any], Segments]

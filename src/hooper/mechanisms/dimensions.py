"""The dimensions in which a customer experiences, expects and judges.

A dimensional field has one row of state a dimension. A law that is declared `per_dimension` sees one
of them at a time; any other law gets a tuple with all of them, in this order.
"""

from typing import Final

DIMENSIONS: Final = ("overall",)
DIMENSIONAL_FIELDS: Final = frozenset({"quality_fit", "experience", "expectation"})

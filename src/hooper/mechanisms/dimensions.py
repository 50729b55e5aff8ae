"""The dimensions in which a customer experiences, expects and judges.

A world has either one dimension for everything, or the seven of Colombo's list: product, service,
relationship, price, convenience, brand, and the total experience. A dimensional field has one row of state
a dimension. A law that is declared `per_dimension` sees one of them at a time; any other law gets a tuple
with all of them, in this order, or asks for one by name, as in `recent_experience_of_brand`. In a world of
one dimension that one stands for each of the seven.
"""

from typing import Final

ONE_FOR_ALL: Final = ("overall",)
SEVEN: Final = ("product", "service", "relationship", "price", "convenience", "brand", "total")
DIMENSIONAL_FIELDS: Final = frozenset(
    {
        *("quality_fit", "experience", "expectation", "recent_experience"),
        *("own_fit_normal", "expectation_normal", "experience_normal"),
    }
)

_OF = "_of_"


def is_dimensional(field: str) -> bool:
    """Return whether the name is that of a field with a value in every dimension."""
    return field in DIMENSIONAL_FIELDS


def rows_of(field: str, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows of a field in a world with these dimensions: one, or one a dimension.

    >>> rows_of("satisfaction", SEVEN), rows_of("expectation", ONE_FOR_ALL)
    (('satisfaction',), ('expectation.overall',))
    >>> rows_of("expectation_of_price", SEVEN), rows_of("expectation_of_price", ONE_FOR_ALL)
    (('expectation.price',), ('expectation.overall',))
    """
    if is_dimensional(field):
        return tuple(f"{field}.{dimension}" for dimension in dimensions)
    whole, _, dimension = field.rpartition(_OF)
    if is_dimensional(whole) and dimension in SEVEN:
        return (f"{whole}.{dimension if dimension in dimensions else dimensions[0]}",)
    return (field,)


def field_of(row: str) -> str:
    """Return the field to which a row, or one that is asked for by its dimension, belongs.

    >>> field_of("expectation.price"), field_of("expectation_of_price"), field_of("share_of_wallet")
    ('expectation', 'expectation', 'share_of_wallet')
    """
    whole, _, dimension = row.rpartition(_OF)
    return whole if is_dimensional(whole) and dimension in SEVEN else row.partition(".")[0]

"""Customers by what is known of them: the classes of a trait, and up to three traits crossed.

Levels of a trait stay as they are. A number is cut at given values, or at quantiles of the customers at hand
of whom it is known; a value at a cut belongs to the side below it, so that equal values are in one class.
Of whom one of the traits is not known is in a class of its own, `unknown`, the last. What traits segmentation
goes by: Kotler and Keller (2016), Marketing management, 15th ed.: geographic, demographic, psychographic and
behavioural ones of persons; industry, size, ownership, technical level and who decides of businesses.
"""

from collections.abc import Mapping
from itertools import pairwise, product
from typing import Annotated, Final, NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, segments_of

UNKNOWN: Final = "unknown"
_NO_CLASS = -1

TraitNames = Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]


class ClassSettings(Settings):
    """How numbers are cut: at rising values by trait in `cuts`, all others at `quantiles` equal shares."""

    cuts: Mapping[str, tuple[float, ...]] = {}
    quantiles: Annotated[int, Field(ge=2, le=10)] = 3

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for trait, cuts in self.cuts.items():
            if not cuts or any(low >= high for low, high in pairwise(cuts)):
                raise ValueError(f"the cuts of {trait} are {list(cuts)}; give rising ones, one at least")
        return self


class TraitClasses(NamedTuple):
    """The classes of one trait in order, the class of each customer (-1: not known), and where it was cut."""

    labels: tuple[str, ...]
    code: NDArray[np.int64]
    cut_points: tuple[float, ...]


def assign_by_traits(
    scheme: str, traits: tuple[str, ...], known: pa.Table, records: CustomerRecords, settings: ClassSettings
) -> Segments:
    """Return customers by the classes of traits, which are columns of `known`, crossed.

    `known` has a row a customer of whom anything is known. Raises InputError if a trait is no column, is
    named twice, or is to be cut and not one of the traits or no number.
    """
    _require_columns(scheme, traits, known, settings)
    place = records.place(known)
    classes = [_classes_of(trait, known[trait], place, records.n_customers, settings) for trait in traits]
    labels = tuple(" and ".join(parts) for parts in product(*(each.labels for each in classes)))
    code = np.zeros(records.n_customers, dtype=np.int64)
    for each in classes:
        code = code * len(each.labels) + each.code
    is_known = np.all([each.code != _NO_CLASS for each in classes], axis=0)
    cut_points = {
        trait: each.cut_points for trait, each in zip(traits, classes, strict=True) if each.cut_points
    }
    code = np.where(is_known, code, len(labels))
    return segments_of(scheme, (*labels, UNKNOWN), code, records, (code,), cut_points)


def _classes_of(
    trait: str, values: pa.ChunkedArray, place: NDArray[np.int64], customers: int, settings: ClassSettings
) -> TraitClasses:
    is_known = ~values.is_null(nan_is_null=True).to_numpy()
    code = np.full(customers, _NO_CLASS)
    told, at = values.filter(pa.array(is_known)), place[is_known]
    if not (pa.types.is_floating(values.type) or pa.types.is_integer(values.type)):
        levels, code[at] = np.unique(told.cast(pa.string()).to_numpy().astype(np.str_), return_inverse=True)
        return TraitClasses(tuple(f"{trait} {level}" for level in levels), code, ())
    numbers = told.to_numpy().astype(np.float64)
    cuts = settings.cuts.get(trait) or _quantile_cuts(numbers, settings.quantiles)
    code[at] = np.searchsorted(cuts, numbers, side="left")
    parts = len(settings.cuts.get(trait, ())) + 1 if trait in settings.cuts else settings.quantiles
    return TraitClasses(tuple(f"{trait} {part} of {parts}" for part in range(1, parts + 1)), code, cuts)


def _quantile_cuts(numbers: NDArray[np.float64], quantiles: int) -> tuple[float, ...]:
    shares = np.arange(1, quantiles) / quantiles
    # Cut at values that occur, not between them: a cut then says who is below it.
    return tuple(np.quantile(numbers, shares, method="inverted_cdf").tolist()) if numbers.size else ()


def _require_columns(scheme: str, traits: tuple[str, ...], known: pa.Table, settings: ClassSettings) -> None:
    there = [name for name in known.column_names if name != "customer_id"]
    listed = ", ".join(there) or "none"
    where = f"scheme {scheme}"
    faults = [
        Fault(where, f"there is no trait {trait!r}", f"choose traits from: {listed}")
        for trait in traits
        if trait not in there
    ]
    faults += [
        Fault(where, f"the trait {trait!r} is named {traits.count(trait)} times", "name each trait once")
        for trait in dict.fromkeys(traits)
        if traits.count(trait) > 1
    ]
    faults += [
        Fault(where, f"there are cuts of {trait!r}, which is not one of the traits", "leave them out")
        for trait in settings.cuts
        if trait not in traits
    ]
    faults += [
        Fault(where, f"there are cuts of {trait!r}, which is no number", "leave them out: levels stay")
        for trait in settings.cuts
        if trait in traits and trait in there and pa.types.is_string(known[trait].type)
    ]
    if faults:
        raise InputError(faults)

"""The LV cube: loyalty against potential and current value, in eight classes from A to H.

    A loyal, high potential, high current      E loyal, low potential, high current
    B not loyal, high potential, high current  F not loyal, low potential, high current
    C loyal, high potential, low current       G loyal, low potential, low current
    D not loyal, high potential, low current   H not loyal, low potential, low current

Potential is that of `potential_value`, current value the contribution of `value_index`, loyalty the index
of `loyalty_index`; cuts as in `lv_quadrant`. A customer of whom one of the three is not known stands in a
class of her own, and so does everybody where the expected value cannot be fitted: the reason tells. All
three come from the same purchases, so that mixed octants are smaller than if the three had nothing to do
with each other.
Source: GreaterChinaCRM (2004), Segmenting customers by loyalty and value, for the cube and its letters.
"""

from collections.abc import Mapping
from typing import NamedTuple

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import Halves, cells, halves, segments_of_halves
from hooper.segmentation.lv_quadrant import LvSettings, lv_axes
from hooper.segmentation.potential_value import PotentialSettings, potential_value
from hooper.segmentation.segments import Segments

NAME = "lv_octants"
LABELS = (
    "H low loyalty, low potential, low current",
    "G high loyalty, low potential, low current",
    "F low loyalty, low potential, high current",
    "E high loyalty, low potential, high current",
    "D low loyalty, high potential, low current",
    "C high loyalty, high potential, low current",
    "B low loyalty, high potential, high current",
    "A high loyalty, high potential, high current",
    "unknown",
)


class LvOctantSettings(LvSettings):
    """As for the quadrant, whose value is the current one; `potential_cut` is in the potential's unit."""

    potential: PotentialSettings = PotentialSettings()
    potential_cut: float | None = None


class LvCube(NamedTuple):
    """The axes `potential`, `current` and `loyalty`, in this order, and how far to trust the first."""

    axes: Mapping[str, Halves]
    reason: str


def lv_cube(records: CustomerRecords, settings: LvOctantSettings) -> LvCube:
    """Measure the three axes and cut them; raises InputError if a column of profiles is not there."""
    potential = potential_value(records, settings.potential, settings.value)
    plane = lv_axes(records, settings)
    axes = {
        "potential": halves(potential.values, settings.potential_cut),
        "current": plane["value"],
        "loyalty": plane["loyalty"],
    }
    return LvCube(axes, potential.reason)


def assign(records: CustomerRecords, settings: LvOctantSettings) -> Segments:
    """Assign every customer to one of the octants A to H."""
    axes, reason = lv_cube(records, settings)
    return segments_of_halves(NAME, LABELS, cells(axes), records, axes).noting(reason)

"""The new pyramid: the LV quadrant in three tiers, as if loyalty and value were equally important.

A is the top, B and C share the middle, D is the bottom. The older pyramid ranks by revenue alone. Whose
value is not known stands beside the tiers.
Source: GreaterChinaCRM (2004), Segmenting customers by loyalty and value: B and C are assumed to matter
equally.
"""

import numpy as np

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import cells, segments_of_halves
from hooper.segmentation.lv_quadrant import LvSettings, lv_axes
from hooper.segmentation.segments import Segments

NAME = "new_pyramid"
LABELS = ("bottom (D)", "middle (B, C)", "top (A)", "unknown")
_TIER = np.array([0, 1, 1, 2, 3])  # of the cells: D, C, B, A, unknown


def assign(records: CustomerRecords, settings: LvSettings) -> Segments:
    """Assign every customer to a tier."""
    axes = lv_axes(records, settings)
    return segments_of_halves(NAME, LABELS, _TIER[cells(axes)], records, axes)

"""The new pyramid of the LV cube: tiers by how many of loyalty, potential and current value are high.

A is the top; B, C and E, who lack one of the three, come next; D, F and G have one; H has none and is the
bottom. The source's figure is lost: the tiers follow its rule for the quadrant, that one lack is as grave
as another. A customer of whom one of the three is not known stands beside the tiers.
Source: GreaterChinaCRM (2004), Segmenting customers by loyalty and value; the tiers are assumed.
"""

import numpy as np

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import cells, segments_of_halves
from hooper.segmentation.lv_octants import LvOctantSettings, lv_cube
from hooper.segmentation.segments import Segments

NAME = "new_pyramid_octants"
LABELS = ("bottom (H)", "lower middle (D, F, G)", "upper middle (B, C, E)", "top (A)", "unknown")
_TIER = np.array([0, 1, 1, 2, 1, 2, 2, 3, 4])  # of the cells: H, G, F, E, D, C, B, A, unknown


def assign(records: CustomerRecords, settings: LvOctantSettings) -> Segments:
    """Assign every customer to a tier."""
    axes, reason = lv_cube(records, settings)
    return segments_of_halves(NAME, LABELS, _TIER[cells(axes)], records, axes).noting(reason)

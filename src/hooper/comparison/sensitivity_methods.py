"""The methods of sensitivity analysis by name: where each tries a world, and what it says of the outcomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.morris_screening import MorrisIndices, morris_design, screen
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sobol_design import sobol_design
from hooper.comparison.sobol_indices import SobolIndices, share_variance
from hooper.comparison.sobol_interactions import SobolInteraction, share_among_pairs

Indices = MorrisIndices | SobolIndices


@dataclass(frozen=True)
class SensitivityMethod:
    """Makes a design from (parameters, points, seed), and the rest from (design, outcome, level, seed).

    `indices` are those of each parameter, `interactions` those of each pair; None where pairs are not told
    apart.
    """

    design: Callable[[int, int, int], SensitivityDesign]
    indices: Callable[[SensitivityDesign, NDArray[np.float64], float, int], tuple[Indices, ...]]
    interactions: (
        Callable[[SensitivityDesign, NDArray[np.float64], float, int], tuple[SobolInteraction, ...]] | None
    )


METHODS: Final = {
    "morris": SensitivityMethod(morris_design, screen, None),
    "sobol": SensitivityMethod(sobol_design, share_variance, share_among_pairs),
}

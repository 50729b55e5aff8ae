"""The methods of sensitivity analysis by name: where each tries a world, and what it says of the outcomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.morris_screening import MorrisIndices, morris_design, screen
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sobol_indices import SobolIndices, share_variance, sobol_design

Indices = MorrisIndices | SobolIndices


@dataclass(frozen=True)
class SensitivityMethod:
    """Makes a design from (parameters, points, seed), and indices from (design, outcome, level, seed)."""

    design: Callable[[int, int, int], SensitivityDesign]
    indices: Callable[[SensitivityDesign, NDArray[np.float64], float, int], tuple[Indices, ...]]


METHODS: Final = {
    "morris": SensitivityMethod(morris_design, screen),
    "sobol": SensitivityMethod(sobol_design, share_variance),
}

"""Which strategy is best where: the gains on a grid of two parameters, all others at their own values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.rank_changes import winners
from hooper.comparison.varied_parameter import VariedParameter


@dataclass(frozen=True)
class WinnerGrid:
    """Gains over the first strategy, shape `(n_second, n_first, n_strategies)`, and where they were found.

    `first_values` are the values of the first parameter, `second_values` those of the second, both rising.
    """

    first: VariedParameter
    second: VariedParameter
    first_values: NDArray[np.float64]
    second_values: NDArray[np.float64]
    strategies: tuple[str, ...]
    gains: NDArray[np.float64]

    @property
    def winners(self) -> NDArray[np.int64]:
        """The place of the best strategy in each cell, shape `(n_second, n_first)`; of equals the first."""
        return winners(self.gains.reshape(-1, len(self.strategies))).reshape(self.gains.shape[:2])

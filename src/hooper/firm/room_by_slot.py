"""Room for newcomers in what a department remembers of customers by slot."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def with_room(values: NDArray[Any], customers: int, nothing: float = 0) -> NDArray[Any]:
    """Return values by slot with room for so many customers; of those who are new it holds `nothing`.

    >>> with_room(np.array([7, 8]), customers=3, nothing=-1).tolist()
    [7, 8, -1]
    """
    new = customers - values.size
    return np.concatenate([values, np.full(new, nothing, values.dtype)]) if new > 0 else values

"""What replications say together: how far their mean is from zero."""

import numpy as np
from numpy.typing import NDArray


def in_standard_errors(values: NDArray[np.float64]) -> float:
    """Return the mean of at least two replications in its own standard errors.

    >>> round(in_standard_errors(np.array([1.0, 3.0])), 9)
    2.0
    """
    return float(values.mean() / (values.std(ddof=1) / np.sqrt(values.size)))

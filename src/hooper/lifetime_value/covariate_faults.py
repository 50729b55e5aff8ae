"""What can be wrong with covariates that have a row for each customer and period."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault


def covariate_faults(covariates: NDArray[np.float64], names: tuple[str, ...], n_rows: int) -> list[Fault]:
    """Return a fault for a wrong type or shape, for a name that stands twice, and for a gap in the numbers.

    >>> [fault.problem for fault in covariate_faults(np.array([[np.nan]]), ("mail",), 1)]
    ['mail is nan in row 0']
    """
    expected = (n_rows, len(names))
    if covariates.dtype != np.float64 or covariates.shape != expected:
        problem = f"have type {covariates.dtype} and shape {covariates.shape}"
        return [Fault("covariates", problem, f"give float64 of shape {expected}: a column a name")]
    faults = []
    if len(set(names)) < len(names):
        faults.append(Fault("covariate_names", f"{', '.join(names)}: one stands twice", "rename it"))
    if not np.isfinite(covariates).all():
        row, column = np.argwhere(~np.isfinite(covariates))[0]
        problem = f"{names[column]} is {covariates[row, column]} in row {row}"
        faults.append(Fault("covariates", problem, "fill it in, or leave the customer out"))
    return faults

"""How hazards move with tenure while everything else stays: as terms beside the covariates."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Tenure = NDArray[Any]


@dataclass(frozen=True)
class TenureBaseline:
    """Terms in tenure by name; `columns(tenure)` adds an axis of `len(names)` to the shape of `tenure`."""

    names: tuple[str, ...]
    columns: Callable[[Tenure], Floats]


def tenure_polynomial(degree: int) -> TenureBaseline:
    """Return the terms tenure, tenure^2, ... up to the `degree`.

    >>> tenure_polynomial(2).columns(np.array([1, 3])).tolist()
    [[1.0, 1.0], [3.0, 9.0]]
    """
    powers = np.arange(1.0, degree + 1.0)
    names = ("tenure", *(f"tenure^{power}" for power in range(2, degree + 1)))[:degree]
    return TenureBaseline(names, partial(_powers, powers))


def period_dummies(n_periods: int) -> TenureBaseline:
    """Return a term of its own for every period but the first, up to `n_periods`; later ones are like it.

    >>> period_dummies(3).columns(np.array([1, 3, 4])).tolist()
    [[0.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
    """
    numbers = np.arange(2, n_periods + 1)
    return TenureBaseline(tuple(f"period_{number}" for number in numbers), partial(_is_period, numbers))


def _nothing(tenure: Tenure) -> Floats:
    return np.zeros((*tenure.shape, 0))


def _log(tenure: Tenure) -> Floats:
    return np.log(tenure[..., np.newaxis])


def _powers(powers: Floats, tenure: Tenure) -> Floats:
    return tenure[..., np.newaxis] ** powers


def _is_period(numbers: NDArray[np.int64], tenure: Tenure) -> Floats:
    known = np.minimum(tenure, numbers.size + 1)
    return (known[..., np.newaxis] == numbers).astype(np.float64)


CONSTANT: Final = TenureBaseline((), _nothing)
LOG_TENURE: Final = TenureBaseline(("log_tenure",), _log)

"""The check of exposure: credit that would take a customer above the limit of the grade is refused."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, Range, require
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.credit_grades import GRADES, CreditSettings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CreditCheck:
    """What became of `n` requests for credit in one period, arrays of shape `(n,)`.

    `exposure` is what each customer owes after it. Nothing is granted in part.
    """

    is_granted: NDArray[np.bool_]
    exposure: Floats
    refused_amount: Floats

    @property
    def refusals(self) -> int:
        """How many requests were refused."""
        return int((~self.is_granted).sum())

    def refusals_by_grade(self, grade: NDArray[np.int64]) -> dict[str, int]:
        """Return how many were refused by grade, from best to none; `grade` as in `check_exposure`."""
        counts = np.bincount(grade[~self.is_granted], minlength=len(GRADES))
        return dict(zip(GRADES, counts.tolist(), strict=True))


def check_exposure(
    owed: Floats, requested: Floats, grade: NDArray[np.int64], credit: CreditSettings
) -> CreditCheck:
    """Grant each customer's request if what is owed and what is requested stay within the limit.

    Arrays have the shape `(n,)`; `grade` is a place in `GRADES`, 0 for best. Who owes more than the limit
    already gets nothing more, and a request of nothing is granted. Raises InputError for amounts below zero,
    grades that there are not, or arrays of several lengths.

    >>> check = check_exposure(np.array([1500.0, 0.0]), np.array([600.0, 600.0]), np.array([3, 3]),
    ...                        CreditSettings())
    >>> check.is_granted.tolist(), check.exposure.tolist(), check.refusals
    ([False, True], [1500.0, 600.0], 1)
    """
    require(
        ("owed", owed, NON_NEGATIVE),
        ("requested", requested, NON_NEGATIVE),
        ("grade", grade, Range(0, len(GRADES) - 1, f"give 0 for {GRADES[0]} to 4 for {GRADES[-1]}")),
    )
    if not owed.shape == requested.shape == grade.shape:
        problem = f"has the shape {requested.shape}, what is owed {owed.shape}, and grades {grade.shape}"
        raise InputError([Fault("requested", problem, "give one number a customer")])
    is_granted = (owed + requested <= credit.limits()[grade]) | (requested == 0.0)
    granted = np.where(is_granted, requested, 0.0)
    return CreditCheck(is_granted, owed + granted, requested - granted)

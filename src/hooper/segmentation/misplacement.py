"""What it costs that customers are placed in a segment to which they do not belong.

Two things are wrong with a customer placed in j who belongs to i. The firm takes her for the mean of j, so
that it misjudges her value to come by V_i - V_j: above zero she is worth more than it believes. And she is
treated as customers of j are. Where the value of each treatment for each segment is known, T_ik for customers
of i who are treated as those of k (from an experiment, say), that costs T_ii - T_ij a customer.

A segment that was right at a cut is out of date at the next for whoever has moved: an old label misjudges a
customer of i by sum_j P_ij |V_j - V_i| on average, P the chances to move.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Misplacement:
    """What wrong places cost, over all customers.

    `misplaced` counts them; `underrated` and `overrated` are the value to come that the firm does not see and
    that it sees wrongly, both at least zero; `lost` is what wrong treatment costs. Money in currency units.
    """

    misplaced: int
    underrated: float
    overrated: float
    lost: float


def misplacement(placed: Codes, belongs: Codes, value_to_come: Floats, value_treated: Floats) -> Misplacement:
    """Return the cost for customers `placed` in some segments who belong to others, both of shape `(n,)`.

    `value_to_come`, shape `(K,)`, is the mean of each segment; `value_treated`, shape `(K, K)`, what a
    customer of the row brings under the treatment of the column, its cost taken off.

    One customer worth 100 is taken for one of 10 and gets nothing where a call would have brought 30:

    >>> worth, treated = np.array([10.0, 100.0]), np.array([[2.0, -5.0], [0.0, 30.0]])
    >>> misplacement(np.array([0, 0, 1]), np.array([0, 1, 1]), worth, treated)
    Misplacement(misplaced=1, underrated=90.0, overrated=0.0, lost=30.0)
    """
    n_labels = value_to_come.size
    _require_fitting(placed, belongs, value_treated.shape, n_labels)
    misjudged = value_to_come[belongs] - value_to_come[placed]
    lost = value_treated[belongs, belongs] - value_treated[belongs, placed]
    return Misplacement(
        misplaced=int((placed != belongs).sum()),
        underrated=float(misjudged.clip(min=0.0).sum()),
        overrated=float((-misjudged).clip(min=0.0).sum()),
        lost=float(lost.sum()),
    )


def misjudged_by_old_labels(transitions: Floats, value_to_come: Floats) -> Floats:
    """Return by how much a label of the cut before misjudges a customer of each segment, shape `(K,)`.

    It is nan where chances or a value that they lead to are not known.

    >>> misjudged_by_old_labels(np.array([[0.9, 0.1], [0.25, 0.75]]), np.array([10.0, 100.0])).tolist()
    [9.0, 22.5]
    """
    away = np.abs(value_to_come[np.newaxis, :] - value_to_come[:, np.newaxis])
    return np.where(transitions == 0.0, 0.0, transitions * away).sum(axis=1)


def _require_fitting(placed: Codes, belongs: Codes, shape: tuple[int, ...], n_labels: int) -> None:
    faults = []
    if placed.shape != belongs.shape:
        problem = f"{placed.size} customers are placed and {belongs.size} belong somewhere"
        faults.append(Fault("customers", problem, "give both for the same customers"))
    if shape != (n_labels, n_labels):
        remedy = f"give a row and a column for each of the {n_labels} segments"
        faults.append(Fault("value_treated", f"has the shape {shape}", remedy))
    if faults:
        raise InputError(faults)

"""How well classes that were told agree with the true ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.adjusted_rand_index import adjusted_rand_index
from hooper.foundation.errors import Fault, InputError

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class ClassScores:
    """Scores of a classification.

    `confusion`, shape `(classes, classes)`, has a row a true class and a column a class that was told.
    `accuracy` is the share told rightly, and `largest_class` that of somebody who tells the most frequent
    true class of everybody. `balanced_accuracy` is the mean over the true classes that occur.
    """

    confusion: Integers
    accuracy: float
    largest_class: float
    balanced_accuracy: float
    adjusted_rand_index: float


def score_classes(true: Integers, told: Integers, classes: int) -> ClassScores:
    """Score the classes told, both of shape `(n,)` and numbered from 0.

    Raises InputError if there is nobody, or the arrays differ in shape or hold other numbers.

    >>> scores = score_classes(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2]), classes=3)
    >>> scores.accuracy, scores.largest_class, round(scores.adjusted_rand_index, 3)
    (0.75, 0.5, 0.571)
    """
    faults = _faults(true, told, classes)
    if faults:
        raise InputError(faults)
    confusion = np.bincount(true * classes + told, minlength=classes**2).reshape(classes, classes)
    of_class = confusion.sum(axis=1)
    occurs = of_class > 0
    return ClassScores(
        confusion=confusion,
        accuracy=float(np.trace(confusion) / true.size),
        largest_class=float(of_class.max() / true.size),
        balanced_accuracy=float(np.mean(np.diag(confusion)[occurs] / of_class[occurs])),
        adjusted_rand_index=adjusted_rand_index(true, told),
    )


def _faults(true: Integers, told: Integers, classes: int) -> list[Fault]:
    if true.ndim != 1 or true.shape != told.shape or not true.size:
        problem = f"the true ones have shape {true.shape}, those told {told.shape}"
        return [Fault("classes", problem, "give one true and one told class a customer, one at least")]
    return [
        Fault(f"{name} classes", f"lie outside 0 to {classes - 1}", "number the classes from 0")
        for name, values in (("true", true), ("told", told))
        if values.min() < 0 or values.max() >= classes
    ]

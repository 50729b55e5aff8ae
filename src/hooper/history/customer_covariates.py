"""What is known of customers beside their purchases, and does not change: age, channel, region."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.read_only_columns import set_read_only

Floats = NDArray[np.float64]

LEVEL = "="  # between the name of a categorical column and one of its levels, as in channel=web


@dataclass(frozen=True)
class CustomerCovariates:
    """Covariates of customers, in the rows of a `CustomerSummary`; or of cohorts, in those of `Survivors`.

    `values`, read-only, of shape `(n, n_covariates)`, has a column for each of the `names`. Raises
    InputError if the two do not fit together or a value is not finite.

    >>> covariates = CustomerCovariates(("age", "channel=web"), np.array([[30.0, 1.0], [41.0, 0.0]]))
    >>> covariates.n_customers, covariates.columns(("channel=web",)).tolist()
    (2, [[1.0], [0.0]])
    """

    names: tuple[str, ...]
    values: Floats

    def __post_init__(self) -> None:
        set_read_only(self, ("values",))
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)

    @property
    def n_customers(self) -> int:
        """The number of customers, or cohorts."""
        return self.values.shape[0]

    def take(self, rows: NDArray[np.int64]) -> "CustomerCovariates":
        """Return the covariates of the customers in `rows` only, in that order."""
        return CustomerCovariates(self.names, self.values[rows])

    def columns(self, names: Sequence[str]) -> Floats:
        """Return the columns of these names, in this order, shape `(n, n_names)`."""
        return self.values[:, [self.names.index(name) for name in names]]

    def expanded(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the chosen columns, those of all its levels for a categorical one.

        Raises InputError with the nearest names if there is no such column, or one is chosen twice.

        >>> covariates = CustomerCovariates(("age", "channel=shop", "channel=web"), np.zeros((5, 3)))
        >>> covariates.expanded(("channel", "age"))
        ('channel=shop', 'channel=web', 'age')
        """
        found = {column: self._named(column) for column in chosen}
        names = [name for column in chosen for name in found[column]]
        faults = [self._absent(column) for column, names_of in found.items() if not names_of]
        faults += [
            Fault("covariates", f"{name!r} is chosen twice", "choose each column once")
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]
        if faults:
            raise InputError(faults)
        return tuple(names)

    def _named(self, column: str) -> list[str]:
        if column in self.names:
            return [column]
        return [name for name in self.names if name.startswith(column + LEVEL)]

    def _absent(self, column: str) -> Fault:
        near = difflib.get_close_matches(column, self.names, n=3, cutoff=0.4) or self.names
        return Fault("covariates", f"there is no column {column!r}", f"choose from: {', '.join(near)}")


def _contradictions(covariates: CustomerCovariates) -> list[Fault]:
    names, values = covariates.names, covariates.values
    if values.ndim != 2 or values.shape[1] != len(names):
        problem = f"{len(names)} names come with values of the shape {values.shape}"
        return [Fault("covariates", problem, "give one column a name and one row a customer")]
    faults = [
        Fault("covariates", f"two columns are named {name!r}", "give them different names")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    bad = np.argwhere(~np.isfinite(values))
    if bad.size:
        row, column = bad[0].tolist()
        problem = f"{names[column]!r} of row {row + 1} is {values[row, column]}"
        faults.append(Fault("covariates", problem, "fill the gap, or leave the column out"))
    return faults

"""Customers in bins of what they did before the cut: where a model foretells too much or too little.

Source: Fader, Hardie and Lee (2005), Marketing Science 24(2), section 4: mean purchases in the holdout,
actual and foretold, by what was bought before. A total that is right may hide errors that cancel each
other; bins bring them to light.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary


@dataclass(frozen=True)
class CustomerBins:
    """Which bin each customer is in, shape `(n_customers,)`, and the names of the bins, in order."""

    labels: tuple[str, ...]
    of_customer: NDArray[np.int64]

    @property
    def customers(self) -> NDArray[np.int64]:
        """The number of customers in each bin, shape `(n_bins,)`."""
        return np.bincount(self.of_customer, minlength=len(self.labels))

    def mean(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the mean of `values`, shape `(n_customers,)`, in each bin, `(n_bins,)`; nan of nobody.

        >>> CustomerBins(("0", "1", "2+"), np.array([0, 0, 2])).mean(np.array([1.0, 2.0, 5.0])).tolist()
        [1.5, nan, 5.0]
        """
        total = np.bincount(self.of_customer, weights=values, minlength=len(self.labels))
        return np.divide(total, self.customers, out=np.full(total.size, np.nan), where=self.customers > 0)


def by_frequency(summary: CustomerSummary, highest: int = 7) -> CustomerBins:
    """Sort the customers by repeat purchases: 0, 1, ..., and `highest` or more."""
    labels = (*(str(count) for count in range(highest)), f"{highest}+")
    return CustomerBins(labels, np.minimum(summary.frequency, highest))


def by_silence(summary: CustomerSummary, width: float = 4.0, n_bins: int = 10) -> CustomerBins:
    """Sort the customers by the time between their last purchase and the cut, in bins of `width`.

    The time is in units of the summary's; the last bin holds all who were silent for longer.
    """
    # Whole days over 7 lie beside the edges of the bins by their last bits.
    silent_for = np.round((summary.age - summary.recency) / width, 9)
    starts = [f"{width * k:g}" for k in range(n_bins)]
    labels = (*(f"{a}\N{EN DASH}{b}" for a, b in pairwise(starts)), f"{starts[-1]}+")
    return CustomerBins(labels, np.minimum(silent_for, n_bins - 1).astype(np.int64))

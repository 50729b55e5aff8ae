"""The panel as the loops want it: distinct numbers of purchases, and covariates on one scale.

Covariates are moved to mean 0 and stretched to standard deviation 1, so that the search is the same
whatever their units, and a threshold is that of a mean customer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class StandardisedPanel:
    """A panel with the distinct numbers of purchases apart, and its covariates standardised.

    `purchases` and `counts`, shape `(n_levels,)`, are the distinct numbers and how many rows have each,
    `levels`, shape `(n_rows,)`, which of them a row has. `covariates`, shape `(n_rows, n_covariates)`,
    are standardised by `centre` and `spread`, shape `(n_covariates,)`.
    """

    purchases: Floats
    counts: Integers
    levels: Integers
    covariates: Floats
    centre: Floats
    spread: Floats
    bounds: Integers

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.bounds.size - 1

    @property
    def mean_purchases(self) -> float:
        """The mean number of purchases of a row."""
        return float(self.counts @ self.purchases) / self.levels.size


def standardised(panel: PurchasePanel, centre: Floats, spread: Floats) -> StandardisedPanel:
    """Return `panel` with covariates less `centre` over `spread`, each of shape `(n_covariates,)`."""
    purchases, levels, counts = np.unique(panel.purchases, return_inverse=True, return_counts=True)
    return StandardisedPanel(
        purchases=purchases.astype(np.float64),
        counts=counts,
        levels=levels,
        covariates=(panel.covariates - centre) / spread,
        centre=centre,
        spread=spread,
        # A copy, since the loops would be compiled once more for read-only arrays.
        bounds=panel.customer_bounds.copy(),
    )


def as_it_is(panel: PurchasePanel) -> StandardisedPanel:
    """Return `panel` with its covariates as they are: centre 0, spread 1."""
    n_covariates = panel.covariates.shape[1]
    return standardised(panel, np.zeros(n_covariates), np.ones(n_covariates))


def centre_and_spread(panel: PurchasePanel) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of the covariates that move somebody, each `(n_covariates,)`.

    The spread of a covariate that never varies is 1.
    """
    effective = panel.covariates[panel.is_move]
    if not len(effective):
        return np.zeros(panel.covariates.shape[1]), np.ones(panel.covariates.shape[1])
    spread = effective.std(axis=0)
    return effective.mean(axis=0), np.where(np.ptp(effective, axis=0) > 0.0, spread, 1.0)


def poisson_likelihoods(rates: Floats, panel: StandardisedPanel) -> tuple[Floats, float]:
    """Return the likelihood of each level in each state, shape `(n_levels, n_states)`, and what was left out.

    The largest of each level is made 1, so that no number of purchases is too unlikely for a float64; the
    logarithms of what was divided out sum over all rows to the second value.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> panel = as_it_is(panel_without_covariates(np.array([0, 2]), np.array([2])))
    >>> likelihoods, left_out = poisson_likelihoods(np.array([1.0, 2.0]), panel)
    >>> likelihoods.round(3).tolist(), round(left_out, 3)
    ([[1.0, 0.368], [0.68, 1.0]], -2.307)
    """
    logs = poisson_log_likelihoods(rates, panel)
    highest = logs.max(axis=1)
    left_out = float(panel.counts @ (highest))
    return np.exp(logs - highest[:, np.newaxis]), left_out


def poisson_log_likelihoods(rates: Floats, panel: StandardisedPanel) -> Floats:
    """Return the log-probability of each level of purchases in each state, shape `(n_levels, n_states)`."""
    purchases = panel.purchases[:, np.newaxis]
    return purchases * np.log(rates) - rates - gammaln(purchases + 1.0)

"""The panel as the loops want it: distinct numbers of purchases, and covariates on one scale.

Covariates are moved to mean 0 and stretched to standard deviation 1, so that the search is the same
whatever their units, and a threshold is that of a mean customer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.tied_panel import TiedPanel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ALIKE = 4  # rows with the same covariates, on average, from which on their moves are computed once


@dataclass(frozen=True)
class StandardisedPanel:
    """A panel with the distinct numbers of purchases apart, and its covariates standardised.

    `purchases` and `counts`, shape `(n_levels,)`, are the distinct numbers and how many periods of
    customers have each, `levels`, shape `(n_rows,)`, which of them a row has. `covariates`, shape
    `(n_distinct, n_covariates)`, are the distinct ones, standardised by `centre` and `spread`, shape
    `(n_covariates,)`, and `moves`, shape `(n_rows,)`, which of them a row has. Each run of rows between
    two `bounds` is that of as many equal customers as `customers`, shape `(n_runs,)`, says.
    """

    purchases: Floats
    counts: Floats
    levels: Integers
    covariates: Floats
    moves: Integers
    centre: Floats
    spread: Floats
    bounds: Integers
    customers: Floats

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return round(float(self.customers.sum()))

    @property
    def mean_purchases(self) -> float:
        """The mean number of purchases of a customer in a period."""
        return float(self.counts @ self.purchases) / float(self.counts.sum())


def standardised(tied: TiedPanel, centre: Floats, spread: Floats) -> StandardisedPanel:
    """Return the panel with covariates less `centre` over `spread`, each of shape `(n_covariates,)`."""
    panel = tied.panel
    purchases, levels = np.unique(panel.purchases, return_inverse=True)
    customers = np.repeat(tied.customers.astype(np.float64), panel.n_periods)
    covariates, moves = _distinct(panel.covariates)
    return StandardisedPanel(
        purchases=purchases.astype(np.float64),
        counts=np.bincount(levels, customers, minlength=purchases.size).astype(np.float64),
        levels=levels,
        covariates=(covariates - centre) / spread,
        moves=moves,
        centre=centre,
        spread=spread,
        # A copy, since the loops would be compiled once more for read-only arrays.
        bounds=panel.customer_bounds.copy(),
        customers=tied.customers.astype(np.float64),
    )


def as_it_is(panel: PurchasePanel) -> StandardisedPanel:
    """Return `panel` with its customers one by one and covariates as they are: centre 0, spread 1."""
    n_covariates = panel.covariates.shape[1]
    one_by_one = TiedPanel(panel, np.ones(panel.n_customers, np.int64))
    return standardised(one_by_one, np.zeros(n_covariates), np.ones(n_covariates))


def _distinct(covariates: Floats) -> tuple[Floats, Integers]:
    """Return the distinct rows of `covariates`, and which of them each is; all, if few are alike."""
    n_rows = len(covariates)
    code, n_codes = np.zeros(n_rows, np.int64), 1
    for column in covariates.T:
        values, of_column = np.unique(column, return_inverse=True)
        codes, code = np.unique(code * values.size + of_column, return_inverse=True)
        n_codes = codes.size
        if n_codes > n_rows // _ALIKE:
            return covariates, np.arange(n_rows)
    distinct = np.empty((n_codes, covariates.shape[1]))
    distinct[code] = covariates
    return distinct, code


def centre_and_spread(panel: PurchasePanel) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of the covariates that move somebody, each `(n_covariates,)`.

    The spread of a covariate that never varies is 1.
    """
    effective = panel.covariates[panel.is_move]
    if not len(effective):
        return np.zeros(panel.covariates.shape[1]), np.ones(panel.covariates.shape[1])
    spread = effective.std(axis=0)
    return effective.mean(axis=0), np.where(np.ptp(effective, axis=0) > 0.0, spread, 1.0)


def poisson_likelihoods(rates: Floats, panel: StandardisedPanel) -> tuple[Floats, Floats]:
    """Return the likelihood of each level in each state, shape `(n_levels, n_states)`, and what was left out.

    The largest of each level is made 1, so that no number of purchases is too unlikely for a float64; the
    logarithms of what was divided out are the second value, shape `(n_levels,)`.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> panel = as_it_is(panel_without_covariates(np.array([0, 2]), np.array([2])))
    >>> likelihoods, left_out = poisson_likelihoods(np.array([1.0, 2.0]), panel)
    >>> likelihoods.round(3).tolist(), left_out.round(3).tolist()
    ([[1.0, 0.368], [0.68, 1.0]], [-1.0, -1.307])
    """
    logs = poisson_log_likelihoods(rates, panel)
    highest = logs.max(axis=1)
    return np.exp(logs - highest[:, np.newaxis]), highest


def poisson_log_likelihoods(rates: Floats, panel: StandardisedPanel) -> Floats:
    """Return the log-probability of each level of purchases in each state, shape `(n_levels, n_states)`."""
    purchases = panel.purchases[:, np.newaxis]
    return purchases * np.log(rates) - rates - gammaln(purchases + 1.0)

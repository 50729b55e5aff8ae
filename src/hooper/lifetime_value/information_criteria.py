"""Akaike's and the Bayesian information criterion: log-likelihoods made comparable between models.

Sources: Akaike (1974), IEEE Transactions on Automatic Control 19(6); Schwarz (1978), Annals of Statistics
6(2). The lower is the better; only fits of models of the same quantity to the same data can be compared.
A penalised fit has none of them, since it is not at the top of the likelihood: nan.
"""

import math

from hooper.lifetime_value.fit import Fit


def akaike(fit: Fit) -> float:
    """Return 2 k - 2 log L, with k the number of parameters.

    >>> akaike(Fit("coin", {"p": 0.5}, {"p": 0.1}, -10.0, "ok", "", n_customers=100))
    22.0
    """
    return 2.0 * len(fit.parameters) - 2.0 * _largest_log_likelihood(fit)


def bayesian(fit: Fit) -> float:
    """Return k log n - 2 log L, with k the number of parameters and n that of customers.

    >>> round(bayesian(Fit("coin", {"p": 0.5}, {"p": 0.1}, -10.0, "ok", "", n_customers=100)), 6)
    24.60517
    """
    size = math.log(fit.n_customers) if fit.n_customers else math.nan
    return size * len(fit.parameters) - 2.0 * _largest_log_likelihood(fit)


def _largest_log_likelihood(fit: Fit) -> float:
    return math.nan if fit.penalty_strength > 0.0 else fit.log_likelihood

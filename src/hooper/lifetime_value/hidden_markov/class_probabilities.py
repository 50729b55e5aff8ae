"""In which class each customer probably is, and what that means for purchases to come."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax, softmax

from hooper.lifetime_value.hidden_markov.forward_backward import customer_log_likelihoods
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.purchases_to_come import expected_purchases
from hooper.lifetime_value.hidden_markov.standardised_panel import as_it_is, poisson_likelihoods
from hooper.lifetime_value.hidden_markov.state_model import state_model

Floats = NDArray[np.float64]


def parameters_of_classes(parameters: Mapping[str, float]) -> list[dict[str, float]]:
    """Return the parameters of each class under the names of a model without classes.

    >>> of_both = {"class_0_rate_0": 0.1, "class_1_rate_0": 0.3, "class_1": -0.5}
    >>> parameters_of_classes(of_both)
    [{'rate_0': 0.1}, {'rate_0': 0.3}]
    """
    prefixes = [f"class_{k}_" for k in range(len(_log_odds(parameters)))]
    return [
        {name.removeprefix(prefix): value for name, value in parameters.items() if name.startswith(prefix)}
        for prefix in prefixes
    ]


def class_probabilities(parameters: Mapping[str, float], panel: PurchasePanel) -> Floats:
    """Return the probabilities of the classes given the purchases, `(n_customers, n_classes)`."""
    plain = as_it_is(panel)
    joint = np.empty((panel.n_customers, len(_log_odds(parameters))))
    for k, own in enumerate(parameters_of_classes(parameters)):
        model = state_model(own, panel.covariate_names)
        likelihoods, left_out = poisson_likelihoods(model.rates, plain)
        joint[:, k] = customer_log_likelihoods(model, likelihoods, plain)
        joint[:, k] += np.add.reduceat(left_out[plain.levels], plain.bounds[:-1])
    return np.asarray(softmax(joint + log_softmax(_log_odds(parameters)), axis=1))


def expected_purchases_of_classes(
    parameters: Mapping[str, float], panel: PurchasePanel, future_covariates: Floats
) -> Floats:
    """Return the mean purchases of each customer in each period to come, whatever the class.

    Arguments and shape as in `expected_purchases`.
    """
    classes = class_probabilities(parameters, panel)
    expected = [
        expected_purchases(own, panel, future_covariates) for own in parameters_of_classes(parameters)
    ]
    return np.einsum("nk,knt->nt", classes, np.array(expected))


def _log_odds(parameters: Mapping[str, float]) -> list[float]:
    """Return the log odds of each class against class 0."""
    odds = [0.0]
    while f"class_{len(odds)}" in parameters:
        odds.append(parameters[f"class_{len(odds)}"])
    return odds

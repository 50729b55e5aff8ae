"""How much each customer will buy in the periods to come, given what will happen to them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.hidden_markov.ordered_logit import transition_matrices
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.state_model import state_model
from hooper.lifetime_value.hidden_markov.state_probabilities import final_probabilities

Floats = NDArray[np.float64]


def expected_purchases(
    parameters: Mapping[str, float], panel: PurchasePanel, future_covariates: Floats
) -> Floats:
    """Return the mean purchases of each customer in each period to come, `(n_customers, n_future)`.

    `future_covariates`, shape `(n_customers, n_future, n_covariates)`, are what moves customers into each
    of these periods; with no covariates their shape alone says how many periods are asked for. Raises
    InputError if they have another shape or are not finite.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> moves = {"threshold_0_1": 4.0, "threshold_1_1": -2.0}
    >>> parameters = {"rate_0": 0.1, "rate_1": 2.0, "entry_1": 0.0, **moves}
    >>> panel = panel_without_covariates(np.array([2, 3, 0, 1, 1]), np.array([3, 2]))
    >>> expected_purchases(parameters, panel, np.zeros((2, 3, 0))).round(2).tolist()
    [[0.99, 0.91, 0.83], [1.54, 1.37, 1.23]]
    """
    _require_future(panel, future_covariates)
    model = state_model(parameters, panel.covariate_names)
    chances = final_probabilities(parameters, panel)
    n_future = future_covariates.shape[1]
    expected = np.empty((panel.n_customers, n_future))
    for period in range(n_future):
        moves = transition_matrices(model, future_covariates[:, period])
        chances = (chances[:, np.newaxis] @ moves)[:, 0]
        expected[:, period] = chances @ model.rates
    return expected


def _require_future(panel: PurchasePanel, future_covariates: Floats) -> None:
    names = panel.covariate_names
    expected = panel.n_customers, len(names)
    if future_covariates.ndim != 3 or future_covariates.shape[::2] != expected:
        remedy = f"give ({expected[0]}, periods, {expected[1]}): customers, periods, covariates"
        raise InputError([Fault("future_covariates", f"have shape {future_covariates.shape}", remedy)])
    if not np.isfinite(future_covariates).all():
        customer, period, column = np.argwhere(~np.isfinite(future_covariates))[0]
        problem = f"{names[column]} of customer {customer} in period {period} is not finite"
        raise InputError([Fault("future_covariates", problem, "fill it in")])

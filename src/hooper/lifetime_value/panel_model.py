"""The kind of models that follow customers from period to period through states that nobody sees."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.model_kinds import Model

Floats = NDArray[np.float64]


class FitStates(Protocol):
    """A fit of as many states as are asked for."""

    def __call__(self, panel: PurchasePanel, n_states: int = ..., /) -> Fit:
        """Fit to the panel."""
        ...


@dataclass(frozen=True)
class PanelModel(Model):
    """A model of purchases in periods, of customers who move between states.

    States are in order: in the first the fewest purchases are made. `parameters` says what those of the
    fewest states mean, without covariates; more states and covariates bring more of the same kinds.
    `final_probabilities` are those of the states in each customer's last period, and
    `expected_purchases(parameters, panel, future_covariates)` those of each period to come.
    """

    fit: FitStates
    final_probabilities: Callable[[Mapping[str, float], PurchasePanel], Floats]
    expected_purchases: Callable[[Mapping[str, float], PurchasePanel, Floats], Floats]

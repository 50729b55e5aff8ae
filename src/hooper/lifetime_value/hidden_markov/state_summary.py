"""What a fitted model says in a few figures: the states in order, who is in them, and where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.ordered_logit import transition_matrices
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.standardised_panel import centre_and_spread
from hooper.lifetime_value.hidden_markov.state_model import state_model
from hooper.lifetime_value.hidden_markov.state_probabilities import final_probabilities

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StateSummary:
    """The states, that with the fewest purchases first.

    `rates`, shape `(n_states,)`, are purchases a period, `shares` the expected shares of the customers in
    each state in their last period, `moves`, shape `(n_states, n_states)`, the chances of each state
    (column) a period after each (row) at `mean_covariates`, shape `(n_covariates,)`.
    """

    rates: Floats
    shares: Floats
    moves: Floats
    mean_covariates: Floats

    def as_records(self) -> list[dict[str, object]]:
        """Return the states as plain JSON values."""
        rows = zip(self.rates.tolist(), self.shares.tolist(), self.moves.tolist(), strict=True)
        return [
            {"state": state, "rate": rate, "share": share, "moves": moves}
            for state, (rate, share, moves) in enumerate(rows)
        ]


def summarise_states(parameters: Mapping[str, float], panel: PurchasePanel) -> StateSummary:
    """Summarise the states of the customers of `panel`, one at least.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> moves = {"threshold_0_1": 4.0, "threshold_1_1": -2.0}
    >>> parameters = {"rate_0": 0.1, "rate_1": 2.0, "entry_1": 0.0, **moves}
    >>> panel = panel_without_covariates(np.array([2, 3, 0, 1, 1]), np.array([3, 2]))
    >>> summary = summarise_states(parameters, panel)
    >>> summary.shares.round(2).tolist(), summary.moves.round(2).tolist()
    ([0.31, 0.69], [[0.98, 0.02], [0.12, 0.88]])
    """
    model = state_model(parameters, panel.covariate_names)
    mean_covariates, _ = centre_and_spread(panel)
    return StateSummary(
        rates=model.rates,
        shares=final_probabilities(parameters, panel).mean(axis=0),
        moves=transition_matrices(model, mean_covariates[np.newaxis])[0],
        mean_covariates=mean_covariates,
    )

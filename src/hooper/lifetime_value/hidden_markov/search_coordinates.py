"""The coordinates in which the likelihood is climbed: any real numbers are an ordered model.

The rate of a state is that of the state below it and a rise above zero, and a threshold the one below it
and a gap above zero; rises (in units of the mean number of purchases) and gaps stand as logarithms.
Thresholds and coefficients are those of standardised covariates. There is one coordinate a parameter, in
the same order.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.forward_backward import customer_log_likelihoods, panel_sums
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel, poisson_likelihoods
from hooper.lifetime_value.hidden_markov.state_model import StateModel, arranged, blocks

Floats = NDArray[np.float64]

REACH = 14.0  # a rate a million times the mean or a chance of one in a million, or the other way round

_WIDEST_GAP = float(np.log(2.0 * REACH))


@dataclass(frozen=True)
class SearchSpace:
    """The box in which a model of `n_states` states is looked for, and what the panel says at its points."""

    panel: StandardisedPanel
    n_states: int

    @property
    def n_parameters(self) -> int:
        """The number of coordinates, one a parameter."""
        return self.n_states * (self.n_states + 1 + self.panel.covariates.shape[1]) - 1

    @property
    def upper(self) -> Floats:
        """The upper edge of the box, shape `(n_parameters,)`; the lower one is -REACH everywhere."""
        edge = np.full(self.n_parameters, REACH)
        blocks(edge, self.n_states)[3][:] = _WIDEST_GAP
        return edge

    def model(self, point: Floats) -> StateModel:
        """Return the model at `point`, shape `(n_parameters,)`, for the standardised covariates."""
        values = point.copy()
        rates, _, _, gaps, _ = blocks(values, self.n_states)
        rates[:] = self._rises(point).cumsum()
        gaps[:] = np.exp(gaps)
        return arranged(values, self.n_states)

    def log_likelihood(self, point: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood of all customers at `point` and its slope, both `(n_parameters,)`."""
        model, panel = self.model(point), self.panel
        likelihoods, left_out = poisson_likelihoods(model.rates, panel)
        sums = panel_sums(model, likelihoods, panel)
        in_rates = (panel.purchases @ sums.visits) / model.rates - sums.visits.sum(axis=0)
        by_threshold = sums.threshold_slopes
        slope = np.concatenate(
            (
                self._rises(point) * _sums_from_here_on(in_rates),
                (sums.entries - panel.customers.sum() * model.entry)[1:],
                by_threshold.sum(axis=1),
                (model.gaps * _sums_from_here_on(by_threshold)[:, 1:]).ravel(),
                sums.coefficient_slopes.T.ravel(),
            )
        )
        return sums.log_likelihood + float(panel.counts @ left_out), slope

    def customer_log_likelihoods(self, point: Floats) -> Floats:
        """Return the log-likelihood at `point` of one customer of each run of rows, shape `(n_runs,)`."""
        model, panel = self.model(point), self.panel
        likelihoods, left_out = poisson_likelihoods(model.rates, panel)
        sums = np.add.reduceat(left_out[panel.levels], panel.bounds[:-1])
        return customer_log_likelihoods(model, likelihoods, panel) + sums

    def parameters(self, point: Floats) -> tuple[Floats, Floats]:
        """Return the parameters for the covariates as they are, and how they move with the point.

        The parameters have shape `(n_parameters,)`; the derivatives, `(n_parameters, n_parameters)`, are
        those of the logarithms of rates and gaps, and of the others themselves.
        """
        model, panel, n_states = self.model(point), self.panel, self.n_states
        values, jacobian = point.copy(), np.eye(point.size)
        rates, _, lowest_thresholds, gaps, coefficients = blocks(values, n_states)
        jacobian[:n_states, :n_states] = np.tril(self._rises(point) / model.rates[:, np.newaxis])
        rates[:] = model.rates
        gaps[:] = np.exp(gaps)
        of_threshold, of_coefficient = blocks(np.arange(point.size), n_states)[2::2]
        per_unit = np.repeat(1.0 / panel.spread, n_states)
        coefficients *= per_unit
        lowest_thresholds += (
            (np.repeat(panel.centre, n_states) * coefficients).reshape(-1, n_states).sum(axis=0)
        )
        jacobian[of_coefficient, of_coefficient] = per_unit
        jacobian[np.tile(of_threshold, panel.centre.size), of_coefficient] = (
            np.repeat(panel.centre, n_states) * per_unit
        )
        return values, jacobian

    def _rises(self, point: Floats) -> Floats:
        return self.panel.mean_purchases * np.exp(point[: self.n_states])


def _sums_from_here_on(values: Floats) -> Floats:
    return values[..., ::-1].cumsum(axis=-1)[..., ::-1]

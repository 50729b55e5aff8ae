"""The coordinates of several classes of customers, each with a hidden Markov model of its own.

The likelihood of a customer is the mean of those of the classes, weighted by their shares. Its slope in the
parameters of one class is that of the customers counted by their chances of being in it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax, logsumexp

from hooper.lifetime_value.hidden_markov.search_coordinates import REACH, SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ClassSpace:
    """The box of models of `n_classes` classes: a point of `of_one` for each, and their log odds.

    The log odds are those of each class but the first against the first.
    """

    of_one: SearchSpace
    n_classes: int

    @property
    def panel(self) -> StandardisedPanel:
        """The panel of all customers."""
        return self.of_one.panel

    @property
    def upper(self) -> Floats:
        """The upper edge of the box, shape `(n_parameters,)`; the lower one is -REACH everywhere."""
        return np.append(np.tile(self.of_one.upper, self.n_classes), np.full(self.n_classes - 1, REACH))

    def split(self, point: Floats) -> tuple[Floats, Floats]:
        """Return the points of the classes, a row each, and the logs of their shares, `(n_classes,)`."""
        of_classes = point[: 1 - self.n_classes].reshape(self.n_classes, -1)
        return of_classes, log_softmax(np.append(0.0, point[1 - self.n_classes :]))

    def log_likelihood(self, point: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood of all customers at `point` and its slope, shape `(n_parameters,)`."""
        of_classes, log_shares = self.split(point)
        totals, memberships = self.memberships(point)
        slopes, customers = [], self.panel.customers * memberships
        for of_class, weights in zip(of_classes, customers, strict=True):
            weighted = replace(self.of_one, panel=replace(self.panel, customers=weights))
            slopes.append(weighted.log_likelihood(of_class)[1])
        of_shares = customers.sum(axis=1) - customers.sum() * np.exp(log_shares)
        return float(self.panel.customers @ totals), np.concatenate((*slopes, of_shares[1:]))

    def memberships(self, point: Floats) -> tuple[Floats, Floats]:
        """Return the log-likelihood of each run of rows, and its chances of the classes, a row each."""
        of_classes, log_shares = self.split(point)
        joint = np.array([self.of_one.customer_log_likelihoods(each) for each in of_classes])
        joint += log_shares[:, np.newaxis]
        totals = np.asarray(logsumexp(joint, axis=0))
        return totals, np.exp(joint - totals)

    def ordered(self, point: Floats) -> Floats:
        """Return the same model with the class that buys least first, shape `(n_parameters,)`."""
        of_classes, log_shares = self.split(point)
        weights = self.panel.customers * self.memberships(point)[1]
        purchases = np.add.reduceat(self.panel.purchases[self.panel.levels], self.panel.bounds[:-1])
        periods = np.diff(self.panel.bounds)
        order = np.argsort((weights @ purchases) / np.maximum(weights @ periods, np.finfo(np.float64).tiny))
        log_odds = (log_shares - log_shares[order[0]])[order][1:]
        return np.append(of_classes[order].ravel(), np.clip(log_odds, -REACH, REACH))

    def parameters(self, point: Floats) -> tuple[Floats, Floats]:
        """Return the parameters, class by class, then the log odds, and how they move with the point."""
        of_classes, _ = self.split(point)
        jacobian, size = np.eye(point.size), self.of_one.n_parameters
        values = point.copy()
        for first, of_class in zip(range(0, point.size, size), of_classes, strict=False):
            own = slice(first, first + size)
            values[own], jacobian[own, own] = self.of_one.parameters(of_class)
        return values, jacobian

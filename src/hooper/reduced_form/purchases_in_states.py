"""How a hidden state shows: purchases at random through a period, or one purchase or none in it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_OPPORTUNITY, REDUCED_FORM_PURCHASE
from hooper.foundation.settings import NonNegative, Probability, Settings
from hooper.reduced_form.customer_uniforms import Customers, customer_uniforms
from hooper.reduced_form.inverse_cdf import exponential
from hooper.reduced_form.state_paths import UNSEEN, States

Floats = NDArray[np.float64]


class Purchases(NamedTuple):
    """Who bought, and when in periods since the entry, each of shape `(n_purchases,)`.

    The purchases of one customer are in the order of time.
    """

    customer: Customers
    elapsed: Floats


class PoissonPurchases(Settings):
    """Any number of purchases a period, at any time in it, at the rate of the state.

    One standard exponential wait follows another on a clock that runs as fast as the state's rate.
    """

    per_period: tuple[NonNegative, ...] = Field(description="mean purchases a period in each state")

    @property
    def mean_purchases(self) -> tuple[float, ...]:
        """The mean number of purchases a period in each state."""
        return self.per_period

    def draw(self, paths: States, key: tuple[int, int]) -> Purchases:
        """Draw the purchases in states of shape `(n, n_periods)`.

        >>> paths = np.zeros((1, 3), np.uint8)
        >>> PoissonPurchases(per_period=(1.0,)).draw(paths, (1, 0)).elapsed.round(2).tolist()
        [2.03]
        """
        left = _standard_wait(key, np.arange(len(paths)), np.zeros(len(paths), np.int64))
        number = np.zeros(len(paths), np.int64)
        rounds = [Purchases(number[:0], left[:0])]
        for period, states in enumerate(paths.T):
            rate = _by_state(self.mean_purchases, states)
            left = left - rate
            buying = np.flatnonzero(left < 0.0)
            while buying.size:
                rounds.append(Purchases(buying, period + 1.0 + left[buying] / rate[buying]))
                number[buying] += 1
                left[buying] += _standard_wait(key, buying, number[buying])
                buying = buying[left[buying] < 0.0]
        return _together(rounds)


class BernoulliPurchases(Settings):
    """One purchase on the first day of a period, or none, with the probability of the state."""

    probability: tuple[Probability, ...] = Field(description="chance of a purchase a period in each state")

    @property
    def mean_purchases(self) -> tuple[float, ...]:
        """The mean number of purchases a period in each state."""
        return self.probability

    def draw(self, paths: States, key: tuple[int, int]) -> Purchases:
        """Draw the purchases in states of shape `(n, n_periods)`.

        >>> paths = np.array([[0, 1, 1, 0]], np.uint8)
        >>> BernoulliPurchases(probability=(0.0, 1.0)).draw(paths, (1, 0)).elapsed.tolist()
        [1.0, 2.0]
        """
        customers = np.arange(len(paths))
        rounds = [Purchases(customers[:0], np.zeros(0))]
        for period, states in enumerate(paths.T):
            uniform = customer_uniforms(key, customers, period, REDUCED_FORM_OPPORTUNITY)[0]
            buying = np.flatnonzero(uniform < _by_state(self.mean_purchases, states))
            rounds.append(Purchases(buying, np.full(buying.size, float(period))))
        return _together(rounds)


def _by_state(rates: tuple[float, ...], states: States) -> Floats:
    """Return the rate of each state, and zero where a period is unseen, shape `(n,)`."""
    by_code = np.zeros(UNSEEN + 1)
    by_code[: len(rates)] = rates
    return by_code[states]


def _standard_wait(key: tuple[int, int], customers: Customers, number: Customers) -> Floats:
    return exponential(1.0, customer_uniforms(key, customers, number, REDUCED_FORM_PURCHASE)[0])


def _together(rounds: list[Purchases]) -> Purchases:
    return Purchases(*(np.concatenate(parts) for parts in zip(*rounds, strict=True)))

"""Worlds that are a statistical model and nothing else: lives are drawn from it, the truth is its formula."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Settings
from hooper.history.observed import Observed
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion
from hooper.reduced_form import gamma_gamma
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.study.lived_world import LivedWorld, lived_world, realised_value

Floats = NDArray[np.float64]

CUT_DAYS = 560.0  # twenty periods of four weeks
HORIZON_DAYS = 364.0
_ENTRY_DAYS = 28.0
_COHORTS = 7  # customers come over half a year, some every four weeks
_MARGIN = 0.3
_DISCOUNT_RATE_PER_YEAR = 0.1

ToCome = Callable[[Any, GeneratedHistory[Any], ValueQuestion, tuple[int, int]], Floats]


@dataclass(frozen=True)
class ReducedFormWorld:
    """A model of the reduced forms with its parameters, and amounts by the Gamma-Gamma.

    `to_come(population, history, question, key)` gives the discounted purchases of each customer after the
    cut, given the traits behind the history up to it: shape `(n_futures, n)`, one row if it is their exact
    mean.
    """

    name: str
    generate: Callable[..., GeneratedHistory[Any]]
    population: Settings
    spend: GammaGammaPopulation
    customers: int
    to_come: ToCome
    contract_days: float | None = None

    @property
    def kind(self) -> str:
        """How the world comes about."""
        return "reduced form"

    def live(self, seed: int) -> LivedWorld:
        """Draw the customers and their lives to the horizon; same seed, same world."""
        key = (seed, 0)
        entry_days = (np.arange(self.customers) % _COHORTS).astype(np.float64) * _ENTRY_DAYS
        to_cut, whole = (self._drawn(entry_days, end, key) for end in (CUT_DAYS, CUT_DAYS + HORIZON_DAYS))
        question = ValueQuestion(
            Observed(whole.transactions, whole.end_days),
            CUT_DAYS,
            HORIZON_DAYS,
            _MARGIN,
            _DISCOUNT_RATE_PER_YEAR,
            self.contract_days,
        )
        known = question.summary.customer_id.astype(np.int64)
        futures = _MARGIN * whole.mean_amount * self.to_come(self.population, to_cut, question, key)
        return lived_world(question, futures[:, known], realised_value(question))

    def _drawn(self, entry_days: Floats, end_days: float, key: tuple[int, int]) -> GeneratedHistory[Any]:
        drawn = self.generate(self.population, entry_days, end_days, key)
        return gamma_gamma.with_amounts(drawn, self.spend, key)

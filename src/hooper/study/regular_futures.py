"""Futures of customers of the Pareto/GGG: regular buyers, so that the time since the last purchase counts.

A customer of regularity k who has waited w for the next purchase waits longer than t with Q(k, k lambda t) /
Q(k, k lambda w), Q the upper tail of a gamma variate; then come waits like all others, until the exit.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, gammainccinv

from hooper.foundation.decisions import REGULAR_FUTURE
from hooper.foundation.random_words import uniforms, words
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import exponential
from hooper.reduced_form.pareto_ggg import ParetoGggTraits

Floats = NDArray[np.float64]


_FUTURES = 40


def of_pareto_ggg(
    _: object, history: GeneratedHistory[ParetoGggTraits], question: ValueQuestion, key: tuple[int, int]
) -> Floats:
    """Return the discounted purchases of each customer in forty futures after the cut, `(40, n)`.

    They are independent given the traits; the history ends at the cut.
    """
    return np.array([_one_future(history, question, key, future) for future in range(_FUTURES)])


def _one_future(
    history: GeneratedHistory[ParetoGggTraits], question: ValueQuestion, key: tuple[int, int], future: int
) -> Floats:
    traits, n = history.traits, history.entry_days.size
    last = np.zeros(n)
    bought = history.transactions["customer_id"].to_numpy().astype(np.int64)
    np.maximum.at(last, bought, history.transactions["time_days"].to_numpy())
    waited = (question.cut_days - last) / DAYS_PER_WEEK
    active = np.flatnonzero(history.is_alive & (traits.rate_per_week > 0.0))
    horizon = np.minimum(question.horizon_weeks, _exits(traits, key, future))
    pace = traits.regularity * traits.rate_per_week
    tail = gammaincc(traits.regularity, pace * waited)
    elapsed, total, step = -waited, np.zeros(n), 1
    while active.size:
        luck = tail[active] * _luck(key, active, future, step)[0]
        elapsed[active] += gammainccinv(traits.regularity[active], luck) / pace[active]
        active = active[elapsed[active] < horizon[active]]
        middle = (np.floor(elapsed[active]) + 0.5) * DAYS_PER_WEEK
        total[active] += question.discount(middle)
        tail[active], step = 1.0, step + 1
    return total


def _exits(traits: ParetoGggTraits, key: tuple[int, int], future: int) -> Floats:
    """Return when each customer leaves, in weeks after the cut: exponential lifetimes forget the past."""
    customers = np.arange(traits.rate_per_week.size)
    return exponential(traits.dropout_rate_per_week, _luck(key, customers, future, 0)[0])


def _luck(key: tuple[int, int], customers: NDArray[np.int64], future: int, step: int) -> Floats:
    return uniforms(words(key, customers, future, step, REGULAR_FUTURE))

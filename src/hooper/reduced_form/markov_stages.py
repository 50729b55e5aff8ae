"""Four stages as a Markov chain: a relationship is explored, formed, stable, in decline, and one day over.

Sources: Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of
Interactive Marketing 14(2); the stages are those of Dwyer, Schurr and Oh (1987), Journal of Marketing
51(2). Every customer in a stage brings its margin once a period, so that a life from each stage is worth

    V = (I - P / (1 + d))^-1 m        with P among the four stages, margins m, discount rate d a period
"""

from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.generated_history import GeneratedHistory, no_amounts, transaction_table
from hooper.reduced_form.state_paths import Distribution, last_states, state_paths

Floats = NDArray[np.float64]

STAGES: Final = ("exploration", "formation", "stability", "decline")
GONE: Final = len(STAGES)

_FourStages = Field(min_length=4, max_length=4)
_OverStages = Annotated[Distribution, _FourStages]
_OverStagesAndGone = Annotated[Distribution, Field(min_length=5, max_length=5)]


class MarkovStagesPopulation(Settings):
    """How stages follow each other and what each brings; who is gone stays gone."""

    initial: _OverStages = Field(description="probabilities of the four stages at entry")
    transitions: Annotated[tuple[_OverStagesAndGone, ...], _FourStages] = Field(
        description="P: for each stage, the chances of the four stages and of being gone a period later"
    )
    margins: tuple[float, float, float, float] = Field(description="m: currency units a period in each stage")
    period_days: Positive = Field(description="days of a period")


@dataclass(frozen=True)
class MarkovStagesTraits:
    """The stage of every customer in every period since entry, shape `(n, n_periods)`.

    An index of `STAGES`, or `GONE`; `UNSEEN` in periods that begin after the end.
    """

    stages: NDArray[np.uint8]


def generate(
    population: MarkovStagesPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[MarkovStagesTraits]:
    """Draw the margins of customers who begin at `entry_days`, shape `(n,)`, until `end_days`.

    One row for every period of a relationship, on its first day, with the margin of the stage as the
    amount; `is_alive` is who is not gone in the last period that has begun. `key` is (seed,
    replication): same key, same history. Raises InputError if somebody enters before day 0 or after the
    end.

    >>> half_goes = ((0.5, 0.0, 0.0, 0.0, 0.5),) * 4
    >>> population = MarkovStagesPopulation(
    ...     initial=(1.0, 0.0, 0.0, 0.0),
    ...     transitions=half_goes,
    ...     margins=(-10.0, 20.0, 60.0, 10.0),
    ...     period_days=30.0,
    ... )
    >>> generate(population, np.zeros(3), end_days=90.0, key=(1, 0)).traits.stages.tolist()
    [[0, 0, 0, 4], [0, 0, 0, 4], [0, 0, 0, 0]]
    """
    chances = (*population.transitions, (0.0, 0.0, 0.0, 0.0, 1.0))
    days = population.period_days
    stages = state_paths((*population.initial, 0.0), chances, days, entry_days, end_days, key)
    customer, period = np.nonzero(stages < GONE)
    margin = np.array(population.margins)[stages[customer, period]]
    return GeneratedHistory(
        transactions=transaction_table(customer, entry_days[customer] + days * period, margin),
        entry_days=entry_days,
        end_days=end_days,
        is_alive=last_states(stages) < GONE,
        mean_amount=no_amounts(entry_days.size),
        traits=MarkovStagesTraits(stages),
    )

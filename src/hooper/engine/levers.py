"""Carries out what a strategy was allowed to do: levers become state of customers, or signals of the firm."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.customer_period import SIGNALS
from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers
from hooper.strategies.budget import Prices


@dataclass(frozen=True)
class Carried:
    """What actions on customers cost, in currency units: letters and work, and the gifts in them.

    Gifts go to customers in the slots `gifted`, and are of a `worth`, both `(n_gifts,)`.
    """

    cost: float
    gifts: float
    gifted: NDArray[np.int64]
    worth: NDArray[np.float64]


def signals_of(
    levers: FirmLevers,
    effect_left: Mapping[str, float],
    *,
    programme: bool,
    market: Mapping[str, float],
    noticed: Mapping[str, float],
) -> NDArray[np.float32]:
    """Return the signals of a period, in the order of `SIGNALS`; those of the `market` come by name.

    What is `noticed` of the firm's departments is 0 where they say nothing; `effect_left` is the share of the
    effect of discount and programme that rivals who imitate them have left.
    """
    values = {
        "discount": levers.discount * effect_left["discount"],
        "programme": float(programme) * effect_left["programme"],
        "quality_change": 0.0,
        **market,
    }
    return np.array([values.get(name, noticed.get(name, 0.0)) for name in SIGNALS], np.float32)


def carry_out(
    actions: Actions,
    reached: NDArray[np.float64],
    population: Population,
    summary: RunningSummary,
    settings: LeverSettings,
    prices: Prices,
) -> Carried:
    """Pull the levers on customers; the rows of the view are the slots of the population.

    `reached` is the share of its strength with which each offer reaches its customer, `(n_actions,)`. Of
    letters to win somebody back only the cost is told here; they stand in `WinBackOffers`.
    """
    offered = actions.rows[actions.levers == OFFER]
    enrolled = actions.rows[actions.levers == ENROLMENT]
    strengths = actions.strengths[actions.levers == OFFER]
    felt = strengths * settings.offer_strength * reached[actions.levers == OFFER]
    population.write("offer", offered, felt.astype(np.float32))
    new_members = enrolled[~summary.enrolled[enrolled]]  # others may have come into a tier
    population.write("member", new_members, np.float32(1.0))
    np.add.at(summary.contacts, actions.rows, 1)
    summary.enrolled[enrolled] = True
    gifts = float(strengths.sum()) * prices.gift
    letters = actions.rows.size - offered.size - enrolled.size
    cost = offered.size * prices.contact + enrolled.size * prices.enrolment
    cost += letters * prices.win_back_contact
    return Carried(cost, gifts, offered, strengths * prices.gift)

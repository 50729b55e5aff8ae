"""Levers on customers: what is done for one becomes state of hers, which laws then act on and let fade."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.foundation.decisions import CROSS_SALE
from hooper.foundation.random_words import customer_words, uniforms
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.cross_buying import MOST_CATEGORIES
from hooper.mechanisms.dimensions import rows_of
from hooper.scenario.lever_effects import LeverEffects
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import (
    CARE,
    CROSS_SELL,
    CUSTOMER_LEVERS,
    ENROLMENT,
    LET_GO,
    OFFER,
    ONBOARDING,
    PERSONAL_BOND,
    STRUCTURAL_TIE,
    Actions,
)
from hooper.strategies.budget import Prices
from hooper.strategies.draws import Draws


@dataclass(frozen=True)
class Carried:
    """What actions on customers cost, in currency units: letters and work, and the gifts in them.

    Gifts go to customers in the slots `gifted`, and are of a `worth`, both `(n_gifts,)`.
    """

    cost: float
    gifts: float
    gifted: NDArray[np.int64]
    worth: NDArray[np.float64]


class Pull(NamedTuple):
    """One lever as it is pulled in a review, on customers in `slots`, each with a strength, both `(n,)`.

    Strengths are what imitation by rivals and the contact policy have left; `skill` is that of the staff, and
    `lots` are uniforms of the customers.
    """

    slots: NDArray[np.int64]
    strengths: NDArray[np.float64]
    skill: float
    lots: NDArray[np.float64]


@dataclass(frozen=True)
class CustomerLevers:
    """The levers of a world on its customers; `relationship` is where a kind word is remembered, if it is."""

    population: Population
    summary: RunningSummary
    effects: LeverEffects
    offer_strength: float
    relationship: str | None
    tires: bool

    @classmethod
    def of(cls, scenario: Scenario, population: Population, summary: RunningSummary) -> Self:
        """Return the levers of a world that has not begun."""
        [row] = rows_of("recent_experience_of_relationship", tuple(scenario.dimension_weights))
        remembers, tires = (law not in scenario.laws_off for law in ("memory", "contact_fatigue"))
        effects, strength = scenario.lever_effects, scenario.levers.offer_strength
        return cls(population, summary, effects, strength, row if remembers else None, tires)

    def carry_out(
        self,
        actions: Actions,
        reached: NDArray[np.float64],
        left: Mapping[str, float],
        skill: float,
        draws: Draws,
        prices: Prices,
    ) -> Carried:
        """Pull the levers; the rows of the view are the slots of the population.

        `reached` is the share of its strength with which each action reaches its customer, `(n_actions,)`,
        and `left` what imitation has left of each lever. Of letters to win somebody back only the cost is
        told here; they stand in `WinBackOffers`.
        """
        for lever, pull in PULLS.items():
            own = np.flatnonzero(actions.levers == lever)
            if own.size:
                slots = actions.rows[own]
                felt = actions.strengths[own] * reached[own] * left[CUSTOMER_LEVERS[lever]]
                drawn = customer_words(
                    draws.key, self.population.customer_id[slots], draws.period, CROSS_SALE
                )[0]
                pull(self, Pull(slots, felt, skill, uniforms(drawn)))
        contacted = actions.rows[actions.levers != LET_GO]
        np.add.at(self.summary.contacts, contacted, 1)
        self.tire(contacted)
        offers = actions.levers == OFFER
        given = actions.strengths[offers]
        gifts = float(given.sum()) * prices.gift
        return Carried(prices.work_of(actions), gifts, actions.rows[offers], given * prices.gift)

    def are_new(self, rows: NDArray[np.int64], levers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which levers are not pulled already on the customers in rows, for good, same shape."""
        tied = (levers == STRUCTURAL_TIE) & self.summary.tied[rows]
        return ~(tied | ((levers == LET_GO) & self.summary.let_go[rows]))

    def tire(self, contacted: NDArray[np.int64]) -> None:
        """Let customers in slots remember that they were contacted, once for each time they stand there."""
        if self.tires and contacted.size:
            self.population.add("recent_contacts", contacted, np.ones(contacted.size))


def _offer(levers: CustomerLevers, pull: Pull) -> None:
    felt = pull.strengths * levers.offer_strength
    levers.population.write("offer", pull.slots, felt.astype(np.float32))


def _enrol(levers: CustomerLevers, pull: Pull) -> None:
    new_members = pull.slots[~levers.summary.enrolled[pull.slots]]  # others may have come into a tier
    levers.population.write("member", new_members, np.float32(1.0))
    levers.summary.enrolled[pull.slots] = True


def _gain(population: Population, row: str, slots: NDArray[np.int64], shares: NDArray[np.float64]) -> None:
    """Let a row in [0, 1] gain shares of what is left to 1."""
    there = population.values_at(row, slots)
    gained = there + np.minimum(shares, 1.0) * (1.0 - there)
    population.write(row, slots, gained.astype(np.float32))


def _bond(levers: CustomerLevers, pull: Pull) -> None:
    shares = levers.effects.bond_of_manager * pull.skill * pull.strengths
    _gain(levers.population, "emotional_loyalty", pull.slots, shares)


def _tie(levers: CustomerLevers, pull: Pull) -> None:
    tied = levers.effects.strength_of_tie * pull.strengths
    there = levers.population.values_at("switching_cost", pull.slots)
    levers.population.write("switching_cost", pull.slots, np.maximum(there, tied.astype(np.float32)))
    levers.summary.tied[pull.slots] = True


def _care(levers: CustomerLevers, pull: Pull) -> None:
    if levers.relationship:
        warmth = levers.effects.warmth_of_attention * pull.skill * pull.strengths
        levers.population.add(levers.relationship, pull.slots, warmth)


def _onboard(levers: CustomerLevers, pull: Pull) -> None:
    shares = levers.effects.learned_when_onboarded * pull.strengths
    _gain(levers.population, "knowledge", pull.slots, shares)


def _cross_sell(levers: CustomerLevers, pull: Pull) -> None:
    taken = pull.slots[pull.lots < levers.effects.chance_of_cross_sale * pull.strengths]
    further = levers.population.values_at("categories", taken) + np.float32(1.0)
    levers.population.write("categories", taken, np.minimum(further, np.float32(MOST_CATEGORIES)))


def _let_go(levers: CustomerLevers, pull: Pull) -> None:
    slots, effects, population = np.unique(pull.slots), levers.effects, levers.population
    changes = {
        "frailty": 1.0 + effects.hazards_when_let_go,
        "serving_factor": 1.0 - effects.saved_when_let_go,
    }
    for row, factor in changes.items():
        population.write(row, slots, population.values_at(row, slots) * np.float32(factor))
    levers.summary.let_go[slots] = True


# What each lever does; what is promised to win somebody back is done when it is taken up.
PULLS: Final[Mapping[int, Callable[[CustomerLevers, Pull], None]]] = MappingProxyType(
    {
        OFFER: _offer,
        ENROLMENT: _enrol,
        PERSONAL_BOND: _bond,
        STRUCTURAL_TIE: _tie,
        CARE: _care,
        ONBOARDING: _onboard,
        CROSS_SELL: _cross_sell,
        LET_GO: _let_go,
    }
)

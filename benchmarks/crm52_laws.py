"""The reference workload `crm52` as a user's own set of laws: 52 weeks of five relationship states.

Per customer and week, in this order, with z1, z2 ~ N(0, 1) and u1, u2 ~ U(0, 1):

    satisfaction = mu[s] + sigma z1 - x;  x <- x + alpha satisfaction + drift        experience, expectation
    q = 1 / (1 + e^-b satisfaction)
    u1 < up[s] q: s moves up;  u1 > 1 - down[s] (1 - q): s moves down                states
    u2 < p[s]: a purchase worth e^(m[s] + sd z2)                                     purchase
    profit <- profit + margin spend - cost[s];  F, M and R are kept

Nobody is ever gone: the fifth state is churned, and a churned customer may come back.
"""

from typing import NamedTuple

import numpy as np

from hooper.engine.physics import Physics
from hooper.foundation.decisions import FIRST_OF_USERS
from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ONE, ZERO, exp32
from hooper.mechanisms.law import Draw, law

PERIODS = 52
WEEK = FIRST_OF_USERS
Five = tuple[float, float, float, float, float]
_FIVE = np.float32(4.0), np.float32(3.0), np.float32(2.0), np.float32(1.0)


class Satisfaction(NamedTuple):
    """Experience by state, and how expectation adapts and rises."""

    mean_experience: Five = (0.55, 0.65, 0.70, 0.45, 0.40)
    spread: float = 0.25
    adaptation: float = 0.1
    drift: float = 0.001


class Moves(NamedTuple):
    """The chances to move up and down, where one moves to, and how steeply satisfaction decides."""

    chance_up: Five = (0.20, 0.12, 0.0, 0.10, 0.01)
    chance_down: Five = (0.10, 0.08, 0.05, 0.20, 0.0)
    up: Five = (1.0, 2.0, 2.0, 1.0, 0.0)
    down: Five = (4.0, 3.0, 3.0, 4.0, 4.0)
    steepness: float = 4.0


class Purchase(NamedTuple):
    """The chance to buy, the log of what is spent, the margin, and the cost to serve."""

    chance: Five = (0.10, 0.20, 0.30, 0.08, 0.0)
    log_spend: Five = (3.0, 3.3, 3.5, 3.2, 0.0)
    log_spend_sd: float = 0.5
    margin: float = 0.3
    cost: Five = (0.5, 0.4, 0.3, 0.3, 0.0)


@kernel
def by_state(state, values):
    """Return the entry of a five-tuple that belongs to the state."""
    value = values[4]
    value = values[3] if state < _FIVE[0] else value
    value = values[2] if state < _FIVE[1] else value
    value = values[1] if state < _FIVE[2] else value
    return values[0] if state < _FIVE[3] else value


@law(
    writes=("satisfaction_of_week", "expected"),
    settings=Satisfaction,
    state={"expected": 0.5},
    draws=(Draw("experience_z", "normal", WEEK, 0),),
)
def satisfy(state, expected, experience_z, s):
    """Return satisfaction, which is experience less expectation, and the expectation after it."""
    gap = by_state(state, s.mean_experience) + s.spread * experience_z - expected
    return gap, expected + s.adaptation * gap + s.drift


@law(
    writes=("state",),
    settings=Moves,
    state={"state": 0.0},
    draws=(Draw("move_u", "uniform", WEEK, 2),),
)
def move(state, satisfaction_of_week, move_u, s):
    """Return the state after the week; the logistic q = 1 / (1 + odds) is compared without a division."""
    odds = exp32(-s.steepness * satisfaction_of_week)
    whole = ONE + odds
    moves_down = (ONE - move_u) * whole < by_state(state, s.chance_down) * odds
    after = by_state(state, s.down) if moves_down else state
    return by_state(state, s.up) if move_u * whole < by_state(state, s.chance_up) else after


@law(
    writes=("profit", "purchases", "spent", "recency"),
    settings=Purchase,
    state={"profit": 0.0, "purchases": 0.0, "spent": 0.0, "recency": -1.0},
    draws=(Draw("spend_z", "second_normal", WEEK, 0), Draw("buy_u", "uniform", WEEK, 3)),
)
def buy(state, profit, purchases, spent, recency, period, spend_z, buy_u, s):
    """Return what is kept of a customer: profit, number and worth of purchases, the last one's week."""
    buys = buy_u < by_state(state, s.chance)
    amount = exp32(by_state(state, s.log_spend) + s.log_spend_sd * spend_z)
    amount = amount if buys else ZERO
    return (
        profit + (s.margin * amount - by_state(state, s.cost)),
        purchases + (ONE if buys else ZERO),
        spent + amount,
        period if buys else recency,
    )


def physics() -> Physics:
    """Return the three laws with their settings."""
    settings = {"satisfy": Satisfaction(), "move": Moves(), "buy": Purchase()}
    return Physics.of((satisfy, move, buy), settings)

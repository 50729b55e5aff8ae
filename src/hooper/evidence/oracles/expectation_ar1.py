"""Adaptive expectation is an autoregression: it closes a constant gap, and follows what only fluctuates.

With `E <- E + a (x - E)` and constant x the gap shrinks as (1 - a)^n. With independent x of variance v,
`Var(E) = a v / (2 - a)`, and the disconfirmation D = x - E has mean 0 at any quality (the satisfaction
treadmill) and variance `2 v / (2 - a)`. Felt with a loss aversion l, its mean is below zero:
`(1 - l) sd(D) / sqrt(2 pi)`.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.expectation import ExpectationSettings
from hooper.mechanisms.experience import ExperienceSettings
from hooper.mechanisms.satisfaction import SatisfactionSettings
from hooper.scenario.scenario import Scenario

ADAPTATION: Final = 0.3
LOSS_AVERSION: Final = 2.0
FIRST_GAP: Final = 1.0
CUSTOMERS: Final = 250_000
PERIODS_OF_THE_GAP: Final = 10
PERIODS_TO_SETTLE: Final = 40
ROUNDING: Final = 1e-6


def expecting_world(adaptation: float, loss_aversion: float, noise_sd: float) -> World:
    """Return a world in which customers experience, expect and judge, and do nothing else.

    Satisfaction is made to show the felt disconfirmation of the last period alone, and a promise that
    exceeds quality by `FIRST_GAP` is the first expectation of all.
    """
    return World(
        Scenario(
            period="month",
            switched_off=all_laws_but("experience", "satisfaction", "expectation"),
            character=CharacterSettings(
                quality_mean=0.0, quality_sd=0.0, over_promise=FIRST_GAP, expectation_sd=0.0
            ),
            experience=ExperienceSettings(noise_sd=noise_sd),
            expectation=ExpectationSettings(adaptation_per_month=adaptation, rival_pull_per_month=0.0),
            satisfaction=SatisfactionSettings(
                loss_aversion=loss_aversion, zone_of_tolerance=0.0, level_weight=0.0, renewal_per_month=1.0
            ),
        )
    )


class Judged(NamedTuple):
    """What customers think after some periods: arrays of shape `(customers,)`, and a mean of the last."""

    expectation: NDArray[np.float64]
    felt_disconfirmation: NDArray[np.float64]
    mean_disconfirmation: float


def live(world: World, seed: int, customers: int, periods: int) -> Judged:
    """Let customers of an expecting world live some periods in the engine."""
    lone = LoneCustomers(world.physics, (seed, 0), customers)
    lone.enter(customers)
    last = lone.live(periods)[-1]
    return Judged(
        lone.population.values("expectation.overall").astype(np.float64),
        lone.population.values("satisfaction").astype(np.float64),
        last.sums["disconfirmation"] / last.lived,
    )


def measure(
    seed: int, adaptation: float = ADAPTATION, loss_aversion: float = LOSS_AVERSION
) -> dict[str, float]:
    """Live one customer with constant quality and many with fluctuating quality."""
    constant = expecting_world(adaptation, loss_aversion, noise_sd=0.0)
    fluctuating = expecting_world(adaptation, loss_aversion, noise_sd=1.0)
    settled = live(fluctuating, seed, CUSTOMERS, PERIODS_TO_SETTLE)
    felt = settled.felt_disconfirmation
    return {
        "gap after 10 periods": live(constant, seed, 1, PERIODS_OF_THE_GAP).expectation[0],
        "variance of expectation": settled.expectation.var(),
        "mean disconfirmation": settled.mean_disconfirmation,
        "variance of disconfirmation": np.where(felt < 0.0, felt / LOSS_AVERSION, felt).var(),
        "mean felt beyond disconfirmation": felt.mean() - settled.mean_disconfirmation,
    }


def _bands() -> dict[str, Band]:
    expectation = ADAPTATION / (2.0 - ADAPTATION)
    disconfirmation = 2.0 / (2.0 - ADAPTATION)
    felt = (1.0 - LOSS_AVERSION) * math.sqrt(disconfirmation / (2.0 * math.pi))
    variance_of_felt = (1.0 - LOSS_AVERSION) ** 2 * disconfirmation / 2.0 - felt**2
    relative_error_of_variance = math.sqrt(2.0 / CUSTOMERS)
    return {
        "gap after 10 periods": Band(FIRST_GAP * (1.0 - ADAPTATION) ** PERIODS_OF_THE_GAP, ROUNDING),
        "variance of expectation": within_chance(expectation, expectation * relative_error_of_variance),
        "mean disconfirmation": within_chance(0.0, math.sqrt(disconfirmation / CUSTOMERS)),
        "variance of disconfirmation": within_chance(
            disconfirmation, disconfirmation * relative_error_of_variance
        ),
        "mean felt beyond disconfirmation": within_chance(felt, math.sqrt(variance_of_felt / CUSTOMERS)),
    }


ORACLE: Final = Oracle(
    name="expectation_ar1",
    claim="adaptive expectation is an autoregression of order one, and loss aversion tilts what is felt",
    source="autoregressive process of order one; Boulding, Kalra, Staelin and Zeithaml (1993)",
    bands=_bands(),
    measure=measure,
)

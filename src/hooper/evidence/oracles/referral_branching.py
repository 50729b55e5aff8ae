"""Referral is a branching process: customers bring customers, who bring customers.

A customer leaves in a period with chance p, and brings somebody for the next one at the rate k, so that a
customer of one period stands for `m = 1 - p + k` of the next. With A arrivals a period the content grows
as `N(t) = m N(t - 1) + A`: for k < p towards `A / (p - k)`, which is `p / (p - k)` times what it holds
without referral, for k > p beyond all bounds. In a life a customer brings a geometric number of others,
with mean `k / p` and variance `k (p + k) / p^2`; who is bought comes with a family of `p / (p - k)`
customers, of variance `k (p + k) p / (p - k)^3`.
"""

import math
from typing import Final

import numpy as np
from pydantic import ValidationError

from hooper.engine.simulate import simulate
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.evidence.oracles.branching_cumulants import cumulants_of_content, cumulants_of_one
from hooper.evidence.oracles.oracle import Band, Oracle, exactly, within_chance
from hooper.evidence.oracles.referral_families import families
from hooper.firm.customer_ids import PAID
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.referral import ReferralSettings
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings
from hooper.scenario.scenario import Scenario

LEAVE: Final = 0.1
BRING: Final = 0.04
BUCKETS: Final = 3_000
MONTHS: Final = 100
# Of these nearly everybody has left by the end: 0.9^88 = 1e-4.
FIRST_COHORTS: Final = 12
BRING_MORE: Final = 0.16
MONTHS_OF_GROWTH: Final = 25
FOUNDERS_OF_GROWTH: Final = 20_000
# A limit that is never reached: worlds that grow without one are refused.
_MANY: Final = 1e6
_ORDINAL: Final = np.uint64(0xFFFFFFFF)


def talking_world(leave: float, bring: float, founders: int, paid_per_founder: float) -> Scenario:
    """Return a world whose customers leave and refer at constant rates a month, and do nothing else."""
    weight_of_no_orders = 0.5
    return Scenario(
        period="month",
        switched_off=all_laws_but("defection", "referral"),
        founders=FounderSettings(customers=founders),
        # A hair more than asked for, since the plan of arrivals rounds down.
        acquisition=AcquisitionSettings(
            newcomers_per_month_per_1000=1000.0 * paid_per_founder * (1 + 1e-12),
            most_introductions_per_month_per_1000=_MANY,
        ),
        character=CharacterSettings(frailty_log_sd=0.0),
        defection=DefectionSettings(
            service_hazard_per_month=-math.log1p(-leave),
            staff_hazard_per_month=0.0,
            quality_hazard_per_month=0.0,
            assortment_hazard_per_month=0.0,
            value_hazard_per_month=0.0,
            rival_hazard_per_month=0.0,
            natural_hazard_per_month=0.0,
            multiplier_in_exploration=1.0,
            vulnerability_exponent_in_exploration=0.0,
        ),
        referral=ReferralSettings(
            # Only those who stay refer somebody.
            talk_per_month=bring / (1.0 - leave) / weight_of_no_orders,
            talk_per_squared_satisfaction=0.0,
            referrals_per_positive_talk=1.0,
        ),
    )


def measure(seed: int, leave: float = LEAVE, bring: float = BRING) -> dict[str, float]:
    """Let every bucket have a paid newcomer a month, and find whom each of them brought."""
    simulated = simulate(talking_world(leave, bring, BUCKETS, paid_per_founder=1.0), MONTHS, seed=seed)
    found = families(simulated.history, (seed, 0), MONTHS)
    bought = found.channel[found.root] == PAID
    there = found.root[bought & (found.left >= MONTHS - 1)]
    content = np.bincount((found.customer_id[there] & _ORDINAL).astype(np.int64), minlength=BUCKETS)
    first = (found.channel == PAID) & (found.entry_days < FIRST_COHORTS * DAYS_PER_MONTH)
    members = np.bincount(found.root, minlength=found.root.size)[first]
    return {
        "mean content": float(content.mean()),
        "variance of content": float(content.var(ddof=1)),
        "mean of those brought in a life": float(found.brought[first].mean()),
        "variance of those brought in a life": float(found.brought[first].var()),
        "mean family of one who is bought": float(members.mean()),
        "growth over two years where k > p": growth(seed),
        "accepted worlds that must explode": accepted_explosions(),
    }


def growth(seed: int) -> float:
    """Return by how much a world has grown that is left to itself, and gets more customers than leave."""
    world = talking_world(LEAVE, BRING_MORE, FOUNDERS_OF_GROWTH, paid_per_founder=0.0)
    return simulate(world, MONTHS_OF_GROWTH, seed=seed).books.bucket().at_risk[-1] / FOUNDERS_OF_GROWTH


def accepted_explosions() -> int:
    """Count accepted worlds in which customers bring one a month and more, so that no leak can keep up."""
    weight_of_many_orders = 1.5
    accepted = 0
    for brought in (1.0, 1.5, 10.0):
        try:
            talk = ReferralSettings(
                talk_per_month=brought / weight_of_many_orders,
                talk_per_squared_satisfaction=0.0,
                referrals_per_positive_talk=1.0,
            )
            Scenario(referral=talk)
        except ValidationError:
            continue
        accepted += 1
    return accepted


def _bands() -> dict[str, Band]:
    p, k, m = LEAVE, BRING, 1.0 - LEAVE + BRING
    mean, variance, _, fourth = cumulants_of_content(p, k, MONTHS)
    lives = BUCKETS * FIRST_COHORTS
    brought = k * (p + k) / p**2
    stop = p / (p + k)
    kurtosis_of_brought = 9.0 + stop**2 / (1.0 - stop)
    months_to_go = MONTHS - 1 - np.arange(FIRST_COHORTS)
    family = 1.0 + k * float(np.mean((1.0 - m**months_to_go) / (1.0 - m)))
    family_error = math.sqrt(k * (p + k) * p / (p - k) ** 3 / lives)
    grown = 1.0 - LEAVE + BRING_MORE
    one = cumulants_of_one(LEAVE, BRING_MORE)[1]
    t = MONTHS_OF_GROWTH - 1
    variance_of_grown = one * grown ** (t - 1) * (grown**t - 1.0) / (grown - 1.0)
    return {
        "mean content": within_chance(mean, math.sqrt(variance / BUCKETS)),
        "variance of content": within_chance(variance, math.sqrt((fourth + 2.0 * variance**2) / BUCKETS)),
        "mean of those brought in a life": within_chance(k / p, math.sqrt(brought / lives)),
        "variance of those brought in a life": within_chance(
            brought, brought * math.sqrt((kurtosis_of_brought - 1.0) / lives)
        ),
        "mean family of one who is bought": within_chance(family, family_error),
        "growth over two years where k > p": within_chance(
            grown**t, math.sqrt(variance_of_grown / FOUNDERS_OF_GROWTH)
        ),
        "accepted worlds that must explode": exactly(0.0),
    }


ORACLE: Final = Oracle(
    name="referral_branching",
    claim="customers who bring customers are a branching process: they multiply the content by p / (p - k)",
    source="Harris (1963), The theory of branching processes (with immigration, and total progeny)",
    bands=_bands(),
    measure=measure,
)

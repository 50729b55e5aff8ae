"""Personas: the traits of people have the distributions and the correlations that are set, and add up.

The normal scores z of the traits have the correlations R of the copula, and each trait has its own
distribution whatever they are. A level that all above the median have, and a score of correlation r, are both
above it in `1/4 + asin(r) / 2 pi` of people. Factors multiply: with effects b on a logarithm, amounts are
`e^(b' R b / 2)` times as high on average, and two such logarithms have the correlation
`b' R c / sqrt(b' R b c' R c)`. A sample correlation has the standard error `(1 - r^2) / sqrt(n)`.
"""

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from hooper.engine.personas import Drawn, Personas
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.scenario.persona_settings import PersonaSettings

PEOPLE: Final = 200_000
AGE_AND_INCOME: Final = 0.6
INCOME_AND_DISTANCE: Final = -0.3
AGE_AND_HOME: Final = 0.5
INCOME: Final = {"median": 3_000.0, "log_sd": 0.5}
SPEND_BY_AGE, SPEND_BY_INCOME, RATE_BY_INCOME = 0.2, 0.4, 0.3
_WEALTHY: Final = 6_000.0
_VARIANCE: Final = SPEND_BY_AGE**2 + SPEND_BY_INCOME**2 + 2 * AGE_AND_INCOME * SPEND_BY_AGE * SPEND_BY_INCOME


def people(age_and_income: float = AGE_AND_INCOME) -> PersonaSettings:
    """Return people of four traits that are distributed in four ways."""
    correlations = (
        (1.0, age_and_income, 0.0, AGE_AND_HOME),
        (age_and_income, 1.0, INCOME_AND_DISTANCE, 0.0),
        (0.0, INCOME_AND_DISTANCE, 1.0, 0.0),
        (AGE_AND_HOME, 0.0, 0.0, 1.0),
    )
    by_age = {"log_spend": SPEND_BY_AGE}
    by_income = {"log_spend": SPEND_BY_INCOME, "log_purchase_rate": RATE_BY_INCOME}
    homes = ({"name": "town", "share": 0.5}, {"name": "village", "share": 0.5})
    traits: tuple[dict[str, Any], ...] = (
        {"name": "age", "distribution": "normal", "mean": 45.0, "sd": 15.0, "effects": by_age},
        {"name": "income", "distribution": "lognormal", **INCOME, "effects": by_income},
        {"name": "distance", "distribution": "uniform", "low": 1.0, "high": 9.0},
        {"name": "home", "distribution": "category", "levels": homes},
    )
    named = tuple({"kind": "demographic", **trait} for trait in traits)
    return PersonaSettings.model_validate({"traits": named, "correlations": correlations})


def measure(seed: int, settings: PersonaSettings | None = None) -> dict[str, float]:
    """Draw people by their entry words, and describe them."""
    personas = Personas.of(settings or people())
    return described(personas.draw((seed, 0), np.arange(PEOPLE, dtype=np.uint64)))


def described(drawn: Drawn) -> dict[str, float]:
    """Return the figures of the oracle for people who were drawn."""
    age, income, distance, home = drawn.values.astype(np.float64)
    of_income = np.log(income / INCOME["median"]) / INCOME["log_sd"]
    scores = (age - 45.0) / 15.0, of_income, norm.ppf((distance - 1.0) / 8.0)
    moved = ("log_spend", "log_purchase_rate")
    log_spend, log_rate = (drawn.effects[name].astype(np.float64) for name in moved)
    return {
        "correlation of age and income": _correlation(scores[0], scores[1]),
        "correlation of income and distance": _correlation(scores[1], scores[2]),
        "correlation of age and distance": _correlation(scores[0], scores[2]),
        "old people in villages": float(np.mean((scores[0] > 0.0) & (home == 1.0))),
        "mean age": float(age.mean()),
        "share above the upper quartile of age": float(np.mean(scores[0] > norm.ppf(0.75))),
        "mean income": float(income.mean()),
        "share above twice the median income": float(np.mean(income > _WEALTHY)),
        "mean distance": float(distance.mean()),
        "share in the nearest quarter": float(np.mean(distance < 3.0)),
        "share of villages": float(home.mean()),
        "mean factor of amounts": float(np.exp(log_spend).mean()),
        "correlation of what moves amounts and rates": _correlation(log_spend, log_rate),
    }


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _bands() -> dict[str, Band]:
    both = 0.25 + math.asin(AGE_AND_HOME) / (2.0 * math.pi)
    wealthy = float(norm.sf(math.log(_WEALTHY / INCOME["median"]) / INCOME["log_sd"]))
    with_rates = (SPEND_BY_INCOME + AGE_AND_INCOME * SPEND_BY_AGE) / math.sqrt(_VARIANCE)
    return {
        "correlation of age and income": _of_correlation(AGE_AND_INCOME),
        "correlation of income and distance": _of_correlation(INCOME_AND_DISTANCE),
        "correlation of age and distance": _of_correlation(0.0),
        "old people in villages": _of_share(both),
        "mean age": within_chance(45.0, 15.0 / math.sqrt(PEOPLE)),
        "share above the upper quartile of age": _of_share(0.25),
        "mean income": _of_lognormal(INCOME["median"], INCOME["log_sd"] ** 2),
        "share above twice the median income": _of_share(wealthy),
        "mean distance": within_chance(5.0, 8.0 / math.sqrt(12.0 * PEOPLE)),
        "share in the nearest quarter": _of_share(0.25),
        "share of villages": _of_share(0.5),
        "mean factor of amounts": _of_lognormal(1.0, _VARIANCE),
        "correlation of what moves amounts and rates": _of_correlation(with_rates),
    }


def _of_correlation(expected: float) -> Band:
    return within_chance(expected, (1.0 - expected**2) / math.sqrt(PEOPLE))


def _of_share(expected: float) -> Band:
    return within_chance(expected, math.sqrt(expected * (1.0 - expected) / PEOPLE))


def _of_lognormal(median: float, variance: float) -> Band:
    mean = median * math.exp(variance / 2.0)
    return within_chance(mean, mean * math.sqrt(math.expm1(variance) / PEOPLE))


ORACLE: Final = Oracle(
    name="persona_copula",
    claim="the traits of people have the distributions and the correlations that are set, and effects add up",
    source="Cario and Nelson (1997); Sheppard (1899) for the quadrants of two normals; closed forms",
    bands=_bands(),
    measure=measure,
)

"""What calibration can find: named positive numbers of a scenario, each within bounds.

Spend is told by its mean, p and q, so that each of the three can move alone: with z ~ gamma(p, nu) and
nu ~ gamma(q, gamma) the mean amount is `p gamma / (q - 1)`, and gamma follows from the others.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import named_entry
from hooper.mechanisms.entry import BuyerSettings
from hooper.scenario.assumptions import with_values
from hooper.scenario.scenario import Scenario


@dataclass(frozen=True)
class WorldParameter:
    """A number that calibration can find; `keys` are the settings that it moves.

    `read` returns its value in a scenario and `put` the scenario with another value; `low` and `high` bound
    the search.
    """

    name: str
    keys: tuple[str, ...]
    low: float
    high: float
    says: str
    read: Callable[[Scenario], float]
    put: Callable[[Scenario, float], Scenario]

    def start(self, template: Scenario) -> float:
        """Return where the search begins: at the template, or amid the bounds where that has zero."""
        value = self.read(template)
        return min(max(value, self.low), self.high) if value > 0.0 else (self.low * self.high) ** 0.5


def chosen_parameters(names: Iterable[str]) -> tuple[WorldParameter, ...]:
    """Return the parameters of those names in the order of the catalogue; raises `InputError`.

    >>> [each.name for each in chosen_parameters(["rate_shape", "rate_mean"])]
    ['rate_mean', 'rate_shape']
    """
    asked = {named_entry("--parameters", name, PARAMETERS).name for name in names}
    if not asked:
        raise InputError([Fault("--parameters", "names nothing", "name one or more, commas between them")])
    return tuple(each for each in PARAMETERS.values() if each.name in asked)


def _setting(name: str, key: str, low: float, high: float, says: str) -> WorldParameter:
    section, field = key.split(".")
    return WorldParameter(
        name,
        (key,),
        low,
        high,
        says,
        lambda scenario: float(getattr(getattr(scenario, section), field)),
        lambda scenario, value: with_values(scenario, {key: value}),
    )


def _mean_spend(buyer: BuyerSettings) -> float:
    return buyer.spend_p * buyer.spend_gamma / (buyer.spend_q - 1.0)


def _with_spend(scenario: Scenario, mean: float, p: float, q: float) -> Scenario:
    spend = {"spend_p": p, "spend_q": q, "spend_gamma": mean * (q - 1.0) / p}
    return scenario.model_copy(update={"buyer": scenario.buyer.model_copy(update=spend)})


def _with_steepness(scenario: Scenario, exponent: float) -> Scenario:
    steep = {key: value**exponent for key, value in _multipliers(scenario).items()}
    return scenario.model_copy(update={"purchase": scenario.purchase.model_copy(update=steep)})


def _with_decline(scenario: Scenario, factor: float) -> Scenario:
    stages = scenario.stages.model_dump()
    moved = {key.split(".")[1]: stages[key.split(".")[1]] + math.log(factor) for key in _DECLINE_KEYS}
    return scenario.model_copy(update={"stages": scenario.stages.model_copy(update=moved)})


def _multipliers(scenario: Scenario) -> dict[str, float]:
    settings = scenario.purchase.model_dump()
    return {key: value for key, value in settings.items() if key.startswith("multiplier_")}


_MULTIPLIER_KEYS: Final = tuple(f"purchase.{key}" for key in _multipliers(Scenario()))

_DECLINE_KEYS: Final = ("stages.exploration_down", "stages.formation_down", "stages.stability_down")

_ALL: Final = (
    _setting("rate_mean", "buyer.rate_mean_per_month", 0.01, 60.0, "mean purchase rate of customers"),
    _setting("rate_shape", "buyer.rate_shape", 0.1, 10.0, "how alike rates are (shape of their gamma)"),
    _setting(
        "risk_per_order",
        "defection.months_at_risk_per_order",
        0.03,
        30.0,
        "risk to leave with each order",
    ),
    _setting(
        "risk_per_month", "defection.months_at_risk_per_month", 0.003, 3.0, "risk to leave as time passes"
    ),
    WorldParameter(
        "stage_steepness",
        _MULTIPLIER_KEYS,
        0.05,
        2.0,
        "exponent of the stages' multipliers of the rate: 0 is none, 1 those of the scenario",
        lambda scenario: 1.0,
        _with_steepness,
    ),
    WorldParameter(
        "decline_odds",
        _DECLINE_KEYS,
        0.01,
        10.0,
        "factor of the odds that a relationship declines",
        lambda scenario: 1.0,
        _with_decline,
    ),
    WorldParameter(
        "spend_mean",
        ("buyer.spend_gamma",),
        1e-6,
        1e12,
        "mean amount of an order",
        lambda scenario: _mean_spend(scenario.buyer),
        lambda scenario, mean: _with_spend(scenario, mean, scenario.buyer.spend_p, scenario.buyer.spend_q),
    ),
    WorldParameter(
        "spend_p",
        ("buyer.spend_p", "buyer.spend_gamma"),
        0.2,
        50.0,
        "how alike a customer's orders are (shape of their gamma)",
        lambda scenario: scenario.buyer.spend_p,
        lambda scenario, p: _with_spend(scenario, _mean_spend(scenario.buyer), p, scenario.buyer.spend_q),
    ),
    WorldParameter(
        "spend_q",
        ("buyer.spend_q", "buyer.spend_gamma"),
        1.1,
        50.0,
        "how alike customers' mean orders are (shape of their inverse gamma)",
        lambda scenario: scenario.buyer.spend_q,
        lambda scenario, q: _with_spend(scenario, _mean_spend(scenario.buyer), scenario.buyer.spend_p, q),
    ),
    _setting("frailty_spread", "character.frailty_log_sd", 0.05, 2.0, "how much frailty differs"),
)
PARAMETERS: Final = {each.name: each for each in _ALL}
USUAL: Final = tuple(name for name in PARAMETERS if name != "frailty_spread")

"""The lifetime-value models that come with the package. A new one is one file and one entry here."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd, gamma_gamma, pareto_nbd
from hooper.lifetime_value.fit import Fit

Floats = NDArray[np.float64]
Prediction = Callable[[Mapping[str, float], CustomerSummary], Floats]
PurchasePrediction = Callable[[Mapping[str, float], CustomerSummary, float], Floats]
WeightedPrediction = Callable[[Mapping[str, float], NDArray[np.int64], Floats, Floats, Floats], Floats]


@dataclass(frozen=True)
class Model:
    """What every model tells of itself; `parameters` says what each means and in which unit."""

    name: str
    needs: str
    source: str
    equation: str
    parameters: dict[str, str]
    fit: Callable[[CustomerSummary], Fit]


@dataclass(frozen=True)
class PurchaseModel(Model):
    """A model of whether and how often customers come back.

    `expected_transactions(parameters, summary, horizon)` is conditional on what each customer did;
    `weighted_transactions_while_alive(parameters, frequency, age, horizons, weights)` is the sum over the
    horizons of weight times expected purchases, of customers who are alive at the cut.
    """

    probability_alive: Prediction
    expected_transactions: PurchasePrediction
    weighted_transactions_while_alive: WeightedPrediction


@dataclass(frozen=True)
class SpendModel(Model):
    """A model of the mean amount of a purchase."""

    expected_spend: Prediction


MODELS: Final[tuple[PurchaseModel | SpendModel, ...]] = (
    PurchaseModel(
        name=bg_nbd.NAME,
        needs="customer_id, date",
        source="Fader, Hardie and Lee (2005), Marketing Science 24(2): 275-284",
        equation=(
            "purchases ~ Poisson(lambda), lambda ~ Gamma(r, alpha); "
            "dropout after each repeat purchase with probability p ~ Beta(a, b)"
        ),
        parameters={
            "r": "shape of the purchase rates; small: customers differ much",
            "alpha": "scale of the purchase rates, in units of time; the mean rate is r / alpha",
            "a": "first shape of the dropout probabilities",
            "b": "second shape of the dropout probabilities; their mean is a / (a + b)",
        },
        fit=bg_nbd.fit,
        probability_alive=bg_nbd.probability_alive,
        expected_transactions=bg_nbd.conditional_expected_transactions,
        weighted_transactions_while_alive=bg_nbd.weighted_transactions_while_alive,
    ),
    PurchaseModel(
        name=pareto_nbd.NAME,
        needs="customer_id, date",
        source="Schmittlein, Morrison and Colombo (1987), Management Science 33(1): 1-24",
        equation=(
            "purchases ~ Poisson(lambda), lambda ~ Gamma(r, alpha); "
            "lifetime ~ Exponential(mu), mu ~ Gamma(s, beta)"
        ),
        parameters={
            "r": "shape of the purchase rates; small: customers differ much",
            "alpha": "scale of the purchase rates, in units of time; the mean rate is r / alpha",
            "s": "shape of the death rates; small: customers differ much",
            "beta": "scale of the death rates, in units of time; the mean rate is s / beta",
        },
        fit=pareto_nbd.fit,
        probability_alive=pareto_nbd.probability_alive,
        expected_transactions=pareto_nbd.conditional_expected_transactions,
        weighted_transactions_while_alive=pareto_nbd.weighted_transactions_while_alive,
    ),
    SpendModel(
        name=gamma_gamma.NAME,
        needs="customer_id, date, amount",
        source="Fader and Hardie (2013), brucehardie.com/notes/025; Fader, Hardie and Lee (2005), JMR 42(4)",
        equation="amount ~ Gamma(p, nu), nu ~ Gamma(q, v)",
        parameters={
            "p": "shape of one customer's amounts; large: they vary little",
            "q": "shape of the customers' means; the population mean p v / (q - 1) needs q > 1",
            "v": "scale of the customers' means, in currency units",
        },
        fit=gamma_gamma.fit,
        expected_spend=gamma_gamma.expected_spend,
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all models, in the order of the catalogue."""
    return tuple(model.name for model in MODELS)


def get(name: str) -> PurchaseModel | SpendModel:
    """Return the model `name`; raises `InputError` with the nearest names.

    >>> get("bg_nbd").needs
    'customer_id, date'
    """
    for model in MODELS:
        if model.name == name:
            return model
    near = difflib.get_close_matches(name, names(), n=3) or names()
    raise InputError([Fault("model", f"there is no '{name}'", f"choose one of: {', '.join(near)}")])


def purchase_model(name: str) -> PurchaseModel:
    """Return the model of purchases `name`; raises `InputError` if it is none."""
    model = get(name)
    if isinstance(model, PurchaseModel):
        return model
    raise _of_another_kind(name, "purchases", PurchaseModel)


def spend_model(name: str) -> SpendModel:
    """Return the model of spend `name`; raises `InputError` if it is none."""
    model = get(name)
    if isinstance(model, SpendModel):
        return model
    raise _of_another_kind(name, "spend", SpendModel)


def _of_another_kind(name: str, wanted: str, kind: type[Model]) -> InputError:
    those = ", ".join(model.name for model in MODELS if isinstance(model, kind))
    return InputError([Fault("model", f"'{name}' is no model of {wanted}", f"choose one of: {those}")])

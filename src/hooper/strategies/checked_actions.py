"""What a strategy decides, or what is wrong with it: a strategy ends a run by an error that names it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

import numpy as np

from hooper.foundation.errors import Fault, InputError, StrategyError
from hooper.strategies.actions import CUSTOMER_LEVERS, FIRM_LEVERS, OFFER, Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.failure_in_code import line_of, remedy_of
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import Strategy

_COLUMNS: Final = {"rows": np.integer, "levers": np.integer, "strengths": np.number, "costs": np.number}
_PROGRAMMES: Final = ("training", "quality", "assortment", "recovery")
_CAN_BE: Final[Mapping[str, Callable[[float], bool]]] = {
    **dict.fromkeys(FIRM_LEVERS, lambda value: value >= 0.0),
    **dict.fromkeys(_PROGRAMMES, lambda value: 0.0 <= value <= 1.0),
    "discount": lambda value: 0.0 <= value < 1.0,
    "extra_agents": lambda value: value >= 0.0 and value == int(value),
}
_WHAT_CAN_BE: Final[Mapping[str, str]] = {
    **dict.fromkeys(FIRM_LEVERS, "a number of at least 0"),
    **dict.fromkeys(_PROGRAMMES, "a strength from 0 to 1"),
    "discount": "a share of the price from 0 to below 1",
    "extra_agents": "a whole number of at least 0",
}
# Problem and remedy.
_Told = tuple[str, str]


def decided(strategy: Strategy, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
    """Return the actions that a strategy wants in a review, if they are actions that there can be.

    Raises `StrategyError` with every fault if they are not, or if the strategy fails. What it cannot pay is
    no fault: the budget refuses it.
    """
    where = f"strategy '{strategy.name}', period {draws.period}"
    try:
        wanted: Any = strategy.decide(view, budget, draws)
    except InputError as error:
        told = [
            Fault(
                where,
                f"`decide` fails{line_of(error, strategy.decide)}: {each.where}: {each.problem}",
                each.remedy,
            )
            for each in error.faults
        ]
        raise StrategyError(told) from error
    except Exception as error:
        problem = f"`decide` fails{line_of(error, strategy.decide)}: {type(error).__name__}: {error}"
        raise StrategyError([Fault(where, problem, remedy_of(error))]) from error
    if not isinstance(wanted, Actions):
        problem = f"`decide` returns {_shown(wanted)}"
        raise StrategyError([Fault(where, problem, "return hooper.strategies.actions.Actions")])
    faults = [Fault(where, *told) for told in (*_wrong_arrays(wanted), *_wrong_firm(wanted.firm))]
    if not faults and wanted.rows.size:
        told_of_values = _wrong_values(wanted, view.summary.n_customers)
        faults = [Fault(where, *told) for told in told_of_values]
    if faults:
        raise StrategyError(faults)
    return wanted


def _wrong_arrays(wanted: Actions) -> Iterator[_Told]:
    """Tell which columns are no arrays of numbers, or not of one length."""
    columns: dict[str, Any] = {name: getattr(wanted, name) for name in _COLUMNS}
    is_sound = True
    for name, kind in _COLUMNS.items():
        values = columns[name]
        if not (isinstance(values, np.ndarray) and values.ndim == 1 and np.issubdtype(values.dtype, kind)):
            numbers = "whole numbers" if kind is np.integer else "numbers"
            is_sound = False
            yield f"`{name}` is {_shown(values)}", f"give a NumPy array of {numbers} with one dimension"
    lengths = {name: values.size for name, values in columns.items()} if is_sound else {}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{size} {name}" for name, size in lengths.items())
        yield f"has columns of unequal lengths: {told}", "give one entry an action in each"


def _wrong_values(wanted: Actions, customers: int) -> Iterator[_Told]:
    """Tell which values there cannot be, each kind of fault by its first action."""
    outside = (wanted.rows < 0) | (wanted.rows >= customers)
    if outside.any():
        row = wanted.rows[outside][0]
        remedy = f"the view has the rows 0 to {customers - 1}" if customers else "the view has no customers"
        yield f"treats row {row}, a customer who does not exist ({outside.sum()} such rows)", remedy
    unknown = (wanted.levers < 0) | (wanted.levers >= len(CUSTOMER_LEVERS))
    if unknown.any():
        known = ", ".join(f"{number} {name}" for number, name in enumerate(CUSTOMER_LEVERS))
        yield f"pulls lever {wanted.levers[unknown][0]}, which there is not", f"levers are {known}"
    for name, values in (("strength", wanted.strengths), ("cost", wanted.costs)):
        wrong = ~(np.isfinite(values) & (values >= 0.0))
        if wrong.any():
            told = f"gives {values[wrong][0]} as the {name} for row {wanted.rows[wrong][0]}"
            yield f"{told} ({wrong.sum()} such actions)", "give finite numbers of at least 0"
    too_strong = (wanted.levers == OFFER) & (wanted.strengths > 1.0) & np.isfinite(wanted.strengths)
    if too_strong.any():
        told = f"gives {wanted.strengths[too_strong][0]} as the strength of an offer for row"
        remedy = "give 1 at most; what a larger voucher would do is a setting, `levers.offer_strength`"
        yield f"{told} {wanted.rows[too_strong][0]} ({too_strong.sum()} such actions)", remedy


def _wrong_firm(firm: object) -> Iterator[_Told]:
    """Tell which levers of the firm are not as they can be."""
    if not isinstance(firm, FirmLevers):
        yield f"`firm` is {_shown(firm)}", "give hooper.strategies.actions.FirmLevers"
        return
    for name in (each.name for each in fields(firm)):
        value: Any = getattr(firm, name)
        if not _is_finite(value):
            yield f"sets the firm's {name} to {_shown(value)}", "give finite numbers"
        elif not _CAN_BE[name](value):
            yield f"sets the firm's {name} to {value}", f"give {_WHAT_CAN_BE[name]}"


def _is_finite(value: object) -> bool:
    try:
        return bool(np.isfinite(np.asarray(value, np.float64)).all())
    except (TypeError, ValueError):
        return False


def _shown(value: object) -> str:
    """Return what a value is, with its type, in a few words."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} with {value.ndim} dimensions"
    text = repr(value)
    return f"{text if len(text) <= 40 else text[:40] + '...'} of type {type(value).__name__}"

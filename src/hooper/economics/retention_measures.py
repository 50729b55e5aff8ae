"""Churn, retention and repurchase by every usual definition, each under a name of its own.

They answer different questions, and the same window gives figures far apart. Writing only "churn is 5 %" says
little; what is the base, what counts as lost, and over which time, says the name here. Sources: Farris,
Bendle, Pfeifer and Reibstein (2010), Marketing metrics; Blattberg, Kim and Neslin (2008), Database
marketing; revenue retention as reported by firms that sell subscriptions.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

import numpy as np

from hooper.economics.base_window import BaseWindow
from hooper.foundation.errors import Fault, InputError

Kind = Literal["churn", "retention", "repurchase"]


@dataclass(frozen=True)
class RetentionMeasure:
    """A definition: what it is divided by what; `measure` is not a number where nobody is in the base."""

    name: str
    kind: Kind
    says: str
    measure: Callable[[BaseWindow], float]


def _share(part: float, of: float) -> float:
    return float(part) / float(of) if of else math.nan


def _customer_churn(window: BaseWindow) -> float:
    return _share(window.lost.sum(), window.opening)


def _churn_of_average_base(window: BaseWindow) -> float:
    return _share(window.leavers.sum(), (window.opening + window.closing) / 2.0)


def _churn_at_risk(window: BaseWindow) -> float:
    return _share(window.leavers.sum(), window.opening + window.arrivals)


def _leavers_to_opening(window: BaseWindow) -> float:
    return _share(window.leavers.sum(), window.opening)


def _net_churn(window: BaseWindow) -> float:
    return _share(window.opening - window.closing, window.opening)


def _yearly_compound(window: BaseWindow) -> float:
    return 1.0 - (1.0 - _customer_churn(window)) ** (1.0 / window.years)


def _yearly_simple(window: BaseWindow) -> float:
    return _customer_churn(window) / window.years


def _yearly_hazard(window: BaseWindow) -> float:
    stay = 1.0 - _customer_churn(window)
    return -math.log(stay) / window.years if stay > 0.0 else math.nan if math.isnan(stay) else math.inf


def _revenue_churn(window: BaseWindow) -> float:
    return _share(window.revenue_before[window.lost].sum(), window.revenue_before[window.at_start].sum())


def _customer_retention(window: BaseWindow) -> float:
    return _share((window.at_start & window.at_end).sum(), window.opening)


def _cohort_survival(window: BaseWindow) -> float:
    return _share((window.entered_before & window.at_end).sum(), window.entered_before.sum())


def _gross_revenue_retention(window: BaseWindow) -> float:
    kept = np.minimum(window.revenue_within, window.revenue_before)[window.at_start]
    return _share(kept.sum(), window.revenue_before[window.at_start].sum())


def _net_revenue_retention(window: BaseWindow) -> float:
    there = window.at_start
    return _share(window.revenue_within[there].sum(), window.revenue_before[there].sum())


def _repurchase_rate(window: BaseWindow) -> float:
    bought = window.orders_before > 0
    return _share((bought & (window.orders_within > 0)).sum(), bought.sum())


def _active_share(window: BaseWindow) -> float:
    return _share((window.at_start & (window.orders_within > 0)).sum(), window.opening)


def _known_buyers(window: BaseWindow) -> float:
    buys = window.orders_within > 0
    return _share((buys & (window.orders_before > 0)).sum(), buys.sum())


def _repeat_buyers(window: BaseWindow) -> float:
    orders = window.orders_before + window.orders_within
    return _share((orders > 1).sum(), (orders > 0).sum())


def _orders_of_known_buyers(window: BaseWindow) -> float:
    return _share(window.orders_within[window.orders_before > 0].sum(), window.orders_within.sum())


MEASURES: Final[tuple[RetentionMeasure, ...]] = (
    RetentionMeasure(
        "customer_churn", "churn", "lost of those there at the start, of those", _customer_churn
    ),
    RetentionMeasure(
        "churn_of_average_base",
        "churn",
        "all leavers, of the mean of the customers at the start and at the end",
        _churn_of_average_base,
    ),
    RetentionMeasure(
        "churn_at_risk", "churn", "all leavers, of those at the start and all who came in", _churn_at_risk
    ),
    RetentionMeasure(
        "leavers_to_opening", "churn", "all leavers, of those at the start; can exceed 1", _leavers_to_opening
    ),
    RetentionMeasure(
        "net_churn", "churn", "by which share the base is smaller; arrivals hide leaks", _net_churn
    ),
    RetentionMeasure(
        "yearly_churn_compound", "churn", "customer churn as it would compound in a year", _yearly_compound
    ),
    RetentionMeasure(
        "yearly_churn_simple", "churn", "customer churn times windows in a year; can exceed 1", _yearly_simple
    ),
    RetentionMeasure(
        "yearly_hazard", "churn", "the constant hazard a year that gives customer churn", _yearly_hazard
    ),
    RetentionMeasure(
        "revenue_churn",
        "churn",
        "revenue before of those lost, of all there at the start: churn weighted by revenue",
        _revenue_churn,
    ),
    RetentionMeasure(
        "customer_retention", "retention", "kept of those there at the start, of those", _customer_retention
    ),
    RetentionMeasure(
        "cohort_survival", "retention", "of those who came in the window before, there now", _cohort_survival
    ),
    RetentionMeasure(
        "gross_revenue_retention",
        "retention",
        "revenue of those at the start, of each no more than before, of their revenue before",
        _gross_revenue_retention,
    ),
    RetentionMeasure(
        "net_revenue_retention",
        "retention",
        "revenue of those at the start, of their revenue before; can exceed 1",
        _net_revenue_retention,
    ),
    RetentionMeasure(
        "repurchase_rate", "repurchase", "buyers of the window before who buy in this one", _repurchase_rate
    ),
    RetentionMeasure("active_share", "repurchase", "of those at the start, who buys at all", _active_share),
    RetentionMeasure(
        "known_buyers", "repurchase", "of the buyers, who bought in the window before too", _known_buyers
    ),
    RetentionMeasure(
        "repeat_buyers", "repurchase", "of the buyers of either window, who has two orders", _repeat_buyers
    ),
    RetentionMeasure(
        "orders_of_known_buyers",
        "repurchase",
        "of the orders, those by buyers of the window before",
        _orders_of_known_buyers,
    ),
)


def get(name: str) -> RetentionMeasure:
    """Return the measure of that name; raises InputError with the nearest names for an unknown one.

    >>> get("net_churn").kind
    'churn'
    """
    found = {measure.name: measure for measure in MEASURES}
    if name not in found:
        nearest = get_close_matches(name, found, n=3, cutoff=0.4) or found
        problem = f"there is no measure '{name}'"
        raise InputError([Fault("measure", problem, f"choose from {', '.join(nearest)}")])
    return found[name]


def measure_all(window: BaseWindow) -> dict[str, float]:
    """Return every measure of a window by name, in the order of the catalogue."""
    return {each.name: each.measure(window) for each in MEASURES}

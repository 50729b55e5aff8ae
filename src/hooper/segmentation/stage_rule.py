"""The stage of each customer by a rule on the curves of volume and profit: rise, plateau, fall.

The features of the stages are those of the textbook. Who is silent for long against the own rhythm, or whose
volume has fallen to a small share of its highest, is in decline. Else, few trial orders or no profit so far
are exploration; volume that was there before is stability, and volume that is new is formation. Volume is
that of the last w months, and its highest before those:

    silence > g own gaps,  or  recent < f highest            decline
    else orders <= n,  or  profit so far <= 0                exploration
    else highest before >= p recent                          stability
    else                                                     formation

Source: Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships, Journal of Marketing 51(2): 11-27,
for the stages; the cuts are assumed, or were chosen in one simulated world of the preset `default`.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Count, Positive, PositiveCount, Probability, Settings, assumed
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.lifecycle_stages import DECLINE, EXPLORATION, FORMATION, STABILITY
from hooper.segmentation.monthly_curves import MonthlyCurves, ProfitSettings, monthly_curves
from hooper.segmentation.own_rhythm import own_rhythm
from hooper.segmentation.segments import Segments
from hooper.segmentation.staged_records import in_stages

Floats = NDArray[np.float64]


NAME = "stage_rule"


class StageRuleSettings(Settings):
    """Where the rule cuts."""

    window_months: PositiveCount = 3
    silent_gaps: Positive = assumed(
        3.0, low=2.0, high=5.0, source="assumed: by chance alone, one silence in twenty lasts as long"
    )
    fallen_share: Probability = assumed(
        0.1, low=0.0, high=0.3, source="chosen in one world of the preset default"
    )
    trial_orders: Count = 2
    plateau_share: Probability = assumed(
        0.5, low=0.4, high=1.0, source="chosen in one world of the preset default: twice as much is growth"
    )
    profit: ProfitSettings = ProfitSettings()


def assign(records: CustomerRecords, settings: StageRuleSettings) -> Segments:
    """Assign every customer to a stage; raises InputError if there is a summary and no log."""
    return in_stages(NAME, records, lambda log, cut_days: stage_of(log, cut_days, settings))


def stage_of(observed: Observed, cut_days: float, settings: StageRuleSettings) -> NDArray[np.int64]:
    """Return the place in `STAGES` of the stage of everybody who bought by the cut, in the order of ids.

    Customer 1 buys once a month all year long, 2 has just begun, 3 has stopped after half a year, and 4 has
    begun to buy twice a month:

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> monthly, twice = range(5, 365, 30), range(275, 365, 15)
    >>> days = [*monthly, 350, *range(5, 185, 30), *twice]
    >>> rows = {"customer_id": [1] * 12 + [2] + [3] * 6 + [4] * 6, "time_days": days, "amount": [9.0] * 25}
    >>> log = Observed(pa.table(rows).cast(TRANSACTIONS), end_days=360.0)
    >>> stage_of(log, 360.0, StageRuleSettings()).tolist()
    [2, 0, 3, 1]
    """
    purchases = merge_same_day(observed, cut_days)
    rhythm = own_rhythm(purchases, cut_days)
    curves = monthly_curves(purchases, cut_days, settings.profit)
    recent, before = recent_and_highest_before(curves, settings.window_months)
    has_fallen = recent < settings.fallen_share * np.maximum(recent, before)
    profit = curves.in_purchases(curves.profit.sum(axis=1))
    conditions = [
        (rhythm.silent_gaps > settings.silent_gaps) | has_fallen,
        (rhythm.purchases <= settings.trial_orders) | (profit <= 0.0),
        before >= settings.plateau_share * recent,
    ]
    return np.select(conditions, [DECLINE, EXPLORATION, STABILITY], FORMATION)


def recent_and_highest_before(curves: MonthlyCurves, window_months: int) -> tuple[Floats, Floats]:
    """Return the volume of the last window and the highest of those before it, in purchases, both `(n,)`."""
    windows = curves.in_purchases(curves.over_window(curves.volume, window_months))
    return windows[:, -1], windows[:, :-window_months].max(axis=1, initial=0.0)

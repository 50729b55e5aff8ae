"""What happened in a period, made by hand for tests of departments."""

import numpy as np
from numpy.typing import ArrayLike

from hooper.firm.department import Complaints, Happened, PlacedOrders, Roster
from hooper.history.running_summary import RunningSummary

WEEK = 7.0


def a_period(
    period,
    *,
    days=WEEK,
    key=(5, 0),
    orders=None,
    complaints=None,
    there=None,
    satisfaction=0.0,
    feelings=None,
    known=None,
    skill=1.0,
):
    """Return a period in which nothing happened but what is given."""
    return Happened(
        period,
        days,
        key,
        complaints or complained([]),
        satisfaction,
        lambda: orders or placed([]),
        lambda: there or roster([]),
        lambda row, slots: np.asarray((feelings or {})[row], np.float32)[slots],
        known or RunningSummary(int(there.slots.max(initial=-1)) + 1 if there else 0),
        skill,
    )


def placed(time_days, customers=None, nth=0):
    """Return orders of 1 each on some days, of customers 0, 1, ... if none are named."""
    when = np.sort(np.asarray(time_days, float))
    slots = np.arange(when.size) if customers is None else np.asarray(customers, np.int64)
    return PlacedOrders(slots, slots.astype(np.uint64), np.full(when.size, nth), when, np.ones(when.size))


def complained(slots, stage=0, entry_days=0.0):
    """Return complaints of customers in one stage who entered on one day."""
    slots = np.asarray(slots, np.int64)
    stages, entered = np.full(slots.size, stage), np.full(slots.size, entry_days)
    return Complaints(slots, slots.astype(np.uint64), stages, entered)


def roster(slots, stages: ArrayLike = 0):
    """Return who is there."""
    slots = np.asarray(slots, np.int64)
    return Roster(slots, slots.astype(np.uint64), np.broadcast_to(stages, slots.shape).astype(np.int64))

"""The sales force by itself: who is visited when, and who feels that nobody came."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.sales_force import SalesForce
from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario import presets
from hooper.scenario.sales_force_settings import SalesForceSettings
from tests.happened import WEEK, a_period, placed, roster

STAGES = ("exploration", "formation", "stability", "decline")
ALL_THERE = 1_000
GOLDEN = 0x9E3779B97F4A7C15


def every(days):
    return {f"days_between_visits_in_{stage}": days for stage in STAGES}


def team(visits_per_week, **settings):
    """Return a sales force of one rep with time for so many visits a week, due every four weeks."""
    hours = {"visit_hours_per_month": visits_per_week * DAYS_PER_MONTH / WEEK, "hours_per_visit": 1.0}
    chosen = {"reps_per_1000": 1000.0 / ALL_THERE, **hours, **every(4 * WEEK), **settings}
    return SalesForce(SalesForceSettings.model_validate(chosen), ALL_THERE)


def week(period, customers=ALL_THERE, stages: Any = 0, **what):
    return a_period(period, there=roster(np.arange(customers), stages), **what)


def neglected(work):
    return work.felt["neglect_felt"]


@pytest.mark.parametrize("capacity", [0.25, 0.5, 0.8])
def test_the_share_on_time_is_the_capacity_as_a_share_of_the_demand(capacity):
    """Demand is a visit every four weeks; the earliest due first, each waits until the reps come round."""
    reps, on_time, rounds = team(capacity * ALL_THERE / 4), [], 3 * round(4 / capacity)
    for period in range(3 * rounds):
        work = reps.work(week(period))
        on_time.append(1.0 - neglected(work).slots.size / ALL_THERE)
        assert work.operations["service_level"] == on_time[-1]
        assert work.operations["load"] == pytest.approx(1.0 / capacity)
    assert np.mean(on_time[rounds:]) == pytest.approx(capacity, abs=0.01)


def test_everybody_is_visited_when_due_by_reps_with_hours_enough():
    reps = team(ALL_THERE)
    visits = [reps.work(week(period)) for period in range(12)]
    assert not any(neglected(work).slots.size for work in visits)
    assert not any(work.records["visits"]["overdue_days"].any() for work in visits)
    days = np.concatenate([work.records["visits"]["time_days"] for work in visits])
    who = np.concatenate([work.records["visits"]["customer_id"] for work in visits])
    assert np.bincount(who.astype(np.int64)).tolist() == [3] * ALL_THERE
    assert np.diff(np.sort(days[who == 7])) == pytest.approx([28.0, 28.0])


def test_a_first_visit_has_its_place_within_the_first_interval_by_the_golden_ratio():
    days = team(ALL_THERE).work(week(0)).records["visits"]
    expected = {k: 28.0 * ((k * GOLDEN % 2**64) / 2**64) for k in range(ALL_THERE)}
    first = {k: day for k, day in expected.items() if day < WEEK}
    assert dict(zip(days["customer_id"].tolist(), days["time_days"], strict=True)) == pytest.approx(first)


def test_without_reps_neglect_grows_with_every_period_up_to_one():
    reps = team(0.0, neglect_per_overdue_period=0.25, **every(WEEK))
    felt = [neglected(reps.work(week(period))) for period in range(6)]
    due = 7.0 * (5 * GOLDEN % 2**64) / 2**64
    own = [each.amounts[each.slots == 5].sum() for each in felt]
    by_hand = [min(1.0, 0.25 * (WEEK * (period + 1) - due) / WEEK) for period in range(6)]
    assert own == pytest.approx(by_hand)
    assert max(each.amounts.max() for each in felt) == 1.0


def test_stages_have_days_of_their_own_and_none_means_never():
    reps = team(
        ALL_THERE, **{"days_between_visits_in_formation": 0.0, "days_between_visits_in_decline": WEEK}
    )
    stages = np.arange(ALL_THERE) % 4
    made = [reps.work(week(period, stages=stages)).records["visits"]["customer_id"] for period in range(4)]
    counts = np.bincount(np.concatenate(made).astype(np.int64), minlength=ALL_THERE)
    assert [set(counts[stages == stage].tolist()) for stage in range(4)] == [{1}, {0}, {1}, {4}]


def test_key_accounts_go_first_and_the_others_in_the_order_in_which_they_are_due():
    reps = team(2.0, key_account_share=0.2, **every(WEEK))
    sold = replace(placed([0.0, 0.0, 0.0], [9, 3, 1]), amount=np.array([50.0, 41.0, 9.0]))
    work = reps.work(week(0, customers=10, orders=sold))
    assert sorted(work.records["visits"]["customer_id"].tolist()) == [3, 9]
    plain = team(2.0, **every(WEEK)).work(week(0, customers=10)).records["visits"]["customer_id"]
    by_day = sorted(range(10), key=lambda k: k * GOLDEN % 2**64)
    assert sorted(plain.tolist()) == sorted(by_day[:2])


def test_hours_too_few_for_a_visit_are_kept_for_the_next_period():
    reps = team(0.5, **every(WEEK))
    visits = [reps.work(week(period)).records["visits"]["customer_id"].size for period in range(10)]
    assert sum(visits) == 5


def test_whoever_comes_back_is_as_one_who_is_new():
    reps = team(ALL_THERE)
    for period in range(3):
        reps.work(week(period, customers=20))
    reps.work(a_period(3, there=roster(np.arange(10))))
    back = [reps.work(week(period, customers=20)) for period in range(4, 8)]
    visits = np.concatenate([work.records["visits"]["customer_id"] for work in back])
    assert np.bincount(visits.astype(np.int64)).tolist() == [1] * 20
    assert not any(neglected(work).slots.size for work in back)


def test_wages_visits_and_commission_are_paid():
    settings = {"rep_cost_per_month": 10 * DAYS_PER_MONTH, "cost_per_visit": 3.0, "commission_share": 0.1}
    reps = team(5.0, **settings, **every(WEEK))
    work = reps.work(week(0, orders=placed([1.0, 2.0, 3.0])))
    assert work.cost == pytest.approx(70.0 + 3.0 * 5 + 0.1 * 3)


@given(st.integers(1, 40), st.floats(0.0, 12.0), st.sampled_from([0.0, 0.1]), st.randoms())
def test_the_order_of_the_roster_and_a_stop_in_between_change_nothing(customers, visits, key_share, random):
    straight, halting = (team(visits, key_account_share=key_share) for _ in range(2))
    for period in range(5):
        order = random.sample(range(customers), customers)
        sold = placed(np.full(customers, period * WEEK), np.arange(customers))
        one = straight.work(week(period, customers=customers, orders=sold))
        other = halting.work(a_period(period, there=roster(order), orders=sold))
        for said in ("customer_id", "time_days"):
            assert sorted(one.records["visits"][said]) == sorted(other.records["visits"][said])
        felt = [
            dict(zip(neglected(each).slots, neglected(each).amounts, strict=True)) for each in (one, other)
        ]
        assert felt[0] == felt[1]
        stopped = team(visits, key_account_share=key_share)
        stopped.restore(halting.state())
        halting = stopped


@pytest.mark.parametrize(
    ("key", "value"),
    [("reps_per_1000", -1.0), ("visit_hours_per_month", -8.0), ("commission_share", 1.2)],
)
def test_what_no_sales_force_can_be_is_refused_by_name(key, value):
    with pytest.raises(InputError, match=rf"sales_force.{key}"):
        presets.load("default", [f"sales_force.{key}={value}"])

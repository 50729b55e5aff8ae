"""Fulfilment by itself: parcels wait for packers, and what comes later than promised is late."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.fulfilment import Fulfilment
from hooper.scenario.fulfilment_settings import FulfilmentSettings
from tests.happened import WEEK, a_period, placed

PROMPT = {"stock_out_share": 0.0, "carriage_days": 0.0, "promised_days": 0.0}
NIGHTS_OFF = ({"days": ["monday"], "from_hour": 8.0, "until_hour": 16.0},)


def ordered(period, days, customers=None, nth=0):
    return a_period(period, orders=placed(days, customers, nth))


def department(**settings):
    return Fulfilment(FulfilmentSettings.model_validate(PROMPT | settings, strict=False), founders=1000)


def test_the_delay_of_each_parcel_is_waiting_packing_and_carriage_less_what_was_promised():
    """A queue of one packer by hand: Lindley's recursion on the packing times that the department drew."""
    days = [0.5, 0.6, 0.7, 4.0]
    quick = department(packers_per_1000=1.0, days_per_parcel=0.5).work(ordered(0, days))
    packing = department(packers_per_1000=1000.0, days_per_parcel=0.5).work(ordered(0, days)).felt
    packing = packing["delay_felt"].amounts
    idle, expected = 0.0, []
    for day, work in zip(days, packing, strict=True):
        idle = max(idle, day) + work
        expected.append(idle - day)
    assert quick.felt["delay_felt"].amounts == pytest.approx(expected)
    promised = department(packers_per_1000=1.0, days_per_parcel=0.5, promised_days=0.4).work(ordered(0, days))
    delay = np.maximum(np.array(expected) - 0.4, 0.0)
    assert promised.records["deliveries"]["delay_days"] == pytest.approx(delay)
    assert promised.felt["delay_felt"].amounts == pytest.approx(delay[delay > 0.0])


def test_with_hands_enough_and_everything_in_stock_nothing_is_late():
    work = department(packers_per_1000=500.0, promised_days=2.0, days_per_parcel=0.01).work(
        ordered(0, np.linspace(0.0, 6.9, 500))
    )
    assert not work.felt["delay_felt"].amounts.any()
    assert not work.records["deliveries"]["stock_out"].any()


def test_what_is_out_of_stock_comes_so_much_later():
    out = department(packers_per_1000=500.0, stock_out_share=1.0, days_out_of_stock=3.0, days_per_parcel=1e-6)
    work = out.work(ordered(0, np.linspace(0.0, 6.9, 20_000)))
    assert work.records["deliveries"]["stock_out"].all()
    # the standard error of the mean of 20,000 exponentials of mean 3 is .021: five of them
    assert work.felt["delay_felt"].amounts.mean() == pytest.approx(3.0, abs=0.106)


def test_what_is_billed_at_the_very_end_of_a_period_is_packed_too():
    work = department(packers_per_1000=500.0, days_per_parcel=1e-3).work(ordered(0, [WEEK, WEEK]))
    assert work.felt["delay_felt"].slots.size == 2


def test_two_orders_of_one_customer_have_chance_of_their_own():
    out = department(packers_per_1000=500.0, days_per_parcel=1.0)
    again = department(packers_per_1000=500.0, days_per_parcel=1.0)
    first = out.work(ordered(0, [1.0], [7])).felt["delay_felt"].amounts
    second = again.work(ordered(0, [1.0], [7], nth=1)).felt["delay_felt"].amounts
    assert first != second


def test_wages_are_paid_for_time_and_parcels_by_number():
    costs = {"packer_cost_per_month": 3043.75, "cost_per_parcel": 2.0, "packers_per_1000": 3.0}
    assert department(**costs).work(ordered(0, [])).cost == pytest.approx(3 * 700.0)
    assert department(**costs).work(ordered(0, [1.0, 2.0])).cost == pytest.approx(3 * 700.0 + 4.0)


@given(
    st.lists(st.lists(st.floats(0.0, 6.99), max_size=12), min_size=2, max_size=5),
    st.sampled_from([(), NIGHTS_OFF]),
)
def test_every_order_is_delivered_once_and_a_stop_in_between_changes_nothing(weeks, shifts):
    settings = {"packers_per_1000": 1.0, "days_per_parcel": 0.4, "shifts": shifts}
    straight, halting = department(**settings), department(**settings)
    delivered, ordered_in_all = [], 0
    for period, days in enumerate([*weeks, *[[]] * 30]):
        happened = ordered(period, np.asarray(days) + period * WEEK, np.arange(len(days)) + ordered_in_all)
        ordered_in_all += len(days)
        one, other = straight.work(happened), halting.work(happened)
        assert np.array_equal(one.felt["delay_felt"].amounts, other.felt["delay_felt"].amounts)
        delivered += one.records["deliveries"]["customer_id"].tolist()
        assert one.felt["delay_felt"].slots.tolist() == one.records["deliveries"]["customer_id"].tolist()
        stopped = department(**settings)
        stopped.restore(halting.state())
        halting = stopped
    assert sorted(delivered) == list(range(ordered_in_all))

"""Credit by itself: who may pay later, who pays, what is lost, and what lending costs."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.credit import Credit
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.credit_grades import GRADES
from hooper.scenario.credit_settings import CreditDepartmentSettings
from tests.happened import WEEK, a_period, placed

MANY = 20_000
FREE = {"cost_of_capital_per_year": 0.0, "collection_cost_per_overdue": 0.0}


def one_grade(days=0.0, chance=0.0, limit=1e9, **settings):
    """Return a department to which all customers are of one grade."""
    terms = {"payment_delay_days": days, "default_probability": chance, "exposure_limit": limit}
    shares = {"grade_shares": (1.0, 0.0, 0.0, 0.0, 0.0)}
    return Credit(CreditDepartmentSettings.model_validate(dict.fromkeys(GRADES, terms) | shares | settings))


def ordered(period, when, amounts, customers, nth: Any = 0, **how):
    orders = replace(placed(when, customers), amount=np.asarray(amounts, float))
    return a_period(period, orders=replace(orders, nth=np.broadcast_to(nth, orders.slots.shape)), **how)


def each_orders(period, amount=1.0, nth=0, customers=MANY, **how):
    ones = np.ones(customers)
    return ordered(period, ones * (period * WEEK + 1.0), ones * amount, np.arange(customers), nth, **how)


def test_a_sale_above_the_limit_is_paid_in_cash_and_felt_and_what_is_due_makes_room():
    """By hand: 60 of 100; 50 more are too much, 40 are not; on day 5 the 60 are paid: 60 fit again."""
    department = one_grade(days=4.0, limit=100.0, neglect_per_refusal=0.4, **FREE)
    happened = ordered(0, [1.0, 2.0, 3.0, 5.0], [60.0, 50.0, 40.0, 60.0], [7] * 4, np.arange(4))
    work = department.work(happened)
    assert work.felt["neglect_felt"].slots.tolist() == [7]
    assert work.felt["neglect_felt"].amounts.tolist() == [0.4]
    assert work.operations["refused_credits"] == 1.0
    assert work.operations["paid"] == 50.0 + 60.0 + 40.0
    assert work.operations["outstanding"] == 60.0
    assert work.operations["days_sales_outstanding"] == 60.0 / 160.0 * WEEK
    assert department.work(a_period(1)).operations["paid"] == 60.0


def test_with_a_limit_of_nothing_all_pay_cash_and_lending_costs_nothing():
    department = one_grade(days=30.0, chance=1.0, limit=0.0, collection_cost_per_overdue=5.0)
    work = department.work(each_orders(0, amount=3.0))
    assert work.cost == 0.0
    assert work.operations["paid"] == 3.0 * MANY
    assert work.operations["refused_credits"] == MANY
    assert math.isnan(work.operations["overdue_share"])
    assert math.isnan(work.operations["days_sales_outstanding"])


def test_what_is_lost_is_chance_times_loss_and_two_orders_fail_each_by_itself():
    """Of 20,000; .009 and .0026 are 4.5 standard errors of shares of .08 and .0064: wrong once in 150,000.

    A word that is the same for all orders of a period puts the second share at .08.
    """
    chance, loss = 0.08, 0.6
    fates = []
    for nth in (1, 2):
        department = one_grade(days=1.0, chance=chance, loss_given_default=loss, **FREE)
        work = department.work(each_orders(0, amount=2.0, nth=nth))
        assert work.cost == pytest.approx(loss * work.operations["defaulted"])
        assert work.operations["defaulted"] / (2.0 * MANY) == pytest.approx(chance, abs=0.009)
        late = one_grade(days=30.0, chance=chance)
        late.work(each_orders(0, nth=nth))
        fates.append(late.owed.defaults)
    assert (fates[0] & fates[1]).mean() == pytest.approx(chance**2, abs=0.0026)


def test_grades_are_shared_out_and_stay_whatever_the_future():
    """Shares of 20,000 customers: .016 is 4.5 standard errors at least."""
    shares = (0.1, 0.2, 0.4, 0.25, 0.05)
    department = Credit(CreditDepartmentSettings(grade_shares=shares))
    department.work(each_orders(0))
    grades = department.state()["grades"]
    assert np.bincount(grades) / MANY == pytest.approx(np.array(shares), abs=0.016)
    department.work(each_orders(1, key=(5, 1 << 16), customers=2 * MANY))
    assert np.array_equal(department.state()["grades"][:MANY], grades)
    fewer = Credit(CreditDepartmentSettings(grade_shares=shares))
    fewer.work(each_orders(3, customers=50))
    assert np.array_equal(fewer.state()["grades"], grades[:50])


@pytest.mark.parametrize("days", [3.0, WEEK, 30.0])
def test_interest_is_for_the_days_that_money_was_lent_however_time_is_cut(days):
    """200 for 20 days at 10 % a year, of continuous interest."""
    department = one_grade(days=20.0, cost_of_capital_per_year=0.1, collection_cost_per_overdue=0.0)
    cost = department.work(ordered(0, [1.5], [200.0], [0], days=days)).cost
    cost += sum(department.work(a_period(period, days=days)).cost for period in range(1, 12))
    assert cost == pytest.approx(200.0 * 20.0 * math.log(1.1) / DAYS_PER_YEAR, rel=1e-12)


def test_what_is_not_paid_within_its_terms_is_overdue_and_collected_once():
    department = one_grade(
        days=25.0, terms_days=10.0, cost_of_capital_per_year=0.0, collection_cost_per_overdue=3.0
    )
    works = [department.work(each_orders(0, customers=4))]
    works += [department.work(a_period(period)) for period in range(1, 6)]
    assert [work.cost for work in works] == [0.0, 12.0, 0.0, 0.0, 0.0, 0.0]
    assert [work.operations["overdue_share"] for work in works[:3]] == [0.0, 1.0, 1.0]
    prompt = one_grade(days=10.0, terms_days=10.0, cost_of_capital_per_year=0.0)
    assert prompt.work(each_orders(0)).cost + prompt.work(a_period(1)).cost == 0.0


def lent_one_by_one(department, orders, paid):
    """A plain twin: each order in the order of time, against what its buyer owes at that moment."""
    terms = department.settings.best
    lent = []
    for day, amount, buyer in orders:
        owed = sum(
            sale[1] for sale in paid + lent if sale[2] == buyer and sale[0] + terms.payment_delay_days > day
        )
        if owed + amount <= terms.exposure_limit:
            lent.append((day, amount, buyer))
    return lent


weeks = st.lists(
    st.lists(st.tuples(st.floats(0.0, 6.99), st.floats(0.5, 80.0), st.integers(0, 3)), max_size=9),
    min_size=1,
    max_size=5,
)


@given(weeks, st.sampled_from([0.0, 2.0, 9.0, 40.0]), st.sampled_from([0.0, 100.0, 250.0]))
def test_nobody_ever_owes_more_than_the_limit_and_every_sale_is_paid_lost_or_outstanding(lists, days, limit):
    department = one_grade(days, chance=0.3, limit=limit, loss_given_default=0.5)
    lent, sold, ended = [], 0.0, 0.0
    for period, week in enumerate(lists):
        orders = sorted((day + period * WEEK, amount, buyer) for day, amount, buyer in week)
        when, amounts, buyers = (np.array([order[k] for order in orders]) for k in range(3))
        nth = [[order[2] for order in orders[:k]].count(order[2]) for k, order in enumerate(orders)]
        work = department.work(ordered(period, when, amounts, buyers.astype(int), np.array(nth, np.int64)))
        lent += lent_one_by_one(department, orders, lent)
        sold += math.fsum(amounts)
        ended += work.operations["paid"] + 0.5 * work.operations["defaulted"]
        owed = department.owed
        assert sold == pytest.approx(ended + work.operations["outstanding"], rel=1e-9, abs=1e-9)
        still = [sale for sale in lent if sale[0] + days > (period + 1) * WEEK]
        assert sorted(zip(owed.sold_days, owed.amounts, owed.slots, strict=True)) == sorted(still)
        assert (np.bincount(owed.slots, owed.amounts, 4) <= limit * (1.0 + 1e-12)).all()
        again = one_grade(days, chance=0.3, limit=limit, loss_given_default=0.5)
        again.restore(department.state())
        department = again


def test_who_has_left_still_owes():
    department = one_grade(days=22.0, **FREE)
    department.work(each_orders(0, amount=5.0, customers=3))
    for period in (1, 2):
        assert department.work(a_period(period)).operations["outstanding"] == 15.0
    work = department.work(a_period(3))
    assert (work.operations["paid"], work.operations["outstanding"]) == (15.0, 0.0)


def test_a_sale_is_in_the_payments_when_it_has_ended_and_never_before():
    """By hand: due after 30 days, paid after 45; with every sale a default, never paid."""
    for chance, paid in ((0.0, 46.0), (1.0, math.nan)):
        department = one_grade(days=45.0, chance=chance, terms_days=30.0)
        assert not department.work(ordered(0, [1.0], [60.0], [7])).records["payments"]["amount"].size
        for period in range(1, 6):
            assert not department.work(a_period(period)).records["payments"]["amount"].size
        told = department.work(a_period(6)).records["payments"]
        assert {name: values.tolist() for name, values in told.items()} == {
            "customer_id": [7],
            "due_days": [31.0],
            "paid_days": pytest.approx([paid], nan_ok=True),
            "amount": [60.0],
        }

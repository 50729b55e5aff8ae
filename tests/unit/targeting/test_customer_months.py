from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.targeting.customer_months import customer_months
from hooper.targeting.warning_settings import WarningSettings
from tests.unit.targeting.logs import drawn_log, log_of

MONTH = DAYS_PER_MONTH
FOUR_WEEKS = WarningSettings(horizon_weeks=4.0, given_up_after_weeks=9.0)


@st.composite
def logs(draw):
    return draw(
        st.lists(
            st.tuples(
                st.integers(0, 5), st.floats(0.0, 300.0), st.floats(0.0, 100.0).map(lambda x: round(x, 2))
            ),
            min_size=1,
            max_size=40,
            unique_by=lambda row: (row[0], int(row[1])),
        )
    )


def months_of(rows, end_days=300.0, how=FOUR_WEEKS, **others):
    return customer_months(log_of(rows, end_days, **others), how)


def test_months_run_from_the_first_purchase_until_somebody_is_given_up():
    """By hand: bought on days 0 and 40, and given up 63 days later."""
    months = months_of([(3, 0.0, 5.0), (3, 40.0, 7.0)], end_days=100.0 + MONTH)
    begins = 100.0 + MONTH - MONTH * np.arange(4, -1, -1)
    assert months.start_days == pytest.approx(begins[begins <= 103.0])
    assert months.last_days.tolist() == [0.0, 0.0, 40.0, 40.0]
    assert months.frequency.tolist() == [0, 0, 1, 1]
    assert months.spend.tolist() == [5.0, 5.0, 12.0, 12.0]


def test_silence_is_no_purchase_within_the_horizon_and_a_purchase_on_its_last_day_breaks_it():
    starts = months_of([(0, 0.0, 1.0)], end_days=90.0).start_days
    bought = [(0, 0.0, 1.0), (0, float(starts[0]) + 28.0, 1.0)]
    assert months_of(bought, end_days=90.0).fell_silent.tolist()[0] is False
    bought[1] = (0, float(starts[0]) + 28.001, 1.0)
    assert months_of(bought, end_days=90.0).fell_silent.tolist()[0] is True


def test_under_contracts_silence_for_more_than_a_bill_is_the_end_of_the_contract():
    """A bill on the tenth day of each month; after the last month of a contract none comes."""
    contract = WarningSettings(horizon_weeks=5.0, given_up_after_weeks=5.0)
    bills = [(who, 10.0 + MONTH * k, 20.0) for who, last in ((0, 4), (1, 11)) for k in range(last + 1)]
    months = months_of(bills, end_days=12.0 * MONTH, how=contract).known_by(12.0 * MONTH)
    place = np.round(months.start_days / MONTH).astype(int)
    assert place[months.customer_id == 0].tolist() == [1, 2, 3, 4, 5]
    assert place[months.fell_silent & (months.customer_id == 0)].tolist() == [5]
    assert not months.fell_silent[months.customer_id == 1].any()


def test_an_outcome_is_known_when_its_horizon_is_over():
    months = months_of([(0, 0.0, 1.0)], end_days=70.0, how=WarningSettings(horizon_weeks=4.0))
    assert months.start_days.tolist() == pytest.approx([70.0 - 2 * MONTH, 70.0 - MONTH, 70.0])
    assert months.known_by(70.0).size == 2
    assert months.known_by(40.0).size == 1
    assert months.known_from(30.0).start_days.tolist() == pytest.approx([70.0 - MONTH])
    assert months.where(months.is_now).size == 1


def test_signs_of_purchases_by_hand():
    """Four purchases, ten days apart, and then 15 days without one until the last month begins."""
    months = months_of([(0, 10.0 * k, 2.0 ** (k == 3)) for k in range(4)], end_days=45.0)
    signs = {name: values[-1] for name, values in months.signs.items()}
    rhythm = (45.0 + MONTH) / 4.0
    assert signs["recency"] == pytest.approx(np.log(16.0))
    assert signs["silence"] == pytest.approx(np.log(1.0 + 15.0 / rhythm))
    assert signs["latest_rhythm"] == pytest.approx(np.log(rhythm))
    assert signs["tenure"] == pytest.approx(np.log(46.0))
    assert signs["latest_amounts"] == pytest.approx((4 / 3) / (4 / 3 + 5 / 4))


def test_cases_are_open_until_they_end_and_then_what_they_ended_as_for_three_months():
    case = {"customer_id": [0], "time_days": [20.0], "wait_days": [20.0]}
    for abandoned, resolved, name in (
        (True, False, "cases_abandoned"),
        (False, False, "cases_unresolved"),
        (False, True, "cases_resolved"),
    ):
        table = case | {"abandoned": [abandoned], "resolved": [resolved]}
        months = months_of(
            [(0, 0.0, 1.0)],
            end_days=4.5 * MONTH,
            how=WarningSettings(given_up_after_weeks=52.0),
            service_cases=table,
        )
        starts = months.start_days
        assert months.signs["cases_open"].tolist() == ((starts >= 20.0) & (starts < 40.0)).tolist()
        ended = (starts >= 40.0) & (starts < 40.0 + 3.0 * MONTH)
        assert months.signs[name].tolist() == ended.tolist()
        others = {"cases_abandoned", "cases_unresolved", "cases_resolved"} - {name}
        assert not any(months.signs[other].any() for other in others)


def test_contacts_and_answers_are_known_when_their_period_is_over_and_only_if_its_length_is():
    told: Any = {
        "contacts": {
            "customer_id": [0, 1, 9],
            "period": [1, 1, 1],
            "lever": [0, 0, 0],
            "cost": [1.0, 1.0, 1.0],
        },
        "survey_answers": {
            "customer_id": [0, 0, 0],
            "period": [1, 2, 2],
            "item": [0, 0, 1],
            "answer": [4.0, np.nan, 1.0],
        },
    }
    rows = [(0, 0.0, 1.0), (1, 0.0, 1.0)]
    weekly = WarningSettings(period_days=7.0)
    months = months_of(rows, end_days=3.0 * MONTH, how=weekly, **told)
    of_first = months.customer_id == 0
    assert months.signs["contacts"].tolist() == (months.start_days >= 14.0).tolist()
    assert (
        months.signs["satisfaction_told"] == np.where(of_first & (months.start_days >= 14.0), 4.0, 0.0)
    ).all()
    assert not {"contacts", "satisfaction_told"} & set(months_of(rows, end_days=90.0, **told).signs)


@given(logs(), st.floats(50.0, 250.0))
@settings(max_examples=60, deadline=None)
def test_no_sign_of_a_month_knows_what_comes_later(rows, cut):
    """What is bought after a month has begun moves its outcome alone."""
    whole = months_of(rows)
    begins = np.unique(whole.start_days)
    begins = begins[begins <= cut]
    if not begins.size:
        return
    day = float(begins[-1])
    earlier = [row for row in rows if int(row[1]) < int(day)]
    if not earlier or any(int(row[1]) == int(day) for row in rows):
        return  # a day is merged as a whole
    short = customer_months(log_of(earlier, day), FOUR_WEEKS)
    then = short.where(short.start_days == day)
    same = whole.where(whole.start_days == day)
    assert then.customer_id.tolist() == same.customer_id.tolist()
    for name, values in then.signs.items():
        assert values == pytest.approx(same.signs[name], abs=1e-5)


@given(logs(), st.sampled_from([0.25, 4.0, 1024.0]))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_money_changes_no_sign(rows, factor):
    before = months_of(rows)
    after = months_of([(customer, day, amount * factor) for customer, day, amount in rows])
    assert all(np.array_equal(before.signs[name], after.signs[name]) for name in before.signs)
    assert after.spend == pytest.approx(factor * before.spend)


@given(logs(), st.permutations(range(6)))
@settings(max_examples=40, deadline=None)
def test_other_ids_give_the_same_months_in_another_order(rows, other):
    before = months_of(rows)
    after = months_of([(other[customer], day, amount) for customer, day, amount in rows])
    named = np.array(other, np.uint64)[before.customer_id.astype(int)]
    order = np.lexsort((before.start_days, named))
    assert after.customer_id.tolist() == named[order].tolist()
    for name, values in before.signs.items():
        assert after.signs[name] == pytest.approx(values[order], abs=1e-5)


def test_nobody_has_no_months():
    months = months_of([])
    assert months.size == months.latest().size == 0
    assert not months.fell_silent.size


def test_the_latest_month_of_each_customer_is_summarised_in_weeks():
    months = customer_months(drawn_log(50), WarningSettings())
    latest = months.latest()
    assert latest.customer_id.tolist() == np.unique(months.customer_id).tolist()
    assert latest.summary().age == pytest.approx((latest.start_days - latest.first_days) / 7.0)

"""A complaint on its way through self-service, desk and second line: felt once, when it is settled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.customer_service import CustomerService
from hooper.scenario.scenario import Scenario
from tests.happened import WEEK, a_period, complained

FOUNDERS = 10_000
ALL = {
    "self_service": {"share": 0.5, "breakdown_share": 0.0, "days_lost": 0.5},
    "desk": {"agents_per_1000": 0.3, "days_per_case": 1.0, "patience_days": 2.0, "call_back_share": 0.3},
    "tickets": {"specialists_per_1000": 0.2, "days_per_ticket": 1.0, "escalation_days": 3.0},
}


def service_of(**sections):
    return CustomerService.of(Scenario.model_validate({"founders": {"customers": FOUNDERS}, **sections}))


def lived(service, period, slots):
    """Let every department of the chain work on the complaints of a period; return what each did."""
    happened = a_period(period, complaints=complained(slots))
    service.begin(period * WEEK, 0)
    return {department.name: department.work(happened) for department in service.chain}


def felt(work, row):
    """Return the customers of a row of state, as often as something of it is felt."""
    return [
        slot
        for each in work.values()
        for slot, amount in zip(each.felt[row].slots, each.felt[row].amounts, strict=True)
        if amount
    ]


def test_what_the_desk_answers_and_does_not_solve_is_felt_only_of_the_ticket():
    sections = {"desk": {"agents_per_1000": 100.0, "recovery_share": 0.5}, "tickets": ALL["tickets"]}
    work = lived(service_of(**sections), 0, range(200))
    cases, desk = work["service_desk"].records["service_cases"], work["service_desk"].felt
    assert not cases["abandoned"].any()
    assert not desk["failure_felt"].amounts.any()
    passed_on = set(cases["customer_id"][~cases["resolved"]].tolist())
    begun = work["tickets"].records["tickets"]
    assert 0 < begun["customer_id"].size < len(passed_on)
    assert set(begun["customer_id"].tolist()) < passed_on
    when_called = dict(zip(cases["customer_id"].tolist(), cases["time_days"].tolist(), strict=True))
    assert all(
        day > when_called[customer]
        for customer, day in zip(begun["customer_id"].tolist(), begun["time_days"].tolist(), strict=True)
    )


def test_who_gives_up_at_the_desk_has_no_ticket():
    sections = {"desk": {"agents_per_1000": 0.1, "days_per_case": 100.0, "patience_days": 0.01}}
    work = lived(service_of(**sections, tickets=ALL["tickets"]), 0, range(200))
    gave_up = work["service_desk"].records["service_cases"]["abandoned"]
    assert gave_up.sum() > 190
    assert work["service_desk"].felt["failure_felt"].amounts.tolist() == gave_up.astype(float).tolist()


@pytest.mark.parametrize("without", ["self_service", "tickets"])
def test_a_part_that_is_not_named_is_not_in_the_chain(without):
    sections = {name: settings for name, settings in ALL.items() if name != without}
    assert without not in [department.name for department in service_of(**sections).chain]


@settings(deadline=None, max_examples=5)
@given(st.lists(st.sets(st.integers(0, 60), max_size=40), min_size=2, max_size=4))
def test_every_complaint_is_made_good_or_felt_once_and_a_stop_in_between_changes_nothing(weeks):
    straight, halting, ends = service_of(**ALL), service_of(**ALL), []
    for period, slots in enumerate([*weeks, *[set()] * 16]):
        one, other = (lived(service, period, sorted(slots)) for service in (straight, halting))
        for row in ("made_good", "failure_felt", "wait_felt"):
            assert felt(one, row) == felt(other, row)
        ends += felt(one, "made_good") + felt(one, "failure_felt")
        state = [department.state() for department in halting.chain]
        halting = service_of(**ALL)
        for department, remembered in zip(halting.chain, state, strict=True):
            department.restore(remembered)
    raised = np.bincount([slot for slots in weeks for slot in slots], minlength=61)
    assert np.bincount(np.array(ends, np.int64), minlength=61).tolist() == raised.tolist()

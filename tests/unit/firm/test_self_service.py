"""Self-service by itself: who tries it, what it solves, and who calls the desk later."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.customer_service import CustomerService
from hooper.firm.self_service import SelfService
from hooper.firm.staff import Staff
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.self_service_settings import SelfServiceSettings
from hooper.scenario.staff_settings import STEADY_STAFF
from tests.happened import WEEK, a_period, complained

MANY = np.arange(20_000)


def tried(slots, period=0, **changes):
    """Return the department and what it did when some customers complained."""
    department = SelfService(SelfServiceSettings(**changes))
    return department, department.work(a_period(period, complaints=complained(slots)))


def test_whoever_is_helped_does_not_call_and_whoever_is_not_has_lost_time():
    department, work = tried(MANY, share=0.5, solved_share=0.6, breakdown_share=0.1, days_lost=2.0)
    helped, broken = work.felt["made_good"], work.felt["failure_felt"]
    callers = department.callers.complaints.slots
    assert sorted([*helped.slots, *callers]) == MANY.tolist()
    # five standard errors of the shares, and of the mean of some 4,600 exponentials
    assert helped.slots.size / MANY.size == pytest.approx(0.5 * 0.9 * 0.6, abs=0.016)
    assert broken.slots.size / MANY.size == pytest.approx(0.5 * 0.1, abs=0.008)
    assert np.isin(broken.slots, callers).all()
    lost = work.felt["wait_felt"].amounts
    assert np.array_equal(lost, department.callers.held_up_days)
    assert lost[lost > 0.0].size / MANY.size == pytest.approx(0.5 * (1.0 - 0.54), abs=0.015)
    assert lost[lost > 0.0].mean() == pytest.approx(2.0, abs=0.15)
    uses = helped.slots.size + (lost > 0.0).sum()
    assert work.operations == {"uses": uses, "resolved_share": pytest.approx(helped.slots.size / uses)}


def test_it_costs_by_use_and_by_time():
    _, work = tried(MANY[:50], share=1.0, cost_per_use=0.5, cost_per_month=3043.75)
    assert work.cost == pytest.approx(25.0 + 700.0)
    assert tried([], share=1.0, cost_per_month=3043.75)[1].cost == pytest.approx(700.0)


def desk(self_service=None):
    staff = Staff(STEADY_STAFF, planned=4, period_days=WEEK)
    return CustomerService(DeskSettings(), staff, self_service)


def test_where_nobody_tries_it_the_desk_has_the_same_cases():
    happened = a_period(3, complaints=complained(MANY[:200]))
    department, work = tried(MANY[:200], 3, share=0.0)
    one, other = desk().work(happened), desk(department).work(happened)
    for name, column in one.records["service_cases"].items():
        assert np.array_equal(column, other.records["service_cases"][name]), name
    assert not any(felt.amounts.any() for felt in work.felt.values())
    assert work.cost == 0.0


def test_those_who_were_held_up_call_as_much_later_but_in_the_same_period():
    happened = a_period(3, complaints=complained(MANY[:400]))
    department, work = tried(MANY[:400], 3, share=1.0, solved_share=0.0, breakdown_share=0.0, days_lost=1.0)
    early = desk().work(happened).records["service_cases"]["time_days"]
    late = desk(department).work(happened).records["service_cases"]["time_days"]
    meant = early + work.felt["wait_felt"].amounts
    assert np.array_equal(late, np.minimum(meant, np.nextafter(4 * WEEK, 0.0)))
    assert 0.05 < (late < meant).mean() < 0.5


def test_the_chain_of_a_complaint_is_in_the_order_in_which_it_goes():
    department = SelfService(SelfServiceSettings())
    assert [each.name for each in desk(department).chain] == ["self_service", "service_desk"]
    assert [each.name for each in desk().chain] == ["service_desk"]


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 50), max_size=20), min_size=2, max_size=5))
def test_a_stop_between_periods_changes_nothing(weeks):
    def opened():
        return SelfService(SelfServiceSettings(share=0.7))

    straight, halting = opened(), opened()
    one, other = desk(straight), desk(halting)
    for period, slots in enumerate(weeks):
        happened = a_period(period, complaints=complained(sorted(slots)))
        for first, second in zip(one.chain, other.chain, strict=True):
            done, again = first.work(happened), second.work(happened)
            for row, felt in done.felt.items():
                assert np.array_equal(felt.amounts, again.felt[row].amounts)
        state = [each.state() for each in other.chain]
        other = desk(opened())
        for each, remembered in zip(other.chain, state, strict=True):
            each.restore(remembered)

"""The second line by itself: who waits, who escalates, what is learnt, and what is felt when."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.desk import ServiceCases
from hooper.firm.knowledge_base import work_share
from hooper.firm.tickets import Tickets
from hooper.scenario.ticket_settings import TicketSettings
from tests.happened import WEEK, a_period

PLAIN = {"escalation_days": 1e6, "work_saved_per_doubling": 0.0, "urgent_share": 0.0, "resolution_share": 1.0}
NIGHTS_OFF = ({"days": ["monday"], "from_hour": 8.0, "until_hour": 16.0},)


def second_line(**changes):
    return Tickets(TicketSettings.model_validate(PLAIN | changes, strict=False), founders=1000)


def handed_over(tickets, period, ended_days, customers=None, raised_days=None):
    """Hand over cases whose first contact ended on some days, and let the specialists live the period."""
    ended = np.asarray(ended_days, float)
    slots = np.arange(ended.size) if customers is None else np.asarray(customers)
    raised = ended if raised_days is None else raised_days
    happened = a_period(period)
    tickets.take_over(ServiceCases.of(slots, raised, 0.0, 0.0, slot=slots), ended, happened)
    return tickets.work(happened)


def work_of(customers, **changes):
    """Return the days of work on one ticket of each customer in period 0, and what else is told of it."""
    idle = handed_over(
        second_line(specialists_per_1000=1e4, days_open_felt=1.0, **changes), 0, customers * 0.0
    )
    return idle.felt["wait_felt"].amounts


def test_specialists_take_one_ticket_after_the_other():
    """A queue of one specialist by hand: Lindley's recursion on the work that was drawn."""
    ended = [0.5, 0.6, 0.7, 4.0]
    work = work_of(np.arange(4.0), days_per_ticket=0.5)
    told = handed_over(second_line(specialists_per_1000=1.0, days_per_ticket=0.5), 0, ended).records[
        "tickets"
    ]
    idle, waits = 0.0, []
    for day, each in zip(ended, work, strict=True):
        waits.append(max(idle - day, 0.0))
        idle = max(idle, day) + each
    assert told["wait_days"] == pytest.approx(waits)
    assert told["time_days"].tolist() == ended


def test_a_ticket_that_comes_after_the_period_is_taken_up_in_a_later_one():
    tickets = second_line(specialists_per_1000=1e4)
    assert not handed_over(tickets, 0, [8.5, 15.0], raised_days=6.0).records["tickets"]["time_days"].size
    assert tickets.waiting == 2
    assert handed_over(tickets, 1, []).records["tickets"]["time_days"].tolist() == [8.5]
    assert handed_over(tickets, 2, []).records["tickets"]["time_days"].tolist() == [15.0]


def test_a_solved_ticket_is_made_good_and_an_unsolved_one_a_failure_and_both_were_open_for_some_days():
    many = second_line(
        specialists_per_1000=1e4, resolution_share=0.6, days_open_felt=0.25, days_per_ticket=2.0
    )
    work = handed_over(many, 0, np.linspace(0.0, 6.9, 20_000))
    good, bad = work.felt["made_good"].amounts, work.felt["failure_felt"].amounts
    assert ((good + bad) == 1.0).all()
    assert good.astype(bool).tolist() == work.records["tickets"]["resolved"].tolist()
    # the standard errors are .0035 for the share and .0035 for the mean of .5: five of them
    assert good.mean() == pytest.approx(0.6, abs=0.0175)
    assert work.felt["wait_felt"].amounts.mean() == pytest.approx(0.25 * 2.0, abs=0.0175)


def test_without_tickets_solved_nothing_but_failure_is_felt():
    idle = handed_over(second_line(resolution_share=0.0, days_open_felt=0.0), 0, [1.0, 2.0])
    assert idle.felt["failure_felt"].amounts.tolist() == [1.0, 1.0]
    assert not idle.felt["made_good"].amounts.any()
    assert not idle.felt["wait_felt"].amounts.any()


def test_the_old_go_first_and_say_so():
    """With one specialist, urgent tickets overtake the others for as long as nobody has waited for 3 days."""
    settings = {"specialists_per_1000": 1.0, "days_per_ticket": 1.2, "urgent_share": 0.5}
    ended = np.linspace(0.0, 6.9, 12)
    patient, hasty = second_line(**settings), second_line(**settings, escalation_days=3.0)
    waits = {}
    for name, tickets in (("patient", patient), ("hasty", hasty)):
        told = [handed_over(tickets, 0, ended), *(handed_over(tickets, week, []) for week in range(1, 9))]
        columns = [each.records["tickets"] for each in told]
        waits[name] = np.concatenate([each["wait_days"] for each in columns])
        escalated = np.concatenate([each["escalated"] for each in columns])
        assert escalated.tolist() == (waits[name] > (3.0 if name == "hasty" else 1e6)).tolist()
    assert waits["hasty"].size == waits["patient"].size == 12
    assert waits["hasty"].max() < waits["patient"].max()


def test_the_service_level_is_the_share_taken_up_in_time():
    ended = [0.5, 0.6, 0.7, 4.0]
    told = handed_over(second_line(specialists_per_1000=1.0, days_per_ticket=0.5), 0, ended).records[
        "tickets"
    ]
    target = float(np.sort(told["wait_days"])[-2])
    costs = {"penalty_per_late_ticket": 10.0, "cost_per_ticket": 1.0, "specialist_cost_per_month": 3043.75}
    tickets = second_line(specialists_per_1000=1.0, days_per_ticket=0.5, target_days=target, **costs)
    work = handed_over(tickets, 0, ended)
    assert work.cost == pytest.approx(700.0 + 4.0 + 10.0)
    assert work.operations["service_level"] == 0.75
    assert (work.operations["tickets"], work.operations["waiting"]) == (4.0, 0.0)
    idle = handed_over(tickets, 1, [])
    assert idle.cost == pytest.approx(700.0)
    assert np.isnan(idle.operations["service_level"])


def test_what_is_known_saves_work_as_the_learning_curve_says():
    """An 80 % curve: two doublings leave .64 of the work, and with half of it incompressible .82."""
    assert work_share(30, 10.0, 0.2, 0.0) == pytest.approx(0.64)
    assert work_share(30, 10.0, 0.2, 0.5) == pytest.approx(0.82)
    learning = {"work_saved_per_doubling": 0.2, "least_work_share": 0.5, "known_tickets_per_1000": 10.0}
    tickets = second_line(specialists_per_1000=1e4, days_open_felt=1.0, **learning)
    handed_over(tickets, 0, np.zeros(30))
    later = handed_over(tickets, 1, np.full(5, WEEK)).felt["wait_felt"].amounts
    without = second_line(specialists_per_1000=1e4, days_open_felt=1.0)
    assert later == pytest.approx(0.82 * handed_over(without, 1, np.full(5, WEEK)).felt["wait_felt"].amounts)


@given(st.integers(0, 10**6), st.floats(0.1, 1e4), st.floats(0.0, 0.9), st.floats(0.0, 1.0))
def test_work_shrinks_with_every_ticket_and_never_below_its_floor(solved, before, saved, least):
    share = work_share(solved, before, saved, least)
    assert least - 1e-12 <= work_share(solved + 1, before, saved, least) <= share <= 1.0 + 1e-12


weeks_of_tickets = st.lists(st.lists(st.floats(0.0, 6.99), max_size=12), min_size=2, max_size=5)


@settings(deadline=None, max_examples=30)
@given(weeks_of_tickets, st.sampled_from([(), NIGHTS_OFF]), st.sampled_from([1.0, 1e6]))
def test_every_ticket_is_settled_once_and_a_stop_in_between_changes_nothing(weeks, shifts, escalation):
    changes = {
        "specialists_per_1000": 1.0,
        "days_per_ticket": 0.4,
        "urgent_share": 0.5,
        "resolution_share": 0.5,
    }
    changes |= {"shifts": shifts, "escalation_days": escalation, "work_saved_per_doubling": 0.2}
    straight, halting = second_line(**changes), second_line(**changes)
    settled, number = [], 0
    for period, days in enumerate([*weeks, *[[]] * 30]):
        ended = np.asarray(days) * 1.5 + period * WEEK
        customers = np.arange(len(days)) + number
        number += len(days)
        one, other = (handed_over(each, period, ended, customers) for each in (straight, halting))
        for row, felt in one.felt.items():
            assert np.array_equal(felt.amounts, other.felt[row].amounts)
        settled += one.records["tickets"]["customer_id"].tolist()
        stopped = second_line(**changes)
        stopped.restore(halting.state())
        assert one.operations == pytest.approx(other.operations, nan_ok=True)
        assert stopped.solved == straight.solved
        halting = stopped
    assert sorted(settled) == list(range(number))


def test_a_world_without_founders_has_a_knowledge_base_too():
    assert TicketSettings(known_tickets_per_1000=10.0).known_tickets(0) == 0.01
    assert TicketSettings(known_tickets_per_1000=10.0).known_tickets(2000) == 20.0

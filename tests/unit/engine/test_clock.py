from dataclasses import dataclass, field

import pytest

from hooper.engine.clock import Calendar, Phase, Recurring


def test_phases_come_in_their_order_within_a_period_whatever_was_added_first():
    calendar, happened = Calendar(), []
    for phase in reversed(Phase):
        calendar.add(Recurring(lambda period, name=phase.name: happened.append((period, name)), phase.at(0)))
    calendar.run(until=2)
    assert happened == [(period, phase.name) for period in (0, 1) for phase in Phase]


def test_a_recurring_process_happens_every_so_many_periods_and_remembers_when_it_is_next():
    calendar, happened = Calendar(), []
    process = Recurring(happened.append, Phase.REVIEW.at(3), every=4)
    calendar.add(process)
    calendar.run(until=12)
    assert happened == [3, 7, 11]
    assert process.next_at == 15.0


def test_what_is_due_at_the_horizon_does_not_happen_any_more():
    calendar, happened = Calendar(), []
    calendar.add(Recurring(happened.append, Phase.REVIEW.at(2)))
    calendar.run(until=2)
    assert happened == []


def test_a_calendar_can_be_rebuilt_at_a_boundary():
    whole, cut = [], []
    one, first, second = Calendar(), Calendar(), Calendar(from_period=5)
    one.add(Recurring(whole.append, Phase.ARRIVALS.at(0), every=2))
    process = Recurring(cut.append, Phase.ARRIVALS.at(0), every=2)
    first.add(process)
    one.run(until=9)
    first.run(until=5)
    assert second.period == 5
    second.add(process)
    second.run(until=9)
    assert cut == whole


@dataclass
class Twice:
    next_at: float | None = 0.5
    happened: list = field(default_factory=list)

    def act(self):
        self.happened.append(self.next_at)
        self.next_at = 1.5 if len(self.happened) < 2 else None


def test_a_process_with_no_next_time_leaves_the_calendar():
    calendar, process = Calendar(), Twice()
    calendar.add(process)
    calendar.run(until=9)
    assert process.happened == [0.5, 1.5]


@pytest.mark.parametrize(("cause", "raised"), [(KeyboardInterrupt(), KeyboardInterrupt), (None, SystemError)])
def test_an_interrupt_that_comes_while_a_kernel_runs_is_one(cause, raised):
    def live(period):
        raise SystemError("a kernel returned a result with an exception set") from cause

    calendar = Calendar()
    calendar.add(Recurring(live, Phase.LIVES.at(0)))
    with pytest.raises(raised):
        calendar.run(until=1)

"""The second line and skills wait as queueing theory says: Erlang, Cobham, and what a pool saves.

Bands are those of the oracles for a million cases less the warm-up: 4.5 standard errors, a false alarm
once in 150,000 seeds. The seed is fixed.
"""

from dataclasses import replace

import numpy as np
import pytest

from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.desk_setups import COUNTED_CASES, Setup, after_warm_up, cases_of, served
from hooper.evidence.oracles.oracle import within_chance
from hooper.evidence.oracles.service_desk_mmc import mean_wait
from hooper.evidence.oracles.service_desk_priorities import errors, mean_waits
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.skilled_desk import SkilledDesk
from hooper.firm.tickets import Tickets
from hooper.foundation.decisions import SKILL, TICKET
from hooper.foundation.random_words import uniforms, words
from hooper.scenario.skills import Skill
from hooper.scenario.ticket_settings import TicketSettings
from tests.happened import a_period

pytestmark = pytest.mark.slow
SEED = 20_261_126
TEN, SHARES = Setup(8.0, 10), (0.4, 0.6)
TWO, ONE = Setup(1.6, 2), Setup(0.8, 1)
PERIOD_DAYS = 1_000.0
NEVER, AT_ONCE = 1e9, 0.0


def waits_of_tickets(escalation_days):
    """Return waits of the urgent and of the other tickets among a million, each `(n_tickets,)`."""
    settings = TicketSettings(
        specialists_per_1000=10.0,
        urgent_share=SHARES[0],
        escalation_days=escalation_days,
        work_saved_per_doubling=0.0,
    )
    tickets, cases = Tickets(settings, founders=1000), cases_of(SEED, TEN)
    period_of = (cases.arrival_days // PERIOD_DAYS).astype(int)
    waits, ids = [], []
    for period in range(period_of[-1] + 2):
        happened = a_period(period, days=PERIOD_DAYS, key=(SEED, 0))
        now = cases.take(np.flatnonzero(period_of == period))
        tickets.take_over(now, now.arrival_days, happened)
        told = tickets.work(happened).records["tickets"]
        waits.append(told["wait_days"])
        ids.append(told["customer_id"])
    wait, case = after_warm_up(waits), after_warm_up(ids)
    urgent = uniforms(words((SEED, 0), np.arange(cases.size), 0, period_of, TICKET)[2]) < SHARES[0]
    return wait[urgent[case]], wait[~urgent[case]]


def as_cobham_says(waits):
    expected = zip(mean_waits(TEN, SHARES), errors(TEN, SHARES, COUNTED_CASES), strict=True)
    return [holds(wait.mean(), *each) for wait, each in zip(waits, expected, strict=True)]


def holds(figure, expected, standard_error):
    band = within_chance(expected, standard_error)
    return abs(figure - band.expected) <= band.tolerance


def test_tickets_wait_by_priority_as_long_as_cobham_says():
    assert all(as_cobham_says(waits_of_tickets(NEVER)))


def test_where_all_escalate_at_once_they_wait_as_erlang_says_and_no_more_as_cobham_says():
    waits = waits_of_tickets(AT_ONCE)
    error = BirthDeath(TEN).error_of_mean_wait(COUNTED_CASES)
    assert holds(np.concatenate(waits).mean(), mean_wait(8.0, 10), error)
    assert not any(as_cobham_says(waits))


def mean_wait_at(desk, cases):
    return float(after_warm_up(each.wait_days for each in served(desk, cases)).mean())


def test_two_agents_in_a_pool_wait_less_than_half_as_long_as_two_with_a_skill_each():
    """M/M/2 against two M/M/1, all at 80 % load: 16/9 days against 4."""
    cases = cases_of(SEED, TWO)
    skill = uniforms(words((SEED, 0), np.arange(cases.size), 0, 0, SKILL)[0]) < 0.5
    by_skill = replace(cases, skill=skill.astype(np.int64))
    skills = [Skill(name=name, share_of_calls=0.5, share_of_agents=0.5) for name in ("bills", "repairs")]
    apart = mean_wait_at(SkilledDesk(skills, 2, ServiceDesk), by_skill)
    pooled = mean_wait_at(ServiceDesk(2), cases)
    assert holds(apart, 4.0, BirthDeath(ONE).error_of_mean_wait(COUNTED_CASES))
    assert holds(pooled, 16.0 / 9.0, BirthDeath(TWO).error_of_mean_wait(COUNTED_CASES))

"""The standard errors of the oracles of the desk against published variances, and against each other."""

import numpy as np
import pytest

from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.desk_setups import Setup
from hooper.evidence.oracles.markov_rewards import Chain
from hooper.evidence.oracles.service_desk_little import errors as errors_of_count
from hooper.evidence.oracles.service_desk_mmc import erlang_c, mean_wait, waits_longer
from hooper.evidence.oracles.service_desk_priorities import errors as errors_by_priority
from hooper.evidence.oracles.service_desk_priorities import mean_waits
from hooper.evidence.oracles.waiting_tail import error_of_tail, share_that_waits_longer

SETUPS = [Setup(0.7, 1), Setup(2.0, 3), Setup(8.0, 10), Setup(9.0, 10)]


@pytest.mark.parametrize("load", [0.3, 0.5, 0.8])
def test_the_mean_wait_of_one_agent_strays_as_daley_has_it(load):
    """Daley (1968): n Var(mean wait) tends to r (2 + 5 r - 4 r^2 + r^3) / (1 - r)^4 for services of 1."""
    daley = load * (2.0 + 5.0 * load - 4.0 * load**2 + load**3) / (1.0 - load) ** 4
    assert BirthDeath(Setup(load, 1)).error_of_mean_wait(10_000) ** 2 * 10_000 == pytest.approx(
        daley, rel=1e-6
    )


def test_the_number_present_where_nobody_waits_strays_as_that_of_infinitely_many_agents():
    """M/M/infinity forgets at rate 1: the variance of its time average is 2 r a unit of time."""
    desk = BirthDeath(Setup(4.0, 60))
    paid = np.arange(desk.law.size, dtype=np.float64)
    assert desk.chain.variance_rate(np.zeros(desk.chain.rate.size), paid) == pytest.approx(8.0, rel=1e-9)


def test_moves_there_and_back_are_counted_as_a_renewal_process():
    """Cycles of mean m and variance v: the count of cycles has variance v / m^3 a unit of time."""
    there, back = 2.0, 0.5
    chain = Chain(np.array([0, 1]), np.array([1, 0]), np.array([there, back]))
    mean, variance = 1 / there + 1 / back, 1 / there**2 + 1 / back**2
    cycles = chain.variance_rate(np.array([1.0, 0.0]), np.zeros(2))
    assert cycles == pytest.approx(variance / mean**3, rel=1e-12)


@pytest.mark.parametrize("setup", SETUPS, ids=str)
def test_births_and_deaths_give_erlangs_formulas(setup):
    chain = BirthDeath(setup)
    assert chain.share_that_waits == pytest.approx(erlang_c(setup.arrivals_per_day, setup.agents), rel=1e-9)
    assert chain.mean_wait == pytest.approx(mean_wait(setup.arrivals_per_day, setup.agents), rel=1e-9)


@pytest.mark.parametrize("setup", SETUPS, ids=str)
@pytest.mark.parametrize("days", [0.0, 0.5, 2.0])
def test_stays_above_and_below_a_level_give_the_closed_form_of_the_tail(setup, days):
    closed = waits_longer(setup.arrivals_per_day, setup.agents, days)
    assert share_that_waits_longer(setup, days) == pytest.approx(closed, rel=1e-9)


@pytest.mark.parametrize("setup", SETUPS, ids=str)
def test_two_ways_give_the_same_error_of_the_share_that_waits(setup):
    chain = BirthDeath(setup).error_of_share_that_waits(1000)
    assert error_of_tail(setup, 0.0, 1000) == pytest.approx(chain, rel=1e-7)


def test_waits_by_priority_average_to_those_without_priorities():
    shares = (0.3, 0.7)
    waits = mean_waits(Setup(8.0, 10), shares)
    assert waits[0] < 0.204590 < waits[1]
    assert np.dot(shares, waits) == pytest.approx(0.204590, abs=5e-7)


def test_with_hardly_any_urgent_cases_the_others_stray_as_without_priorities():
    plain, rare = BirthDeath(Setup(8.0, 10)).error_of_mean_wait(1000), 1e-9
    assert errors_by_priority(Setup(8.0, 10), (rare, 1.0 - rare), 1000)[1] == pytest.approx(plain, rel=1e-6)


@pytest.mark.parametrize("setup", [*SETUPS, Setup(10.0, 8, 2.0)], ids=str)
def test_the_daily_count_strays_as_far_as_the_mean_over_time_and_what_lies_between(setup):
    """Both come from the spectrum of the queue; the mean over time comes from the martingale too."""
    queue = BirthDeath(setup)
    of_count, of_both = errors_of_count(setup, days=1000)
    over_time = queue.chain.variance_rate(np.zeros(queue.chain.rate.size), queue.waiting) / 1000
    assert of_count**2 - of_both**2 == pytest.approx(over_time, rel=1e-6)

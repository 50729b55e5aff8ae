"""The closed forms of the oracles against published figures, so that they do not err with the simulator."""

import numpy as np
import pytest

from hooper.economics.margin_multiplier import margin_multiplier
from hooper.economics.markov_value import markov_value
from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.competing_leaks import HAZARDS_PER_MONTH, MONTHS, incidence
from hooper.evidence.oracles.competing_leaks import ORACLE as LEAKS
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.desk_setups import Setup
from hooper.evidence.oracles.discounted_lives import Worth, worth
from hooper.evidence.oracles.expectation_ar1 import ORACLE as EXPECTATION
from hooper.evidence.oracles.five_points_of_retention import ORACLE as FIVE_POINTS
from hooper.evidence.oracles.geometric_tenure import ORACLE as TENURE
from hooper.evidence.oracles.leaky_bucket_steady_state import ONE_PERIOD_A_STAGE
from hooper.evidence.oracles.leaky_bucket_steady_state import ORACLE as STEADY
from hooper.evidence.oracles.leaky_bucket_transient import content
from hooper.evidence.oracles.service_desk_mmc import erlang_c, mean_wait
from hooper.evidence.oracles.sorting import ORACLE as SORTING
from hooper.evidence.oracles.sorting import aggregate_retention
from hooper.evidence.oracles.stage_markov_chain import (
    MARGINS,
    RATE,
    tenure_distribution,
    transitions,
    variances_of_values,
    variances_of_visits,
    visits,
)

# The published chain of stages with all its moves, of which the laws have those without steps back.
MOVES = np.array(
    [[0.60, 0.25, 0.00, 0.05], [0.02, 0.70, 0.20, 0.05], [0.00, 0.03, 0.90, 0.06], [0.00, 0.05, 0.10, 0.55]]
)


def test_transitions_are_the_chances_and_what_stays():
    chances = Chances(leave=(0.1, 0.03, 0.01, 0.3), up=(0.25, 0.2, 0.0, 0.1), down=(0.05, 0.05, 0.06, 0.0))
    expected = [[0.6, 0.25, 0.0, 0.05], [0.0, 0.72, 0.2, 0.05], [0.0, 0.0, 0.93, 0.06], [0.0, 0.0, 0.1, 0.6]]
    np.testing.assert_allclose(transitions(chances), expected, atol=1e-15)


def test_values_of_lives_by_stage():
    expected = [459.309, 733.550, 914.925, 300.587]
    np.testing.assert_allclose(markov_value(MOVES, MARGINS, RATE), expected, atol=5e-4)


def test_visits_of_lives_by_stage():
    np.testing.assert_allclose(visits(MOVES)[0], [2.6693, 3.3867, 8.5919, 1.8185], atol=5e-5)


def test_length_of_lives_by_its_distribution():
    tenure = tenure_distribution(MOVES)
    length = np.arange(1, tenure.size + 1)
    assert tenure @ length == pytest.approx(16.4665, abs=5e-5)
    assert tenure @ length**2 - (tenure @ length) ** 2 == pytest.approx(346.559, abs=5e-4)


def test_the_variance_of_values_without_discount_and_with_a_margin_of_one_is_that_of_tenure():
    assert variances_of_values(MOVES, np.ones(4), 0.0)[0] == pytest.approx(346.559, abs=5e-4)


def test_visits_to_a_single_stage_vary_as_a_geometric_number():
    alone = np.diag([0.8, 0.0, 0.0, 0.0])
    assert variances_of_visits(alone)[0, 0] == pytest.approx(0.8 / 0.2**2)


def test_content_of_a_filling_bucket():
    contents = [content(period) for period in (1, 2, 3, 4, 5)]
    np.testing.assert_allclose(contents, [100.0, 180.0, 244.0, 295.2, 336.16], rtol=1e-13)


@pytest.mark.parametrize(
    ("load", "agents", "waits", "wait"),
    [(2.0, 3, 4 / 9, 4 / 9), (8.0, 10, 0.409180, 0.204590), (9.0, 10, 0.668732, 0.668732)],
)
def test_erlang_c_tables(load, agents, waits, wait):
    assert erlang_c(load, agents) == pytest.approx(waits, abs=5e-7)
    assert mean_wait(load, agents) == pytest.approx(wait, abs=5e-7)


def test_one_agent_is_idle_as_often_as_the_load_leaves():
    assert erlang_c(0.7, agents=1) == pytest.approx(0.7)


def test_without_patience_a_desk_is_erlangs_loss_system():
    lost = (8.0**10 / np.prod(np.arange(1.0, 11.0))) / sum(
        8.0**k / np.prod(np.arange(1.0, k + 1)) for k in range(11)
    )
    impatient = BirthDeath(Setup(8.0, 10, mean_patience_days=1e-12))
    assert impatient.abandoned_share == pytest.approx(lost, rel=1e-9)


def test_as_patient_as_served_every_case_leaves_like_from_infinitely_many_agents():
    """With patience like service the number present is Poisson whatever the number of agents."""
    present = np.arange(60)
    poisson = np.exp(present * np.log(4.0) - 4.0 - np.cumsum(np.log(np.maximum(present, 1))))
    waiting = np.maximum(present - 3, 0) @ poisson
    as_patient = BirthDeath(Setup(4.0, 3, mean_patience_days=1.0))
    assert as_patient.abandoned_share == pytest.approx(waiting / 4.0, rel=1e-10)


def test_expectation_and_tenure_figures():
    expected = {label: band.expected for label, band in [*EXPECTATION.bands.items(), *TENURE.bands.items()]}
    assert expected["gap after 10 periods"] == pytest.approx(0.02825, abs=5e-6)
    assert expected["variance of expectation"] == pytest.approx(0.17647, abs=5e-6)
    assert expected["variance of disconfirmation"] == pytest.approx(1.17647, abs=5e-6)
    assert expected["mean felt beyond disconfirmation"] == pytest.approx(-0.43271, abs=5e-6)
    assert (expected["mean"], expected["variance"]) == pytest.approx((5.0, 20.0))


def test_leaks_share_by_hazard_and_add_up_to_what_is_not_there_any_more():
    total = sum(HAZARDS_PER_MONTH.values())
    left = {cause: incidence(cause, 8) for cause in HAZARDS_PER_MONTH}
    assert sum(left.values()) == pytest.approx(1.0 - np.exp(-8 * total))
    assert left["rival"] / sum(left.values()) == pytest.approx(0.06 / 0.25)
    assert incidence("rival", 10_000) == pytest.approx(0.06 / 0.25)


def test_within_every_cause_lives_are_as_long_as_a_geometric_one_cut_at_the_end():
    stay = np.exp(-sum(HAZARDS_PER_MONTH.values()))
    whole = 1.0 / (1.0 - stay)
    cut = whole - MONTHS * stay**MONTHS / (1.0 - stay**MONTHS)
    assert LEAKS.bands["staff: mean months until leaving"].expected == pytest.approx(cut)


@pytest.mark.parametrize(("stay", "rate"), [(0.8, 0.1), (0.5, 0.1), (0.9, 0.02)])
def test_the_worth_of_geometric_lives_is_that_of_their_distribution(stay, rate):
    tenure = np.arange(1, 4000)
    chance = (1.0 - stay) * stay ** (tenure - 1)
    paid = worth(tenure, rate)
    assert paid[2] == pytest.approx(1.0 / (1.0 + rate) + 1.0 / (1.0 + rate) ** 2)
    mean = chance @ paid
    assert Worth(stay, rate).mean == pytest.approx(mean)
    assert Worth(stay, rate).mean == pytest.approx(margin_multiplier(stay, rate))
    assert Worth(stay, rate).variance == pytest.approx(chance @ paid**2 - mean**2)


def test_two_halves_sort_as_published():
    expected = {label: band.expected for label, band in SORTING.bands.items()}
    retention = [expected[f"retention in year {year}"] for year in (1, 2, 3, 4, 5)]
    assert retention == pytest.approx([0.7, 0.7571, 0.8057, 0.8415, 0.8652], abs=5e-5)
    assert aggregate_retention(200) == pytest.approx(0.9)
    assert expected["value of a customer"] == pytest.approx(2.6667, abs=5e-5)
    assert expected["value over that by the first retention"] == pytest.approx(1.524, abs=5e-4)


def test_five_points_lift_the_worth_as_published():
    assert FIVE_POINTS.bands["lift by five points"].expected == pytest.approx(0.275, abs=1e-12)


def test_the_bucket_in_steady_state_holds_arrivals_times_the_mean_life_of_either_law():
    moves = transitions(ONE_PERIOD_A_STAGE)
    assert visits(moves)[0] == pytest.approx([1.0, 1.0, 1.0, 1.0], abs=1e-8)
    assert variances_of_values(moves, np.ones(4), 0.0)[0] == pytest.approx(0.0, abs=1e-7)
    assert STEADY.bands["mean, equal lives"].expected == 8.0
    assert STEADY.bands["mean, geometric lives"].expected == pytest.approx(8.0 * (1.0 - 0.75**20))

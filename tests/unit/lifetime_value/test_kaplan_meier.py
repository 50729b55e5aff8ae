"""Remissions of 21 children on 6-MP (Freireich et al. 1963, Blood 21: 699-716), as in the text books."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.durations import Durations, durations_from_start
from hooper.lifetime_value.kaplan_meier import kaplan_meier

WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSE = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
REMISSIONS = kaplan_meier(durations_from_start(WEEKS, RELAPSE))

lives = st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=40)
late_lives = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6), st.booleans()), min_size=1, max_size=40)


def curve_of(rows):
    times, left = zip(*rows, strict=True)
    return kaplan_meier(durations_from_start(times, left))


def late(rows):
    entry, stay, left = (np.array(column) for column in zip(*rows, strict=True))
    return Durations(entry.astype(float), (entry + stay).astype(float), left.astype(int))


def twin(durations, until):
    """S(until) customer by customer, as the definition has it."""
    survival = 1.0
    for t in sorted(set(durations.duration[durations.cause > 0].tolist())):
        if t <= until:
            there = sum(e < t <= d for e, d in zip(durations.entry, durations.duration, strict=True))
            gone = sum((durations.duration == t) & (durations.cause > 0))
            survival *= 1.0 - gone / there
    return survival


def test_the_remissions_have_the_published_survival():
    assert REMISSIONS.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert REMISSIONS.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert REMISSIONS.survival == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=6e-4)


def test_the_remissions_have_the_published_errors_and_intervals():
    """Greenwood's errors and log-log intervals, as the statistical packages print them for these data."""
    errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    low, high = REMISSIONS.interval
    assert REMISSIONS.standard_error == pytest.approx(errors, abs=5e-5)
    assert low == pytest.approx([0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881], abs=5e-5)
    assert high == pytest.approx([0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801], abs=5e-5)


def test_half_of_the_remissions_last_23_weeks():
    assert REMISSIONS.median == 23.0
    assert REMISSIONS.median_interval == (13.0, np.inf)


def test_the_curve_is_a_step_that_falls_at_its_times():
    assert REMISSIONS.at([0, 5.9, 6, 22.9, 23, 99]) == pytest.approx(
        [1.0, 1.0, 18 / 21, 0.5378, 0.4482, 0.4482], abs=5e-5
    )


def test_a_late_comer_counts_from_the_time_it_came():
    """By hand: at 3 three are there (the one from 3 on is not yet), at 5 three, at 7 the last one."""
    durations = Durations(
        np.array([0.0, 0.0, 2.0, 3.0]), np.array([3.0, 5.0, 5.0, 7.0]), np.array([1, 1, 0, 1])
    )
    curve = kaplan_meier(durations)
    assert curve.at_risk.tolist() == [3, 3, 1]
    assert curve.survival == pytest.approx([2 / 3, 4 / 9, 0.0])


@given(st.lists(st.integers(1, 20), min_size=1, max_size=60))
def test_when_all_were_seen_to_leave_it_is_the_share_of_those_left(times):
    curve = kaplan_meier(durations_from_start(times, np.ones(len(times))))
    shares = np.array([np.mean(np.array(times) > t) for t in curve.time])
    assert curve.survival == pytest.approx(shares, abs=1e-12)
    binomial = np.sqrt(shares * (1 - shares) / len(times))
    assert curve.standard_error[:-1] == pytest.approx(binomial[:-1], rel=1e-9)
    assert curve.median == np.sort(times)[(len(times) - 1) // 2]


@given(late_lives, st.integers(0, 12))
def test_the_definition_counted_one_by_one_gives_the_same(rows, until):
    durations = late(rows)
    assert kaplan_meier(durations).at(until)[0] == pytest.approx(twin(durations, until), abs=1e-12)


@given(lives)
def test_the_curve_falls_within_its_interval(rows):
    curve = curve_of(rows)
    low, high = curve.interval
    known = ~np.isnan(low)
    assert (np.diff(np.append(1.0, curve.survival)) < 0.0).all()
    assert (known == (curve.survival > 0.0)).all()
    assert ((low <= curve.survival) & (curve.survival <= high))[known].all()
    assert ((low >= 0.0) & (high <= 1.0))[known].all()


@given(lives, st.floats(1e-6, 1e6))
def test_the_unit_of_time_moves_the_times_alone(rows, unit):
    curve = curve_of(rows)
    times, left = zip(*rows, strict=True)
    other = kaplan_meier(durations_from_start(np.array(times) * unit, left))
    assert other.survival.tolist() == curve.survival.tolist()
    assert other.median == curve.median * unit


@given(lives)
def test_the_order_of_customers_does_not_matter(rows):
    assert curve_of(rows).survival.tolist() == curve_of(rows[::-1]).survival.tolist()


@given(lives)
def test_customers_twice_over_give_the_same_curve_and_smaller_errors(rows):
    one, two = curve_of(rows), curve_of(rows * 2)
    assert two.survival == pytest.approx(one.survival, abs=1e-12)
    known = one.survival > 0.0
    assert two.standard_error[known] == pytest.approx(one.standard_error[known] / 2**0.5)


def test_nobody_who_left_is_a_curve_that_does_not_fall():
    for curve in (curve_of([(3, False), (5, False)]), kaplan_meier(durations_from_start([], []))):
        assert curve.time.size == 0
        assert curve.at([0, 100]).tolist() == [1.0, 1.0]
        assert curve.median == np.inf
        assert curve.median_interval == (np.inf, np.inf)


def test_all_who_leave_at_once_leave_nobody_and_no_error():
    curve = curve_of([(4, True)] * 7)
    assert (curve.survival.tolist(), curve.median) == ([0.0], 4.0)
    assert np.isnan(curve.standard_error[0])
    assert curve.median_interval == (4.0, np.inf)

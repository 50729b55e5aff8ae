"""Men with angina pectoris (Parker et al. 1946), as tabulated in text books (Lee, Statistical Methods for
Survival Data Analysis; SAS, LIFETEST): by year since diagnosis who died and who was lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.durations import Durations, durations_from_start
from hooper.lifetime_value.kaplan_meier import kaplan_meier
from hooper.lifetime_value.life_table import life_table

DIED = [456, 226, 152, 171, 135, 125, 83, 74, 51, 42, 43, 34, 18, 9, 6, 0]
LOST = [0, 39, 22, 23, 24, 107, 133, 102, 68, 64, 45, 53, 33, 27, 23, 30]
SURVIVAL = [
    *(0.8114, 0.7170, 0.6524, 0.5786, 0.5193, 0.4611, 0.4172, 0.3712),
    *(0.3342, 0.2987, 0.2557, 0.2136, 0.1839, 0.1636, 0.1429, 0.1429),
]
lives = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 2)), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def angina():
    middle = np.arange(16) + 0.5
    years = np.concatenate((np.repeat(middle, DIED), np.repeat(middle, LOST)))
    died = np.arange(years.size) < sum(DIED)
    return life_table(durations_from_start(years, died), range(17))


def test_the_men_are_counted_as_published(angina):
    assert angina.there[:3].tolist() == [2418, 1962, 1697]
    assert angina.exposed[:4].tolist() == [2418.0, 1942.5, 1686.0, 1511.5]
    assert angina.left[:, 0].tolist() == DIED
    assert angina.withdrawn.tolist() == LOST


def test_survival_errors_and_rates_are_the_published_ones(angina):
    assert angina.survival == pytest.approx(SURVIVAL, abs=5e-5)
    assert angina.standard_error[:3] == pytest.approx([0.00796, 0.00918, 0.00973], abs=5e-6)
    assert angina.standard_error[14] == pytest.approx(0.0133, abs=5e-5)
    rates = [0.2082, 0.1235, 0.0944, 0.1199, 0.1080, 0.1186]
    assert angina.hazard_rate[:6] == pytest.approx(rates, abs=5e-5)


def test_causes_are_kept_apart():
    table = life_table(durations_from_start([0.5, 0.5, 0.5, 1.5], [1, 2, 2, 0]), [0, 1, 2])
    assert table.hazards == pytest.approx(np.array([[0.25, 0.5], [0.0, 0.0]]))
    assert table.survival == pytest.approx([0.25, 0.25])


def test_who_comes_within_an_interval_counts_half_and_who_comes_at_its_start_whole():
    entry, duration = np.array([0.0, 0.5, 1.0, 1.2]), np.array([1.5, 2.5, 2.5, 2.5])
    table = life_table(Durations(entry, duration, np.array([1, 0, 0, 1])), [0, 1, 2, 3])
    assert table.there.tolist() == [1, 3, 3]
    assert table.entered.tolist() == [1, 1, 0]
    assert table.exposed.tolist() == [1.5, 3.5, 2.0]


@given(lives)
def test_where_nobody_withdraws_within_an_interval_it_is_the_curve_of_kaplan_and_meier(rows):
    """All who are lost are lost at the end: then the half does not count."""
    times, causes = (np.array(column) for column in zip(*rows, strict=True))
    times = np.where(causes == 0, 9, times)
    durations = durations_from_start(times, causes)
    table, curve = life_table(durations, np.arange(11.0)), kaplan_meier(durations)
    with_somebody = table.exposed[:9] > 0.0
    assert table.survival[:9][with_somebody] == pytest.approx(
        curve.at(np.arange(9))[with_somebody], abs=1e-12
    )


@given(lives)
def test_everybody_is_counted_once(rows):
    times, causes = zip(*rows, strict=True)
    table = life_table(durations_from_start(times, causes), [0, 2, 3, 7, 20])
    assert table.left.sum() + table.withdrawn.sum() == len(rows)
    out = table.left.sum(axis=1) + table.withdrawn
    assert (table.there[1:] == table.there[:-1] - out[:-1]).all()
    assert table.there[0] == len(rows)


@given(lives, st.floats(1e-6, 1e6))
def test_the_unit_of_time_moves_the_rates_alone(rows, unit):
    times, causes = zip(*rows, strict=True)
    bounds = np.array([0, 2, 3, 7, 20])
    one = life_table(durations_from_start(times, causes), bounds)
    other = life_table(durations_from_start(np.array(times) * unit, causes), bounds * unit)
    assert np.array_equal(one.survival, other.survival, equal_nan=True)
    known = ~np.isnan(one.hazard_rate)
    assert other.hazard_rate[known] * unit == pytest.approx(one.hazard_rate[known])


def test_from_where_nobody_is_left_there_is_no_chance_to_tell():
    table = life_table(durations_from_start([0.5, 0.5], [1, 1]), [0, 1, 2])
    assert table.survival[0] == 0.0
    assert np.isnan([table.standard_error[0], table.survival[1], table.hazard_rate[1]]).all()


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ([0, 2, 2], "bounds"),
        ([1], "bounds"),
        ([0, np.nan, 9], "bounds"),
        ([0, 3], "goes from 0.0 to 3.0"),
        ([1, 4], "goes from 0.0"),
    ],
)
def test_bounds_that_do_not_hold_the_customers_are_refused(bounds, told):
    with pytest.raises(InputError, match=told):
        life_table(durations_from_start([3.0], [1]), bounds)

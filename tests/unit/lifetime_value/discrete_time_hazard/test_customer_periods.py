from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.durations import Durations, durations_from_start
from hooper.lifetime_value.discrete_time_hazard.customer_periods import customer_periods
from tests.unit.lifetime_value.discrete_time_hazard.contracts_by_cause import without_covariates

THREE = customer_periods(
    durations_from_start([3, 1, 2], [0, 2, 1]),
    ("price", "service"),
    np.array([[7.0], [8.0], [9.0]]),
    ("age",),
)


def test_every_customer_has_a_row_for_each_period_and_leaves_in_the_last():
    assert THREE.customer.tolist() == [0, 0, 0, 1, 2, 2]
    assert THREE.tenure.tolist() == [1, 2, 3, 1, 1, 2]
    assert THREE.outcome.tolist() == [0, 0, 0, 2, 0, 1]
    assert THREE.covariates[:, 0].tolist() == [7, 7, 7, 8, 9, 9]
    assert THREE.n_customers == 3


def test_who_came_under_observation_late_has_rows_from_then_on():
    durations = Durations(np.array([2.0, 0.0]), np.array([4.0, 1.0]), np.array([1, 0]))
    periods = without_covariates(durations)
    assert periods.tenure.tolist() == [3, 4, 1]
    assert periods.outcome.tolist() == [0, 1, 0]


def test_nobody_has_no_rows():
    periods = without_covariates(durations_from_start([], []))
    assert (periods.n_customers, periods.tenure.size) == (0, 0)


@pytest.mark.parametrize(
    ("duration", "causes", "covariates", "names", "told"),
    [
        ([2.5], ("a",), np.zeros((1, 0)), (), r"has the duration 2\.5"),
        ([2], ("a",), np.zeros((2, 1)), ("x",), "give 1 customers 1 covariates"),
        ([2], ("a",), np.zeros((1, 1)), (), "give 1 customers 0 covariates"),
        ([2], (), np.zeros((1, 0)), (), "causes: are none"),
        ([2], ("a", "a"), np.zeros((1, 0)), (), "causes: are a, a"),
        ([2], ("a",), np.array([[np.nan]]), ("x",), "x is nan in row 0"),
        ([2], ("a",), np.zeros((1, 2)), ("x", "x"), "one stands twice"),
    ],
)
def test_what_cannot_be_is_told(duration, causes, covariates, names, told):
    with pytest.raises(InputError, match=told):
        customer_periods(durations_from_start(duration, [0]), causes, covariates, names)


def test_an_entry_between_two_periods_is_told():
    durations = Durations(np.array([0.5]), np.array([2.0]), np.array([1]))
    with pytest.raises(InputError, match=r"has the entry 0\.5"):
        without_covariates(durations)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outcome": np.array([0, 0, 0, 3, 0, 1])}, "row 3: has outcome 3"),
        ({"outcome": np.array([0, 0, 0, 2, 0, -1])}, "row 5: has outcome -1"),
        ({"tenure": np.array([1, 2, 3, 1, 0, 1])}, "row 4: has tenure 0"),
        ({"tenure": np.array([1.0, 2, 3, 1, 1, 2])}, "int64"),
        ({"customer": np.array([0, 0, 0])}, "int64"),
        ({"covariates": np.zeros((6, 1), dtype=np.int64)}, "float64 of shape"),
    ],
)
def test_rows_that_contradict_each_other_are_told(changes, told):
    with pytest.raises(InputError, match=told):
        replace(THREE, **changes)

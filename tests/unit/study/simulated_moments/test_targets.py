"""What the targets of a log are: known answers on purchases that can be counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.study.simulated_moments.cohort import cohort_of
from hooper.study.simulated_moments.sampling_error import sampling_covariance
from hooper.study.simulated_moments.targets import KINDS, Targets, targets_of
from tests.unit.study.simulated_moments.cohorts import cohort, log_of, regular_buyers

TWO = [(0, 0, 4.0), (0, 8, 6.0), (0, 30, 20.0), (1, 3, 8.0), (1, 3, 2.0)]


def values(kind, cuts, purchases, weeks=12):
    return Targets({kind: np.asarray(cuts, float)}).values(cohort(purchases, weeks)).tolist()


def test_the_curve_counts_repeat_purchases_a_customer_up_to_the_end_of_each_week():
    assert values("repeat_curve", [1, 2, 5], TWO) == [0.0, 0.5, 1.0]


def test_the_frequencies_are_shares_of_customers_with_so_many_repeats_or_fewer():
    assert values("frequency", [0, 1, 2], TWO) == [0.5, 0.5, 1.0]


def test_retention_is_who_bought_in_a_month_among_those_who_were_seen_through_it():
    late = [*TWO, (2, 60, 5.0)]  # two months of twelve weeks are not over for this one
    assert values("cohort_retention", [1, 2], late) == [0.5, 0.0]


def test_the_times_between_purchases_are_days_and_those_of_one_day_are_one_purchase():
    assert values("interpurchase_time", [7, 8, 22], TWO) == [0.0, 0.5, 1.0]


def test_spend_is_told_by_purchase_by_customer_and_on_average():
    assert values("mean_spend", [1], TWO) == [10.0]
    assert values("spend_of_purchases", [4, 10], TWO) == [0.25, 0.75]
    assert values("spend_of_customers", [9, 10], TWO) == [0.0, 1.0]


def test_nothing_is_asked_that_the_log_says_nothing_of():
    once = targets_of(cohort([(customer, 0, 0.0) for customer in range(50)], 12))
    assert set(once.cuts) == {"cohort_retention"}


def test_what_comes_after_calibration_moves_no_target():
    first = regular_buyers(40, 9, 12)
    later = [*first, *((customer, 90, 500.0) for customer in range(40))]
    seen = [cohort_of(log_of(rows, 14), 12, 12) for rows in (first, later)]
    [before, after] = [targets_of(each).values(each) for each in seen]
    assert np.array_equal(before, after)


@given(st.floats(0.01, 1000.0))
def test_the_unit_of_money_moves_only_where_spend_is_cut(factor):
    rows = [(k, day, 1.0 + k + day) for k in range(40) for day in range(k % 5, 84, 7 + k % 3)]
    dear = [(k, day, amount * factor) for k, day, amount in rows]
    [own, other] = [targets_of(cohort(each, 12)) for each in (rows, dear)]
    moved = np.array(own.kinds) == "mean_spend"
    ours, theirs = own.values(cohort(rows, 12)), other.values(cohort(dear, 12))
    assert theirs[moved] == pytest.approx(factor * ours[moved])
    assert theirs[~moved] == pytest.approx(ours[~moved], abs=0.03)


def test_the_sampling_error_of_a_share_is_the_binomial_one():
    """400 resamples know a standard error within 3.5 %; 15 % off would be a chance of one in 10,000."""
    rows = [(k, 0, 5.0) for k in range(1000)] + [(k, 10, 5.0) for k in range(300)]
    log = cohort(rows, 12)
    targets = Targets({"frequency": np.zeros(1)})
    assert targets.values(log).tolist() == [0.7]
    error = np.sqrt(sampling_covariance(targets, log, seed=1)[0, 0])
    assert error == pytest.approx(np.sqrt(0.7 * 0.3 / 1000), rel=0.15)


def test_every_kind_has_the_unit_in_which_it_is_cut():
    assert all(kind.unit and kind.name == name for name, kind in KINDS.items())

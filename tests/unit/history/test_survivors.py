import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.survivors import Survivors


def problems_of(labels, *customers):
    with pytest.raises(InputError) as caught:
        Survivors(labels, tuple(np.array(column) for column in customers))
    return [(fault.where, fault.problem) for fault in caught.value.faults]


def test_cohorts_may_be_seen_for_different_times():
    survivors = Survivors(("old", "new"), (np.array([10, 8, 8]), np.array([5, 0])))
    assert (survivors.n_customers, survivors.n_renewals) == (15, 2)


def test_no_cohort_is_nobody():
    assert (Survivors((), ()).n_customers, Survivors((), ()).n_renewals) == (0, 0)


def test_the_counts_are_a_copy_that_nobody_can_write():
    counts = np.array([10, 8])
    survivors = Survivors(("all",), (counts,))
    counts[1] = 99
    assert survivors.customers[0].tolist() == [10, 8]
    with pytest.raises(ValueError, match="read-only"):
        survivors.customers[0][1] = 99


def test_all_that_contradicts_itself_is_told_at_once():
    assert problems_of(("A", "A", "B"), [10, 8], [5, 6, 7], [3, -1]) == [
        ("labels", "'A' names two cohorts"),
        ("cohort 'A', tenure 1", "6 customers after 5"),
        ("cohort 'A', tenure 2", "7 customers after 6"),
        ("cohort 'B', tenure 1", "-1 customers"),
    ]


@pytest.mark.parametrize("column", [[10], [], [[10, 8]]])
def test_counts_that_are_no_row_of_two_tenures_are_refused(column):
    assert problems_of(("A",), column)[0][0] == "cohort 'A'"


def test_shares_and_a_missing_label_are_refused():
    assert problems_of(("A",), [1.0, 0.8]) == [("cohort 'A'", "the counts are of the type float64")]
    assert problems_of(("A",), [10, 8], [5, 4]) == [("labels", "there are 1 labels for 2 cohorts")]

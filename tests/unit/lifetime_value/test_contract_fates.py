import numpy as np

from hooper.lifetime_value.contract_fates import renewal_outcomes, tied_fates
from tests.unit.lifetime_value.contracts import FOUR_COHORTS, HIGH_END, cohorts


def test_who_was_lost_and_who_was_kept_at_each_renewal_is_read_off_the_table():
    rows = tied_fates(HIGH_END)
    renewals, has_left = rows.columns
    renewed, left = renewal_outcomes(renewals, has_left, rows.counts)
    counts = HIGH_END.customers[0]
    assert renewed.tolist() == counts[1:].tolist()
    assert left.tolist() == (-np.diff(counts)).tolist()
    assert rows.n_customers == 1000


def test_cohorts_of_different_lengths_fall_together():
    rows = tied_fates(FOUR_COHORTS)
    renewals, has_left = rows.columns
    renewed, left = renewal_outcomes(renewals, has_left, rows.counts)
    assert renewed.tolist() == [4 * 8000, 3 * 6480, 2 * 5307, 4391]
    assert left.tolist() == [4 * 2000, 3 * 1520, 2 * 1173, 916]
    assert rows.n_customers == 40_000


def test_customers_who_all_leave_leave_nobody_who_stays():
    rows = tied_fates(cohorts([9, 0]))
    assert [column.tolist() for column in rows.columns] == [[0], [True]]
    renewals, has_left = rows.columns
    renewed, left = renewal_outcomes(renewals, has_left, rows.counts)
    assert (renewed.tolist(), left.tolist()) == ([0.0], [9.0])

"""Of 2,000 intervals of every parameter 93 to 97 % hold the truth, but for one; `coverage_results.json`.

With a coverage of 95 % a share of 2,000 leaves the band once in 25,000 (4.1 standard errors); that of
intervals half as wide is .67. The one is beta of the Pareto/NBD, on the ridge of s and beta: its estimates
are skewed even as logarithms, and 97.05 % of the intervals by standard errors hold the truth. They are too
wide rather than too narrow; its intervals by profile are not known to be (192 of 200).
"""

import json

import pytest

from tests.long.coverage import REPLICATIONS, STORED, coverage, run_replications

LOW, HIGH = 0.93, 0.97
TOO_WIDE = {("pareto_nbd", "beta")}


@pytest.fixture(scope="module")
def stored():
    return json.loads(STORED.read_text())


def outside(record):
    return {of: share for of, share in coverage(record).items() if not LOW <= share[0] <= HIGH}


def test_intervals_hold_the_truth_as_often_as_they_say_but_for_the_one_that_is_too_wide(stored):
    found = outside(stored)
    assert set(found) == TOO_WIDE
    assert all(HIGH < by_errors < 0.98 for by_errors, _ in found.values())


def test_no_replication_is_missing_and_none_is_left_out(stored):
    for cell in stored["models"].values():
        assert cell["replications"] == REPLICATIONS
        assert sum(cell["status"].values()) == REPLICATIONS


def test_intervals_by_profile_hold_it_too(stored):
    """200 of them: a coverage of 95 % falls below .89 once in 8,000."""
    assert min(by_profile for _, by_profile in coverage(stored).values()) >= 0.89


@pytest.mark.long
def test_all_replications_are_within_the_band():
    run_replications()
    assert set(outside(json.loads(STORED.read_text()))) <= TOO_WIDE

import numpy as np
import pytest

from hooper.cli.year_tables import bucket_table, profit_and_loss_table, totals, year_of
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.ledger import Ledger
from hooper.foundation.units import DAYS_PER_MONTH


def test_twelve_months_are_a_year_whatever_the_rounding():
    assert np.bincount(year_of(60, DAYS_PER_MONTH)).tolist() == [12, 12, 12, 12, 12]


def test_a_year_has_52_or_53_weeks():
    assert np.bincount(year_of(208, 7.0)).tolist() == [53, 52, 52, 51]


@pytest.fixture
def ledger():
    ledger = Ledger(periods=24)
    for period in range(24):
        ledger.post(period, "base_profit", 10.0 + (period >= 12))
        ledger.post(period, "acquisition", -4.0)
    return ledger


def test_profit_and_loss_adds_up_by_year(ledger):
    rows = {row[0]: row[1:] for row in profit_and_loss_table(ledger, DAYS_PER_MONTH).rows}
    assert rows["base_profit"] == (120.0, 132.0, 252.0)
    assert rows["acquisition"] == (-48.0, -48.0, -96.0)
    assert rows["profit"] == (72.0, 84.0, 156.0)


def test_many_years_are_told_in_total_alone():
    table = profit_and_loss_table(Ledger(periods=60), DAYS_PER_MONTH)
    assert [column.key for column in table.columns] == ["account", "total"]


def test_the_bucket_is_held_at_boundaries_and_flows_in_between():
    arrivals = np.ones((24, 1), np.int64) * 2
    leaks = np.ones((24, 1), np.int64)
    bucket = LeakyBucket(("paid",), ("rival",), np.arange(25), arrivals, leaks)
    rows = {row[0]: row[1:] for row in bucket_table(bucket, DAYS_PER_MONTH).rows}
    assert rows["held at start"] == (0, 12, 0)
    assert rows["arrivals: paid"] == (24, 24, 48)
    assert rows["leaks: rival"] == (12, 12, 24)
    assert rows["held at end"] == (12, 24, 24)


def test_totals_have_the_names_of_the_rows():
    bucket = LeakyBucket(("paid",), ("rival",), np.array([3, 4]), np.array([[2]]), np.array([[1]]))
    assert totals(bucket_table(bucket, 7.0)) == {
        "held_at_start": 3,
        "arrivals_paid": 2,
        "leaks_rival": 1,
        "held_at_end": 4,
    }

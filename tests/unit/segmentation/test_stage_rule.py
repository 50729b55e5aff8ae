import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.observed import TRANSACTIONS, Observed
from hooper.segmentation.lifecycle_stages import DECLINE, EXPLORATION, STAGES
from hooper.segmentation.stage_rule import StageRuleSettings, stage_of
from tests.unit.segmentation.logs import END_DAYS, in_another_order, in_other_money, log_of, logs

MONTHLY = [*range(5, 365, 30)]
FORTNIGHTLY = [*range(275, 365, 15)]


def stages(log, cut_days=END_DAYS, **settings):
    return stage_of(log, cut_days, StageRuleSettings(**settings))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([350], "exploration"),
        ([340, 360], "exploration"),
        (FORTNIGHTLY, "formation"),
        ([*MONTHLY[:8], *FORTNIGHTLY, *range(282, 365, 15)], "formation"),
        (MONTHLY, "stability"),
        ([*MONTHLY[:6], *range(190, 275, 7), *MONTHLY[9:]], "stability"),
        (MONTHLY[:6], "decline"),
        ([*range(5, 275, 5), 300, 330, 360], "decline"),
    ],
    ids=["begun", "trying", "new and often", "grown", "steady", "past the best", "silent", "fallen"],
)
def test_the_stage_of_a_customer_beside_one_who_buys_every_month(days, expected):
    log = log_of({1: MONTHLY, 2: days})
    assert [STAGES[k] for k in stages(log, fallen_share=0.25)] == ["stability", expected]


def test_who_has_brought_no_profit_yet_explores_however_often_they_bought():
    log = log_of({1: FORTNIGHTLY})
    assert stages(log).tolist() != [EXPLORATION]
    assert stages(log, profit={"margin": 0.1}).tolist() == [EXPLORATION]


def test_silence_is_measured_against_the_own_rhythm():
    """Sixty days are long for who buys every week, and short for who buys every other month."""
    weekly, seldom = range(5, 306, 7), range(5, 306, 60)
    [of_weekly, of_seldom] = stages(log_of({1: weekly, 2: seldom}))
    assert of_weekly == DECLINE
    assert of_seldom != DECLINE


@given(logs(), st.integers(30, 364))
def test_what_happens_after_the_cut_is_not_seen(log, cut_days):
    seen = log.column("time_days") <= cut_days
    rows = log.transactions.filter(seen)
    assert stages(log, cut_days).tolist() == stages(Observed(rows, cut_days), cut_days).tolist()


@given(logs(), st.sampled_from([0.01, 0.3, 7.0, 1000.0]))
def test_the_unit_of_money_changes_no_stage(log, factor):
    assert np.array_equal(stages(log), stages(in_other_money(log, factor)))


@given(logs())
def test_the_order_of_the_customers_changes_no_stage(log):
    assert np.array_equal(stages(log)[::-1], stages(in_another_order(log)))


def test_without_customers_nobody_is_in_a_stage():
    assert stages(Observed(TRANSACTIONS.empty_table(), END_DAYS)).size == 0

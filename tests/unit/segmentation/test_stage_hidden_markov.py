import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
from hooper.segmentation.lifecycle_stages import DECLINE, EXPLORATION, FORMATION, STABILITY
from hooper.segmentation.stage_hidden_markov import StageHiddenMarkovSettings, stage_of, stage_of_states
from tests.unit.segmentation.logs import END_DAYS, in_another_order, in_other_money, log_of

TWO_STATES = StageHiddenMarkovSettings(n_states=2)
WEEKLY = range(4, 364, 7)
MIXED = log_of({1: WEEKLY, 2: WEEKLY[:20], 3: WEEKLY[30:], 4: [358], 5: WEEKLY[:9], 6: WEEKLY[::2]})


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([2, 2, 0], DECLINE),
        ([0], DECLINE),
        ([1], EXPLORATION),
        ([1, 2], EXPLORATION),
        ([1, 2, 2, 2], FORMATION),
        ([1, 1, 1], FORMATION),
        ([1, 2, 2, 2, 2], STABILITY),
        ([1, 1, 1, 1], STABILITY),
    ],
)
def test_the_stage_is_how_one_came_to_the_state_of_the_last_month(states, expected):
    panel = panel_without_covariates(np.zeros(len(states), np.int64), np.array([len(states)]))
    assert stage_of_states(np.array(states), panel, StageHiddenMarkovSettings()).tolist() == [expected]


def test_who_stopped_declines_who_goes_on_is_stable_and_who_has_no_month_explores():
    assert stage_of(MIXED, END_DAYS, TWO_STATES).tolist() == [
        STABILITY,
        DECLINE,
        STABILITY,
        EXPLORATION,
        DECLINE,
        STABILITY,
    ]


def test_neither_the_order_nor_the_unit_of_money_changes_a_stage():
    found = stage_of(MIXED, END_DAYS, TWO_STATES)
    assert np.array_equal(found, stage_of(in_other_money(MIXED, 0.3), END_DAYS, TWO_STATES))
    by_id = log_of({k: sorted(WEEKLY[a::b]) for k, a, b in ((0, 0, 1), (1, 0, 2), (2, 40, 1))})
    forwards, backwards = (stage_of(log, END_DAYS, TWO_STATES) for log in (by_id, in_another_order(by_id)))
    assert np.array_equal(forwards, backwards[::-1])


def test_everybody_explores_where_nobody_has_come_back():
    assert stage_of(log_of({1: [3.0], 2: [300.0]}), END_DAYS, TWO_STATES).tolist() == [EXPLORATION] * 2


def test_a_cut_before_a_month_is_over_is_refused():
    with pytest.raises(InputError, match="is over when the log is cut off"):
        stage_of(MIXED, 20.0, TWO_STATES)

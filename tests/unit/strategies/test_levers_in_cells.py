"""Which arm is best in each cell, and what money is worth when it is short."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.segmentation.stage_vocabularies import DECLINE, GONE, STABILITY
from hooper.segmentation.stages_by_silence import StageSettings
from hooper.strategies.levers_in_cells import N_ARMS, N_CELLS, POSSIBLE, arms_by_lot, best_arms, cells_of
from tests.made_views import made_view

STABLE = 8 * STABILITY
NET, COST = np.full((N_CELLS, N_ARMS), np.nan), np.ones((N_CELLS, N_ARMS))
COST[:, 0] = 0.0


def nets(**of_arms):
    net = NET.copy()
    net[STABLE] = (0.0, of_arms.get("offer", np.nan), of_arms.get("enrolment", np.nan), np.nan)
    return net


def best(net, cost, customers=10, money=1e9):
    count = np.zeros(N_CELLS, np.int64)
    count[STABLE] = customers
    arm, per_money = best_arms(net, cost, count, money)
    return int(arm[STABLE]), float(per_money[STABLE])


def test_with_money_enough_the_arm_that_gains_most_is_best():
    cost = COST.copy()
    cost[STABLE, 1] = 10.0
    assert best(nets(offer=20.0, enrolment=5.0), cost) == (1, 2.0)


def test_where_money_is_short_that_which_gains_most_for_it_is_best():
    cost = COST.copy()
    cost[STABLE, 1] = 10.0
    assert best(nets(offer=20.0, enrolment=5.0), cost, money=20.0) == (2, 5.0)


def test_what_does_not_gain_or_is_not_known_is_not_done():
    assert best(nets(offer=-0.1), COST)[0] == 0
    assert best(NET, COST) == (0, 0.0)


def test_members_are_not_enrolled_the_gone_get_letters_only_and_those_who_buy_none():
    member, gone, stable = STABLE + 1, 8 * GONE, STABLE
    assert POSSIBLE[member].tolist() == [True, True, False, False]
    assert POSSIBLE[gone].tolist() == [True, False, False, True]
    assert POSSIBLE[stable].tolist() == [True, True, True, False]
    assert POSSIBLE[8 * DECLINE].tolist() == [True, True, True, True]


def test_cells_tell_stage_value_and_membership_apart():
    view = made_view(
        [9, 9, 9, 9],
        [51.0, 51.0, 51.0, 36.0],
        [9.0] * 4,
        enrolled=[0, 1, 0, 0],
        ended_days=[np.nan] * 3 + [5.0],
    )
    cell = cells_of(view, np.array([1.0, 1.0, 50.0, np.nan]), StageSettings())
    assert cell.tolist() == [STABLE, STABLE + 1, STABLE + 2, 8 * GONE]


@given(st.lists(st.integers(0, N_CELLS - 1), min_size=1, max_size=30), st.floats(0.0, 1.0, exclude_max=True))
def test_lots_choose_among_the_levers_that_fit(cells, lot):
    cell = np.array(cells)
    arms = arms_by_lot(cell, np.full(cell.size, lot))
    assert POSSIBLE[cell, arms].all()
    assert (arms > 0).all()


def test_every_lever_that_fits_has_the_same_chance():
    arms = arms_by_lot(np.full(3000, 8 * DECLINE), (np.arange(3000) + 0.5) / 3000)
    assert np.bincount(arms).tolist() == [0, 1000, 1000, 1000]

"""Places over several worlds, on equities that are known."""

import numpy as np
import pytest
import xarray as xr

from hooper.comparison.standings import WorldEquities, standings

NAMES = ["no_intervention", "oracle_offer", "good", "bad"]


def world(name, rows, sales=100.0):
    equity = xr.DataArray(np.array(rows, np.float64), {"strategy": NAMES}, ("strategy", "replication"))
    return WorldEquities(name, 10, np.full(equity.sizes["replication"], sales), equity)


def on_board(*worlds):
    return {row.strategy: row for row in standings(worlds, "no_intervention", "oracle_offer")}


SHOP = world("shop", [[10, 20], [18, 28], [14, 26], [9, 17]])
VILLAGE = world("village", [[100, 200], [180, 280], [120, 220], [100, 200]], sales=1000.0)


def test_a_world_counts_by_its_gain_as_a_share_of_sales():
    row = on_board(SHOP, VILLAGE)["good"]
    assert row.shares == pytest.approx({"shop": 0.05, "village": 0.02})
    assert row.score.mean == pytest.approx(0.035)
    assert row.gains["village"].difference == 20.0


def test_the_interval_is_over_replications_of_the_mean_over_worlds():
    row = on_board(SHOP, VILLAGE)["good"]  # 0.03 and 0.04: a standard error of 0.005, t with one degree
    assert row.score.high == pytest.approx(0.035 + 0.005 * 12.7062047)


def test_regret_is_what_the_oracle_has_more():
    rows = on_board(SHOP, VILLAGE)
    assert rows["good"].regret.mean == pytest.approx(0.08 - 0.035)
    assert rows["oracle_offer"].regret.mean == 0.0


def test_the_oracle_stands_among_the_others_without_a_rank():
    rows = standings([SHOP, VILLAGE], "no_intervention", "oracle_offer")
    assert [(row.strategy, row.rank) for row in rows] == [
        ("oracle_offer", None),
        ("good", 1),
        ("no_intervention", 2),
        ("bad", 3),
    ]


def test_the_worst_world_is_the_one_with_the_smallest_share():
    rows = on_board(SHOP, VILLAGE)
    assert (rows["good"].worst_world, rows["bad"].worst_world) == ("village", "shop")
    assert rows["bad"].worst == pytest.approx(-0.02)


def test_a_strategy_with_a_failed_run_stands_last_and_the_others_as_without_it():
    broken = world("shop", [[10, 20], [18, 28], [14, 26], [9, np.nan]])
    rows = on_board(broken, VILLAGE)
    assert (rows["bad"].rank, rows["bad"].score.mean, rows["bad"].worst_world) == (None, None, None)
    assert rows["good"].score == on_board(SHOP, VILLAGE)["good"].score
    assert [*rows][-1] == "bad"


def test_the_unit_of_money_changes_no_place():
    in_pence = [WorldEquities(w.name, w.founders, w.sales * 128.0, w.equity * 128.0) for w in (SHOP, VILLAGE)]
    assert [row.score for row in on_board(*in_pence).values()] == [
        row.score for row in on_board(SHOP, VILLAGE).values()
    ]

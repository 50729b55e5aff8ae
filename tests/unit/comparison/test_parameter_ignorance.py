import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hooper.comparison.parameter_ignorance import rank_over_draws, rank_shares
from hooper.foundation.errors import InputError

NAMES = ["no_intervention", "discount", "loyalty"]
lawful = settings(deadline=None, derandomize=True)
gain_tables = arrays(
    np.float64, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(-3, 3)
)


def table(values, dims=("draw", "strategy")):
    return xr.DataArray(np.array(values, dtype=float), {"strategy": NAMES}, dims)


def test_shares_ranks_and_range_of_a_small_table():
    draws = [[0.0, -5.0, 10.0], [0.0, 5.0, 10.0], [0.0, 20.0, 10.0], [0.0, -5.0, 10.0]]
    rows = {row.strategy: row for row in rank_over_draws(table(draws))}
    assert rows["loyalty"].rank_shares == (0.75, 0.25, 0.0)
    assert rows["loyalty"].mean_rank == 1.25
    assert rows["discount"].share_best == 0.25
    assert (rows["loyalty"].gain_low, rows["loyalty"].gain_high) == (10.0, 10.0)
    assert rows["discount"].gain_low == pytest.approx(np.quantile([-5, 5, 20, -5], 0.05))
    assert rows["loyalty"].chance_error is None


def test_the_strategy_most_often_best_stands_first():
    rows = rank_over_draws(table([[0.0, 1.0, 2.0], [0.0, 3.0, 2.0], [0.0, 1.0, 2.0]]))
    assert [row.strategy for row in rows] == ["loyalty", "discount", "no_intervention"]


def test_ties_share_their_ranks():
    shares = rank_shares(np.array([[5.0], [5.0], [1.0]]))
    assert shares.tolist() == [[0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]


def test_chance_inside_a_draw_is_told_apart_from_ignorance():
    # Two draws whose true gains are 0 and 100; in each, two replications one below, one above by 3.
    noise = np.array([-3.0, 3.0])
    cube = np.zeros((2, 3, 2))
    cube[0, 2], cube[1, 2] = noise, 100 + noise
    row = rank_over_draws(table(cube, ("draw", "strategy", "replication")))[0]
    assert row.chance_error == pytest.approx(3.0)
    assert (row.gain_median, row.draws) == (50.0, 2)


def test_a_missing_draw_is_a_fault_for_every_strategy_that_has_one():
    with pytest.raises(InputError) as caught:
        rank_over_draws(table([[0.0, np.nan, np.inf]]))
    assert [fault.where for fault in caught.value.faults] == ["gains of discount", "gains of loyalty"]


def test_no_draws_are_a_fault():
    with pytest.raises(InputError, match="no draws"):
        rank_over_draws(table(np.empty((0, 3))))


@lawful
@given(gain_tables)
def test_every_draw_has_one_best_and_every_strategy_one_rank(gains):
    shares = rank_shares(gains)
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0, rtol=1e-12)


@lawful
@given(gain_tables)
def test_turning_the_gains_round_turns_the_ranks_round(gains):
    np.testing.assert_allclose(rank_shares(-gains), rank_shares(gains)[:, ::-1], rtol=1e-12)


@lawful
@given(gain_tables, st.integers(-5, 5))
def test_a_constant_added_to_all_strategies_of_a_draw_leaves_ranks_alone(gains, constant):
    np.testing.assert_array_equal(rank_shares(gains + constant), rank_shares(gains))

"""Activity costs, the whale curve and concentration on customers that are written down, and their laws."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.economics.activity_costs import CostPool
from hooper.economics.customer_profitability import concentration, customer_profitability
from hooper.economics.whale_curve import whale_curve
from hooper.foundation.errors import InputError

quantities = arrays(float, st.integers(1, 60), elements=st.floats(0.0, 1e6)).filter(lambda q: q.sum() > 1e-6)
profits = arrays(float, st.integers(1, 60), elements=st.floats(-1e3, 1e3)).filter(lambda p: p.sum() > 1.0)


@example(np.array([842402.5, 45346.0]), 0.2245)  # half a last bit is left over: a tie
@given(quantities, st.floats(0.0, 1e9))
def test_a_pool_is_charged_to_the_last_bit(quantity, cost):
    shares = CostPool("calls", cost, quantity).shares()
    assert math.fsum(shares) == cost
    assert (shares >= 0.0).all()


@given(quantities, st.floats(0.01, 1e9))
def test_who_sets_it_off_twice_as_often_pays_twice_as_much(quantity, cost):
    pool = CostPool("calls", cost, quantity)
    np.testing.assert_allclose(pool.shares(), pool.cost_per_unit * quantity, rtol=1e-9, atol=1e-12 * cost)


def test_a_pool_over_a_million_customers_is_charged_to_the_last_bit():
    quantity = np.tile(np.arange(1.0, 1001.0), 1000)
    pool = CostPool("deliveries", 123_456.78, quantity)
    assert math.fsum(pool.shares()) == 123_456.78


def test_an_activity_that_never_was_costs_nothing_and_a_cost_that_nobody_caused_is_told():
    assert CostPool("visits", 0.0, np.zeros(3)).shares().tolist() == [0.0, 0.0, 0.0]
    assert CostPool("visits", 0.0, np.zeros(3)).cost_per_unit == 0.0
    with pytest.raises(InputError, match="visits: costs 5, and no customer set it off"):
        CostPool("visits", 5.0, np.zeros(3))


@pytest.mark.parametrize(
    ("cost", "quantity", "told"), [(-1.0, 1.0, r"calls\.cost"), (1.0, -1.0, r"calls\.driver_quantity")]
)
def test_negative_costs_and_quantities_are_told(cost, quantity, told):
    with pytest.raises(InputError, match=told):
        CostPool("calls", cost, np.array([2.0, quantity]))


def test_a_profitability_that_is_written_down():
    """Three customers of equal revenue; the second calls all the time, the third has all else done."""
    found = customer_profitability(
        np.full(3, 100.0),
        np.full(3, 40.0),
        [
            CostPool("calls", 60.0, np.array([1.0, 11.0, 0.0])),
            CostPool("deliveries", 30.0, np.array([1.0, 1.0, 1.0])),
        ],
    )
    assert found.cost_to_serve.tolist() == [15.0, 65.0, 10.0]
    assert found.profit.tolist() == [25.0, -25.0, 30.0]
    curve = found.whale_curve
    assert curve.cumulative_share.tolist() == pytest.approx([0.0, 1.0, 55 / 30, 1.0])
    assert curve.peak_share == pytest.approx(55 / 30)
    assert (curve.loss_making_share, curve.losses) == (pytest.approx(1 / 3), 25.0)
    assert found.table().column_names == [
        *("revenue", "contribution", "cost_of_calls", "cost_of_deliveries", "profit")
    ]


@given(quantities, st.floats(0.0, 1e6))
def test_profit_is_what_is_left_of_contribution_after_every_pool(quantity, cost):
    contribution = np.linspace(-5.0, 5.0, quantity.size)
    found = customer_profitability(quantity, contribution, [CostPool("calls", cost, quantity)])
    assert found.profit.sum() == pytest.approx(contribution.sum() - cost, rel=1e-9, abs=1e-6)


@given(profits)
def test_a_whale_curve_rises_to_its_back_and_falls_to_one(profit):
    curve = whale_curve(profit)
    share = curve.cumulative_share
    assert share[0] == 0.0
    assert share[-1] == pytest.approx(1.0)
    assert (np.diff(share, n=2) <= 1e-9 * share.max()).all()
    earned = profit[profit > 0.0].sum()
    assert curve.peak_share == pytest.approx(earned / profit.sum())
    assert earned - curve.losses == pytest.approx(profit.sum())


@given(profits)
def test_the_order_of_customers_does_not_matter(profit):
    np.testing.assert_array_equal(whale_curve(profit).profit, whale_curve(profit[::-1]).profit)


def test_a_loss_has_no_shares_and_nobody_has_no_curve():
    with pytest.raises(InputError, match="profit: is -1 in all"):
        _ = whale_curve(np.array([1.0, -2.0])).cumulative_share
    with pytest.raises(InputError, match="no customers"):
        whale_curve(np.zeros(0))


def test_equal_amounts_are_not_concentrated_and_one_who_has_all_is():
    assert concentration(np.ones(10)).gini == pytest.approx(0.0)
    assert concentration(np.ones(10)).share_of_top_fifth == pytest.approx(0.2)
    alone = concentration(np.r_[1.0, np.zeros(9)])
    assert (alone.gini, alone.share_of_top_fifth) == (pytest.approx(0.9), 1.0)


@given(arrays(float, 30, elements=st.floats(0.0, 100.0)).filter(lambda x: x.sum() > 1e-3))
def test_the_gini_coefficient_is_half_the_mean_difference_relative_to_the_mean(amounts):
    by_pairs = np.abs(np.subtract.outer(amounts, amounts)).mean() / (2.0 * amounts.mean())
    assert concentration(amounts).gini == pytest.approx(by_pairs, abs=1e-9)


def test_a_total_of_nothing_is_told():
    with pytest.raises(InputError, match="amounts: are 0 in all"):
        concentration(np.zeros(3))


def test_arrays_of_several_lengths_and_activities_named_twice_are_told_at_once():
    pool = CostPool("calls", 1.0, np.ones(2))
    with pytest.raises(InputError) as caught:
        customer_profitability(np.ones(3), np.ones(3), [pool, replace(pool, cost=2.0)])
    assert [fault.problem for fault in caught.value.faults] == [
        "has the shape (2,), revenue (3,)",
        "has the shape (2,), revenue (3,)",
        "is there twice",
    ]

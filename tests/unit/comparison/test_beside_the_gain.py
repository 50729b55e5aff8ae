"""What stands beside a gain: odds, risk, the front, break-even, and who wins where."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from hooper.comparison.beside_the_gain import BesideTheGain, beside_the_gains
from hooper.comparison.break_even import BreakEven, break_even
from hooper.comparison.downside_risk import downside_risk, expected_shortfall, payback_times
from hooper.comparison.pareto_front import is_on_front
from hooper.comparison.probability_best import best_odds
from hooper.comparison.where_each_wins import where_each_wins
from tests.unit.comparison.studies import outcome_of, paired_worlds

BASELINE = "no_intervention"


def test_the_odds_of_two_that_tie_are_even_and_nobody_loses_by_choosing_either():
    odds = best_odds(outcome_of([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]))
    assert {(each.probability_best, each.expected_regret) for each in odds.values()} == {(0.5, 0.0)}


def test_the_odds_of_a_lead_are_those_of_its_t_value():
    """A lead of one standard error in 400 replications: the normal law says .841."""
    ahead = np.random.default_rng(1).normal(0.0, 1.0, 400)
    ahead = (ahead - ahead.mean()) / ahead.std(ddof=1) + 1 / 20
    odds = best_odds(outcome_of([np.zeros(400), ahead]))
    assert odds["a"].probability_best == pytest.approx(0.841, abs=0.03)


@given(st.integers(0, 10_000))
def test_odds_add_up_to_one_and_regret_is_least_for_the_best_mean(seed):
    values = paired_worlds(np.random.default_rng(seed), [0.0, 0.5, 1.0], 8)
    odds = list(best_odds(outcome_of(values)).values())
    assert sum(each.probability_best for each in odds) == pytest.approx(1.0)
    assert min(each.expected_regret for each in odds) >= 0.0
    # Regrets differ by the differences of the means over all samples, which scatter about the means.
    regrets = [each.expected_regret for each in odds]
    assert np.ptp(values.mean(axis=1)) == pytest.approx(np.ptp(regrets), abs=0.3)


def test_the_worst_twentieth_of_twenty_is_the_worst_one():
    assert expected_shortfall(np.arange(20.0)) == 0.0


def test_a_gain_that_falls_below_zero_again_has_not_paid_back():
    cumulative = np.array([[1.0, -1.0, 2.0, 3.0], [-1.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 1.0]])
    assert payback_times(cumulative).tolist() == [3.0, np.inf, 1.0]


def test_where_most_replications_do_not_pay_back_there_is_no_median():
    found = downside_risk(np.array([[1.0, 1.0], [-1.0, -1.0], [-1.0, 0.0]]))
    assert (found.payback_periods, found.share_paid_back) == (None, pytest.approx(1 / 3))


@given(st.integers(0, 10_000))
def test_the_shortfall_lies_between_the_worst_and_the_mean(seed):
    gains = np.random.default_rng(seed).normal(0.0, 1.0, 33)
    assert gains.min() <= expected_shortfall(gains) <= gains.mean()


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_whoever_is_not_on_the_front_is_beaten_by_one_who_is(seed, aims):
    means = np.random.default_rng(seed).integers(0, 4, (aims, 6, 1)).astype(float)
    on_front = is_on_front(means)[:, 0]
    points = means[:, :, 0].T
    assert on_front.any()
    for behind in points[~on_front]:
        assert any((point >= behind).all() and (point > behind).any() for point in points[on_front])


def test_break_even_is_where_the_dearer_levers_eat_up_the_gain():
    gains, spend = np.array([5.0, 7.0, 6.0]), np.array([10.0, 14.0, 12.0])
    assert break_even(gains, spend, 0.95).price_factor == 1.5
    assert (gains - (1.5 - 1.0) * spend).mean() == 0.0


@given(st.integers(0, 10_000))
def test_the_price_now_is_in_the_interval_if_and_only_if_the_gain_may_be_nothing(seed):
    rng = np.random.default_rng(seed)
    gains, spend = rng.normal(0.5, 1.0, 6), rng.uniform(4.0, 9.0, 6)
    found = break_even(gains, spend, 0.95)
    half = t.ppf(0.975, 5) * gains.std(ddof=1) / np.sqrt(6)
    low, factor, high = (cell or 0.0 for cell in (found.low, found.price_factor, found.high))
    assert (low < 1.0 < high) == (abs(gains.mean()) < half)
    assert low < factor < high


def test_a_spend_that_may_be_nothing_leaves_the_price_without_bounds():
    found = break_even(np.array([1.0, 2.0]), np.array([-1.0, 5.0]), 0.95)
    assert (found.price_factor, found.low, found.high) == (1.75, None, None)


def test_a_loss_breaks_even_at_less_than_the_price_and_no_spend_at_none():
    assert (break_even(np.array([-2.0, -2.0]), np.array([4.0, 4.0]), 0.9).price_factor) == 0.5
    assert break_even(np.array([1.0, 2.0]), np.zeros(2), 0.9) == BreakEven()


def test_the_parts_add_up_to_the_row(outcome):
    beside = beside_the_gains(outcome, BASELINE, 0.95, ())
    loyalty = beside["loyalty"].record()
    assert (loyalty["payback_periods"], loyalty["share_paid_back"]) == (3.0, 1.0)
    assert loyalty["break_even_price_factor"] == pytest.approx(1.0 + 30.0 / 15.0)
    assert (loyalty["probability_best"], loyalty["on_front"]) == (1.0, True)
    assert beside["discount"].record()["worst_gain"] == -11.0
    baseline = beside[BASELINE].record()
    assert baseline.keys() == loyalty.keys()
    assert baseline["worst_gain"] is None
    assert baseline["probability_best"] == 0.0


def test_one_who_sees_the_truth_is_not_set_against_the_others(outcome):
    beside = beside_the_gains(outcome, BASELINE, 0.95, ["loyalty"])
    assert beside["loyalty"].odds is None
    assert beside[BASELINE].record()["probability_best"] == 1.0


def test_who_lacks_a_replication_and_who_has_but_one_say_nothing(outcome):
    outcome["equity"][2, 1] = np.nan
    assert "loyalty" not in beside_the_gains(outcome, BASELINE, 0.95, ())
    assert beside_the_gains(outcome.isel(replication=[0]), BASELINE, 0.95, ()) == {}
    assert set(BesideTheGain().record().values()) == {None}


def test_the_map_has_a_further_dimension_and_says_where_a_winner_is_sure():
    """Care gains in fierce competition only, and the more the longer; dear levers leave it behind."""
    names, dims = [BASELINE, "care"], ("competition", "strategy", "replication", "period")
    gains = np.zeros((2, 2, 4, 10))
    gains[1, 1] = 1.0 + np.array([[-0.1], [0.1], [0.0], [0.0]])
    spend = np.zeros_like(gains)
    spend[:, 1, :, 0] = 4.0
    coordinates = {"strategy": names, "competition": [0.2, 0.8]}
    profit = xr.DataArray(gains - spend, coordinates, dims)
    found = where_each_wins(profit, xr.DataArray(spend, coordinates, dims), [2, 10], [1.0, 3.0])
    assert found["winner"].dims == ("competition", "price_factor", "horizon")
    assert found["winner"].sel(competition=0.2).values.tolist() == [[0, 0], [0, 0]]
    assert found["winner"].sel(competition=0.8).values.tolist() == [[0, 1], [0, 0]]
    assert float(found["lead"].sel(competition=0.8, price_factor=1.0, horizon=10)) == pytest.approx(6.0)
    assert bool(found["is_sure"].sel(competition=0.8, price_factor=1.0, horizon=10))

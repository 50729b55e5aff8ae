"""The break-even of one lever: the price at which the strategy gains nothing, the others as they are."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from hooper.comparison.break_even import break_even
from hooper.comparison.lever_break_even import break_even_by_lever

BASELINE, LEVERS = "no_intervention", ["offer", "care", "discount"]


def outcome_with(gains, spend, uses, usual_spend=0.0):
    """Return outcomes of a baseline and one strategy; spend and uses by replication and lever."""
    gains, spend, uses = (np.asarray(each, float) for each in (gains, spend, uses))
    cubes = {
        "discounted_lever_spend": np.stack([np.zeros_like(spend) + usual_spend, spend]),
        "discounted_lever_uses": np.stack([np.zeros_like(uses), uses]),
    }
    dims = ("strategy", "replication")
    equity = 100.0 + np.stack([np.zeros_like(gains), gains])
    return xr.Dataset(
        {"equity": (dims, equity), **{name: ((*dims, "lever"), cube) for name, cube in cubes.items()}},
        {"strategy": [BASELINE, "both"], "lever": LEVERS},
    )


def test_two_levers_of_known_spend_break_even_where_the_arithmetic_says():
    """A gain of 6: offers for 12 may cost half as much again, care for 3 three times what it costs."""
    outcome = outcome_with([6.0, 6.0], [[12.0, 3.0, 0.0]] * 2, [[4.0, 1.0, 0.0]] * 2)
    offer, care = (row.record() for row in break_even_by_lever(outcome, BASELINE, 0.95))
    assert (offer["strategy"], offer["lever"], offer["spend"], offer["price"]) == ("both", "offer", 12.0, 3.0)
    assert [offer[f"break_even_{key}"] for key in ("price_factor", "low", "high")] == pytest.approx([1.5] * 3)
    assert (offer["break_even_price"], care["break_even_price"]) == (4.5, 9.0)
    assert (care["lever"], care["break_even_price_factor"]) == ("care", 3.0)


def test_a_loss_asks_for_cheaper_levers_or_even_for_money():
    outcome = outcome_with([-6.0], [[12.0, 3.0, 0.0]], [[4.0, 1.0, 0.0]])
    prices = [row.record()["break_even_price"] for row in break_even_by_lever(outcome, BASELINE, 0.95)]
    assert prices == [1.5, -3.0]


def test_what_the_baseline_spends_on_a_lever_is_no_spend_of_the_strategy():
    outcome = outcome_with([6.0], [[12.0, 3.0, 0.0]], [[4.0, 1.0, 0.0]], usual_spend=3.0)
    [row] = break_even_by_lever(outcome, BASELINE, 0.95)
    assert (row.lever, row.spend, row.price) == ("offer", 9.0, 3.0)


def test_money_without_a_use_has_a_factor_and_no_price():
    outcome = outcome_with([6.0], [[0.0, 3.0, 0.0]], [[0.0, 0.0, 0.0]])
    [row] = break_even_by_lever(outcome, BASELINE, 0.95)
    assert (row.even.price_factor, row.record()["break_even_price"]) == (3.0, None)


def test_a_strategy_that_lacks_a_replication_is_left_out_and_so_is_all_without_a_baseline():
    outcome = outcome_with([6.0, np.nan], [[12.0, 3.0, 0.0]] * 2, [[4.0, 1.0, 0.0]] * 2)
    assert break_even_by_lever(outcome, BASELINE, 0.95) == ()
    assert break_even_by_lever(outcome.isel(strategy=[1]), BASELINE, 0.95) == ()


@given(st.integers(0, 10_000))
def test_a_strategy_of_one_lever_breaks_even_as_all_its_levers_do(seed):
    rng = np.random.default_rng(seed)
    gains, spend = rng.normal(0.5, 1.0, 6), rng.uniform(4.0, 9.0, 6)
    by_lever = np.stack([np.zeros(6), spend, np.zeros(6)], axis=1)
    [row] = break_even_by_lever(outcome_with(gains, by_lever, by_lever), BASELINE, 0.9)
    assert vars(row.even) == pytest.approx(vars(break_even(gains, spend, 0.9)))
    assert row.price == pytest.approx(1.0)


@given(st.integers(0, 10_000), st.floats(0.1, 10.0))
def test_another_unit_of_money_moves_prices_and_no_factor(seed, unit):
    rng = np.random.default_rng(seed)
    gains, spend = rng.normal(0.5, 1.0, 6), rng.uniform(1.0, 9.0, (6, 3))
    uses = rng.uniform(1.0, 9.0, (6, 3))
    one = break_even_by_lever(outcome_with(gains, spend, uses), BASELINE, 0.9)
    other = break_even_by_lever(outcome_with(unit * gains, unit * spend, uses), BASELINE, 0.9)
    for here, there in zip(one, other, strict=True):
        assert there.even.price_factor == pytest.approx(here.even.price_factor)
        assert there.price == pytest.approx(unit * (here.price or 0.0))

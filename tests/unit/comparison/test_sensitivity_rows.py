"""Rows of a sensitivity analysis from gains by hand, and by either method from a function that is known."""

import numpy as np
import pytest

from hooper.comparison.interaction_rows import interaction_rows
from hooper.comparison.rank_changes import share_of_rank_changes, share_of_winner_changes, winners
from hooper.comparison.sensitivity_methods import METHODS
from hooper.comparison.sensitivity_rows import GainsFound, sensitivity_rows, winner_rows
from hooper.comparison.varied_parameter import VariedParameter
from hooper.comparison.winner_grid import WinnerGrid

NAMES = ("no_intervention", "offer", "discount")
PARAMETERS = (
    VariedParameter("desk.idle", 1.0, 0.0, 2.0),
    VariedParameter("levers.price", 3.0, 0.0, 4.0),
    VariedParameter("loyalty.pull", 2.0, 1.0, 3.0),
)


def gains_at(values):
    """The offer gains 2 - price + pull, the discount 4 - 2 price; the first parameter does nothing."""
    _, price, pull = np.moveaxis(values, -1, 0)
    return np.stack((0.0 * price, 2.0 - price + pull, 4.0 - 2.0 * price), axis=-1)


def found_by(name, points):
    design = METHODS[name].design(3, points, 1)
    values = np.stack(
        [own.at(levels) for own, levels in zip(PARAMETERS, design.levels.T, strict=True)], axis=1
    )
    own = np.array([each.value for each in PARAMETERS])
    low, high = (
        np.where(np.eye(3, dtype=np.bool_), ends, own)
        for ends in ([each.low for each in PARAMETERS], [each.high for each in PARAMETERS])
    )
    gains = GainsFound(NAMES, gains_at(own), gains_at(low), gains_at(high), gains_at(values))
    return design, gains, sensitivity_rows(PARAMETERS, design, gains, METHODS[name], 0.95, 1)


def test_the_strongest_parameter_stands_first_and_effects_are_those_of_the_function():
    *_, rows = found_by("morris", 10)
    assert [(row.parameter, row.strategy) for row in rows[::2]] == [
        ("levers.price", "offer"),
        ("loyalty.pull", "offer"),
        ("desk.idle", "offer"),
    ]
    assert [row.indices.strength for row in rows] == pytest.approx([4.0, 8.0, 2.0, 0.0, 0.0, 0.0])
    price = rows[0]
    assert (price.gain, price.gain_at_low, price.gain_at_high) == (1.0, 4.0, 0.0)
    assert [row.rank_changes for row in rows[-2:]] == [0.0, 0.0]
    assert all(row.rank_changes > 0.0 for row in rows[:2])


def test_the_record_of_a_row_is_flat_and_says_by_which_method():
    *_, morris = found_by("morris", 4)
    *_, sobol = found_by("sobol", 16)
    common = ["value", "low", "high", "gain", "gain_at_low", "gain_at_high", "rank_changes"]
    effects = ["mu", "mu_star", "mu_star_low", "mu_star_high", "sigma"]
    assert list(morris[0].record()) == ["parameter", "strategy", *effects, *common]
    assert {"first_order", "first_order_low", "total", "total_high"} <= set(sobol[0].record())


def test_the_shares_of_variance_are_those_of_the_function():
    """Of the offer's gain 16/12 of variance are by price and 4/12 by pull; of the discount's all by price."""
    *_, rows = found_by("sobol", 512)
    totals = {(row.parameter, row.strategy): row.indices.strength for row in rows}
    assert totals["levers.price", "offer"] == pytest.approx(0.8, abs=0.03)
    assert totals["loyalty.pull", "offer"] == pytest.approx(0.2, abs=0.03)
    assert totals["levers.price", "discount"] == pytest.approx(1.0, abs=0.03)
    assert totals["desk.idle", "discount"] == 0.0


def test_pairs_are_told_by_the_method_that_tells_them_apart_the_largest_share_first():
    """Price times pull beside a price that counts alone: of the latter the pair has exactly nothing."""
    design = METHODS["sobol"].design(3, 512, 1)
    price, pull = design.levels[:, 1], design.levels[:, 2]
    gains = np.stack((0.0 * price, (price - 0.5) * (pull - 0.5), price), axis=-1)
    none = np.zeros((3, 3))
    found = GainsFound(NAMES, none[0], none, none, gains)
    rows = interaction_rows(PARAMETERS, design, found, METHODS["sobol"], 0.95, 1)
    assert len(rows) == 6
    first, *others = rows
    assert (first.first, first.second, first.strategy) == ("levers.price", "loyalty.pull", "offer")
    assert first.second_order == pytest.approx(1.0, abs=0.05)
    assert first.is_sure
    assert {(own.second_order, own.is_sure) for own in others} == {(0.0, False)}
    assert interaction_rows(PARAMETERS, design, found, METHODS["morris"], 0.95, 1) == ()


def test_a_row_of_winners_says_what_is_best_at_the_ends():
    design, gains, _ = found_by("morris", 10)
    rows = {row.parameter: row for row in winner_rows(PARAMETERS, design, gains)}
    price = rows["levers.price"]
    assert (price.winner_at_low, price.winner_at_high) == ("offer", "no_intervention")
    assert price.winner_changes > 0.0
    assert rows["desk.idle"].winner_changes == 0.0


def test_of_equal_gains_the_first_wins_and_equals_share_a_rank():
    gains = np.array([[0.0, 0.0, -1.0], [0.0, 0.0, -2.0], [0.0, 1.0, -1.0]])
    assert winners(gains).tolist() == [0, 0, 1]
    steps = np.array([[[0, 1], [1, 2]]])
    assert share_of_winner_changes(gains, steps).tolist() == [0.5]
    assert share_of_rank_changes(gains, steps).tolist() == [[0.5, 0.0, 0.0]]


def test_a_grid_knows_the_winner_of_each_cell():
    first, second = PARAMETERS[1:]
    across, along = np.array([0.0, 4.0]), np.array([1.0, 3.0])
    prices, pulls = np.meshgrid(across, along)
    gains = gains_at(np.stack((0.0 * prices, prices, pulls), axis=-1))
    grid = WinnerGrid(first, second, across, along, NAMES, gains)
    assert [[NAMES[k] for k in row] for row in grid.winners] == [
        ["discount", "no_intervention"],
        ["offer", "offer"],
    ]

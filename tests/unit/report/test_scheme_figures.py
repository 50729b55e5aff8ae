"""What the figures of schemes show; how they look is in test_figures."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from hooper.report import figures
from hooper.report.figures.cut_plane import MOST_POINTS
from hooper.report.save_figures import svg_bytes
from hooper.segmentation import key_account_matrix, lv_octants, lv_quadrant
from hooper.segmentation.potential_value import PotentialSettings
from hooper.segmentation.value_index import ValueSettings
from tests.unit.segmentation.records_by_hand import records

SETTINGS = lv_quadrant.LvSettings(value=ValueSettings(cost_to_serve_column="cost"), value_cut=0.0)


def said(figure: Figure, panel: int = 0) -> set[str]:
    axes = figure.axes[panel]
    return {text.get_text() for text in axes.texts} | {axes.get_title(loc="left")}


def customers(count, **columns):
    rng = np.random.default_rng(3)
    days = rng.integers(1, 300, (2, count))
    return records(days[0], rng.integers(2, 9, count), days[1], rng.gamma(2.0, 10.0, count), **columns)


def quadrant_of(told, settings):
    return figures.lv_quadrant(lv_quadrant.assign(told, settings), lv_quadrant.lv_axes(told, settings), "USD")


def test_corners_say_how_many_customers_and_how_much_of_the_spend():
    told = records([1, 200, 2, 300], [9, 2, 8, 2], [500, 20, 400, 10], [50, 30, 10, 10], cost=[0, 0, 9, 9])
    assert said(quadrant_of(told, SETTINGS)) == {
        "A high loyalty, high value\n1 (25 %)\n50 % of spend",
        "B low loyalty, high value\n1 (25 %)\n30 % of spend",
        "C high loyalty, low value\n1 (25 %)\n10 % of spend",
        "D low loyalty, low value\n1 (25 %)\n10 % of spend",
        "4 customers",
    }


def test_of_very_many_customers_every_so_many_are_drawn_and_all_are_counted():
    figure = quadrant_of(customers(2 * MOST_POINTS + 1), lv_quadrant.LvSettings())
    assert "8,001 customers, one in 3 drawn" in said(figure)
    assert len(np.asarray(figure.axes[0].collections[0].get_offsets())) == 2667


def test_who_is_unknown_is_counted_and_not_drawn():
    figure = quadrant_of(customers(3, cost=[1.0, None, 2.0]), SETTINGS)
    assert "2 customers, 1 unknown" in said(figure)


def test_customers_stand_in_the_cells_that_they_are_assigned_to():
    told = customers(50)
    settings = key_account_matrix.KeyAccountSettings()
    accounts = key_account_matrix.assign(told, settings)
    measures = key_account_matrix.account_axes(told, settings)
    places = figures.key_account_matrix(accounts, measures).axes[0].collections[0].get_offsets()
    is_key = (np.asarray(places) > 0.5).all(axis=1)
    assert np.array_equal(is_key, accounts.code == key_account_matrix.LABELS.index("key"))


def test_every_octant_is_in_its_place_in_the_cube():
    settings = lv_octants.LvOctantSettings(potential=PotentialSettings(column="potential"))
    told = customers(40, potential=np.where(np.arange(40) == 7, np.nan, np.arange(40.0)))
    figure = figures.lv_cube(lv_octants.assign(told, settings))
    letters = [
        {text.get_text(): text.get_position() for text in axes.texts if len(text.get_text()) == 1}
        for axes in figure.axes
    ]
    cells = [{letter: (x, round(y)) for letter, (x, y) in panel.items()} for panel in letters]
    assert cells[0] == {"H": (0, 0), "G": (0, 1), "F": (1, 0), "E": (1, 1)}
    assert cells[1] == {"D": (0, 0), "C": (0, 1), "B": (1, 0), "A": (1, 1)}
    assert "high potential; 1 unknown" in said(figure, 1)


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one_customer_can_be_drawn(count):
    told = customers(count)
    assert svg_bytes(quadrant_of(told, lv_quadrant.LvSettings()))
    assert svg_bytes(figures.lv_cube(lv_octants.assign(told, lv_octants.LvOctantSettings())))

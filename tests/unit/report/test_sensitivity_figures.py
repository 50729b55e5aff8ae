"""What the figures of a sensitivity analysis show; how they look is in test_figures."""

from typing import Any

import pytest
from matplotlib.figure import Figure


def panel(figure: Figure, position: int) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what these figures draw."""
    return figure.axes[position]


@pytest.fixture(scope="module")
def wide(draw_sensitivity):
    return draw_sensitivity(7.6)


def names(axes):
    return [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]


def test_the_tornado_starts_at_the_gain_of_this_world_and_leaves_out_what_moves_nothing(wide):
    axes = panel(wide["gain_tornado"], 0)
    assert names(axes) == [
        "levers: offer value",
        "defection: months at risk per month",
        "purchase: offer lift",
    ]
    widths = sorted(bar.get_width() for bar in axes.patches)
    assert widths == [-27_500.0, -21_500.0, 0.0, 1_500.0, 18_500.0, 47_500.0]
    assert {bar.get_x() for bar in axes.patches if bar.get_width() >= 0.0} == {12_500.0}


def test_the_plane_of_morris_names_the_strongest_and_shows_the_others_unnamed(wide):
    plane, bars = panel(wide["morris_plane"], 0), panel(wide["morris_plane"], 1)
    assert [text.get_text() for text in plane.texts] == ["3", "2", "1"]
    assert names(bars) == [
        "1 levers: offer value",
        "2 defection: months at risk per month",
        "3 purchase: offer lift",
    ]
    assert [line.get_xdata()[0] for line in plane.lines[1:]] == [0.0, 18_000.0, 30_000.0, 70_000.0]


def test_the_bars_of_sobol_are_first_order_and_total(wide):
    axes = panel(wide["sobol_bars"], 0)
    assert [bar.get_width() for bar in axes.patches] == pytest.approx([0.6, 0.7, 0.2, 0.3, 0.0, 0.1])
    assert "desk: idle" not in names(axes)


def test_the_matrix_has_single_shares_on_its_diagonal_pairs_below_and_totals_beside(wide):
    """The last parameter has no total and is left out; brackets hold what may be 0 by its interval."""
    axes = panel(wide["interaction_matrix"], 0)
    assert [text.get_text() for text in axes.texts] == [
        *("60", "70"),
        *("20", "20", "30"),
        *("(3)", "(\N{MINUS SIGN}2)", "(0)", "(10)"),
    ]
    assert names(axes)[0] == "1 levers: offer value"
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3", "total"]


def test_the_map_says_the_winner_of_each_cell_and_its_gain(wide):
    axes, legend = panel(wide["winner_map"], 0), wide["winner_map"].legends[0]
    assert len(axes.patches) == 25
    assert [text.get_text() for text in legend.get_texts()] == [
        "best: no intervention",
        "best: risk targeted offer",
        "best: mass discount",
        "this world",
    ]
    assert axes.texts[0].get_text() == "14k"
    assert axes.texts[-1].get_text() == "0"

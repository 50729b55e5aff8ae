"""What the figures that check models against a log show; how they look is in test_figures."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from hooper.lifetime_value.customer_bins import CustomerBins
from hooper.lifetime_value.tracking import Tracking
from hooper.report import figures
from hooper.report.save_figures import svg_bytes

BINS = CustomerBins(("0", "1", "2+"), np.array([0, 0, 0, 1, 2, 2]))


def panel(figure: Figure, position: int) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what these figures draw."""
    return figure.axes[position]


def tracked(actual, cut_days, **expected):
    ends = 7.0 * np.arange(1.0, len(actual) + 1.0)
    return Tracking(7.0, cut_days, ends, np.array(actual), expected)


def test_tracking_shows_each_period_and_how_they_add_up():
    figure = figures.tracking(tracked([3, 1, 2], 14.0, bg_nbd=np.array([2.0, 2.0, 1.0])))
    each, total = panel(figure, 0), panel(figure, 1)
    assert [line.get_ydata().tolist() for line in each.lines[:2]] == [[3, 1, 2], [2.0, 2.0, 1.0]]
    assert [line.get_ydata().tolist() for line in total.lines[:2]] == [[3, 4, 6], [2.0, 4.0, 5.0]]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["actual", "BG/NBD"]
    assert [text.get_text() for text in each.texts] == ["calibration", "holdout"]


def test_tracking_without_a_holdout_names_none():
    figure = figures.tracking(tracked([3, 1, 2], 21.0))
    assert [text.get_text() for text in panel(figure, 0).texts] == ["calibration"]
    assert svg_bytes(figure)


def test_a_failed_fit_leaves_an_empty_line():
    assert svg_bytes(figures.tracking(tracked([3, 1], 7.0, pareto_nbd=np.full(2, np.nan))))


def test_the_bars_of_the_frequency_check_are_the_customers():
    axes = panel(figures.frequency_check(BINS, {"bg_nbd": np.array([2.5, 1.5, 2.0])}), 0)
    assert [bar.get_height() for bar in axes.patches] == [3, 1, 2]
    assert axes.lines[0].get_ydata().tolist() == [2.5, 1.5, 2.0]


def test_the_points_of_several_models_stand_beside_each_other():
    expected = {name: np.ones(3) for name in ("bg_nbd", "mbg_nbd", "pareto_nbd")}
    lines = panel(figures.frequency_check(BINS, expected), 0).lines
    assert lines[0].get_xdata()[0] < lines[1].get_xdata()[0] < lines[2].get_xdata()[0]


def test_conditional_expectations_are_means_within_the_bins():
    actual, predicted = np.array([0, 3, 0, 2, 4, 6]), np.array([0.5, 1.0, 0.0, 1.0, 3.0, 4.0])
    axes = panel(figures.conditional_expectations(BINS, actual, {"bg_nbd": predicted}, "repeats"), 0)
    assert [bar.get_height() for bar in axes.patches] == [1.0, 2.0, 5.0]
    assert axes.lines[0].get_ydata() == pytest.approx([0.5, 1.0, 3.5])
    assert [name.get_text() for name in axes.get_xticklabels()] == ["0\n3", "1\n1", "2+\n2"]


def test_tenths_stand_with_the_best_first():
    predicted = np.arange(20.0)
    axes = panel(figures.holdout_ranking(predicted, predicted, "purchases"), 1)
    heights = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in axes.patches}
    assert (heights[1], heights[10]) == (18.5, 0.5)


def test_the_foretold_order_is_never_above_the_actual_one():
    rng = np.random.default_rng(8)
    figure = figures.holdout_ranking(rng.random(200), rng.poisson(1.0, 200).astype(float), "purchases")
    best, own = (line.get_ydata() for line in panel(figure, 0).lines[:2])
    assert (own <= best + 1e-12).all()


@pytest.mark.parametrize("actual", [np.zeros(3), np.array([0.0, 0.0, 5.0])])
def test_a_holdout_with_hardly_a_purchase_can_be_drawn(actual):
    assert svg_bytes(figures.holdout_ranking(np.array([0.1, 0.1, 0.2]), actual, "purchases"))


def test_warnings_are_shown_against_what_came_and_beside_what_could_have_been_known():
    risk = np.linspace(0.0, 1.0, 100)
    figure = figures.warning_check({"churn_hazard": risk, "recency_alone": 1.0 - risk}, risk > 0.8)
    calibration, reach = panel(figure, 0), panel(figure, 1)
    assert calibration.lines[0].get_ydata().tolist() == [0.0] * 8 + [1.0] * 2
    assert reach.lines[0].get_ydata()[20] == pytest.approx(1.0)
    assert reach.lines[1].get_ydata()[80] == pytest.approx(0.0)


def test_warnings_of_nothing_that_came_can_be_drawn():
    assert svg_bytes(figures.warning_check({"churn_hazard": np.full(30, 0.2)}, np.zeros(30, bool)))

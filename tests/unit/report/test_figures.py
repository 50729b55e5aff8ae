import copy
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from hooper.comparison.paired_differences import PairedDifference
from hooper.report import figures
from hooper.report.figure_data import CohortRetention, RepeatCurves
from hooper.report.figure_list import draw_figures
from hooper.report.figures.palette import CAUSES, LINE_COLOURS, STAGES
from hooper.report.save_figures import png_bytes, save_figures, settle, svg_bytes

NAMES = {
    "for_whom",
    "ranking",
    "leaky_bucket",
    "satisfaction",
    "cohort_retention",
    "segments",
    "lifetime_value",
    "repeat_curves",
    "repeat_distribution",
    "estimator_scorecard",
    "parameter_ignorance",
    "customer_life",
    "certainty",
    "cumulative_gain",
    "pareto_front",
    "break_even",
    "where_each_wins",
}
CHECKS = {"tracking", "frequency_check", "conditional_expectations", "holdout_ranking", "warning_check"}
CHECKS |= {"score_matrix"}
BOOKS = {
    "bucket_flow",
    "cohort_triangle",
    "concentration_of_profit",
    "customer_pyramid",
    "lifecycle_curves",
    "whale_curve",
    "profit_waterfall",
    "service_level_against_load",
    "elasticity_tornado",
    "qini",
    "migration_flow",
}
SEGMENTATION = {"rfm_grid", "stage_timeline", "lv_quadrant", "lv_cube", "key_account_matrix"}
SENSITIVITY = {"gain_tornado", "morris_plane", "sobol_bars", "interaction_matrix", "winner_map"}


@pytest.fixture(scope="module", params=[figures.WIDE_INCHES, figures.PHONE_INCHES], ids=["wide", "phone"])
def drawn(request, content, draw_checks, draw_books, draw_segmentation, draw_schemes, draw_sensitivity):
    """All figures at one width, laid out: a report, models on a log, books, segments, sensitivity."""
    width = request.param
    all_figures = draw_figures(content, width) | draw_checks(width) | draw_books(width)
    all_figures |= draw_segmentation(width) | draw_schemes(width) | draw_sensitivity(width)
    for figure in all_figures.values():
        settle(figure)
        figure.draw_without_rendering()
    return request.param, all_figures


def test_every_figure_is_drawn_at_the_width_asked_for(drawn):
    width, all_figures = drawn
    # Those of a calibration have a test of their own, and panels are what they are made from.
    others = {name for name in figures.__all__ if name.startswith(("calibration", "identification"))}
    names = set(figures.__all__) - {"PHONE_INCHES", "WIDE_INCHES", "ProfilePanel", "TargetPanel"} - others
    assert set(all_figures) == NAMES | CHECKS | BOOKS | SEGMENTATION | SENSITIVITY == names
    assert {figure.get_size_inches()[0] for figure in all_figures.values()} == {width}


def test_no_text_is_cut_off_at_the_edge(drawn):
    _, all_figures = drawn
    cut = [
        (name, text, box.bounds)
        for name, figure in all_figures.items()
        for text, box in shown_texts(figure)
        if not is_inside(box, figure)
    ]
    assert cut == []


def is_inside(box: Bbox, figure: Figure) -> bool:
    page = figure.bbox.padded(1)
    return page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1


def test_no_two_texts_of_books_and_segments_overlap(drawn):
    _, all_figures = drawn
    overlaps = [
        (name, first, second)
        for name in BOOKS | SEGMENTATION | SENSITIVITY
        for (first, one), (second, other) in combinations(shown_texts(all_figures[name]), 2)
        if overlap(one, other)
    ]
    assert overlaps == []


def overlap(one: Bbox, other: Bbox) -> bool:
    """Boxes of texts have some air in them: they may share a point or two."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > 2 and high > 2


def shown_texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """All texts that are drawn, and their boxes."""
    hidden = hidden_ticks(figure)
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and id(text) not in hidden]
    seen = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_visible()]
    return [(text, box) for text, box in seen if text.strip() and box.width > 0]


def hidden_ticks(figure: Figure) -> set[int]:
    """Matplotlib keeps labels of ticks beyond the limits of an axis without drawing them."""
    drawn_ticks = {
        id(label)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if inside_limits(label, axis)
    }
    all_ticks = {
        id(label)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
        for label in (tick.label1, tick.label2)
    }
    return all_ticks - drawn_ticks


def inside_limits(label: Text, axis) -> bool:
    low, high = sorted(axis.get_view_interval())
    place = label.get_position()[0 if axis.axis_name == "x" else 1]
    return low <= place <= high


def test_every_panel_names_what_its_axes_measure(drawn):
    _, all_figures = drawn
    for name, figure in all_figures.items():
        for axes in figure.axes:
            said = (axes.get_xlabel(), axes.get_ylabel(), axes.get_title(loc="left"))
            assert any(said) or not axes.axison or not axes.yaxis.get_ticklocs().size, name


def test_equal_data_give_equal_bytes(content, tmp_path):
    pairs = [
        [draw(figures.ranking(content.ranking, content.currency)) for draw in (svg_bytes, png_bytes)]
        for _ in range(2)
    ]
    assert pairs[0] == pairs[1]
    assert b"<dc:date>" not in pairs[0][0]


def test_saved_figures_lie_as_svg_and_png_under_their_names(content, tmp_path):
    paths = save_figures({"segments": figures.segments(content.log.segments)}, tmp_path / "figures")
    assert [path.name for path in paths] == ["segments.svg", "segments.png"]
    assert paths[0].read_bytes().startswith(b"<?xml")
    assert paths[1].read_bytes().startswith(b"\x89PNG")


def test_drawing_leaves_the_data_as_they_were(content):
    before = copy.deepcopy(content.outcome)
    figures.leaky_bucket(content.outcome, content.baseline)
    figures.satisfaction(content.outcome, content.baseline)
    assert before.identical(content.outcome)


def test_figures_never_touch_the_state_of_pyplot():
    sources = Path(figures.__file__).parent.glob("*.py")
    assert not [path.name for path in sources if "pyplot" in path.read_text(encoding="utf-8")]


def panel(figure: Figure, position: int) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what these figures draw."""
    return figure.axes[position]


def test_the_forest_plot_shows_the_gains_in_the_order_of_the_ranking(content):
    axes = panel(figures.ranking(content.ranking, "USD"), 0)
    points = [line for line in axes.lines if line.get_marker() in "osD" and line.get_linestyle() == "None"]
    assert [line.get_xdata()[0] for line in points] == [row.gain.difference for row in content.ranking]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_without_an_interval_the_forest_plot_shows_a_hollow_point_and_no_bar(content):
    lone = PairedDifference("loyalty", "no_intervention", 1, "one_replication", difference=5.0)
    figure = figures.ranking([replace(content.ranking[0], gain=lone)], "USD")
    assert figures.ranking([], "USD").axes
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["not decided"]
    assert not any(line.get_linewidth() == 2.2 for line in figure.axes[0].lines)


def test_the_bars_of_the_bucket_add_up_to_the_leaks(content):
    axes = panel(figures.leaky_bucket(content.outcome, content.baseline), 2)
    left = sum(bar.get_width() for bar in axes.patches if bar.get_width() < 0)
    assert left == pytest.approx(-content.outcome["leaks"].mean("replication").sum().item())


def test_arrivals_count_from_the_branch_on(content):
    axes = panel(figures.leaky_bucket(content.outcome, content.baseline), 2)
    came = max(bar.get_width() for bar in axes.patches)
    arrivals = content.outcome["arrivals"].mean("replication").isel(period=slice(52, None)).sum("period")
    assert came == pytest.approx(arrivals.max().item())


def test_replications_that_a_strategy_has_not_had_are_none_without_arrivals(content):
    outcome = content.outcome
    last = outcome["replication"] == outcome["replication"][-1]
    dropped = outcome.where((outcome["strategy"] == content.baseline) | ~last)
    few = panel(figures.leaky_bucket(outcome.where(~last, drop=True), content.baseline), 2)
    axes = panel(figures.leaky_bucket(dropped, content.baseline), 2)

    def came(panel_of_flows):
        return [bar.get_width() for bar in panel_of_flows.patches if bar.get_width() > 0][1:]

    assert came(axes) == pytest.approx(came(few))


def test_the_band_of_the_repeat_curves_is_the_5_to_95_percent_of_the_worlds():
    weeks = np.arange(3.0)
    worlds = np.arange(101.0)[:, None] * np.ones(3)
    axes = panel(figures.repeat_curves(RepeatCurves(weeks, weeks, worlds, 1.0)), 0)
    heights = axes.collections[0].get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == (5.0, 95.0)


def test_ranks_of_a_strategy_fill_its_bar(content):
    axes = panel(figures.parameter_ignorance(content.ignorance, "USD"), 0)
    assert sum(bar.get_width() for bar in axes.patches) == pytest.approx(len(content.ignorance))


def test_a_cohort_seen_in_its_first_period_only_can_be_drawn():
    lone = CohortRetention(("1997-01",), np.array([3]), np.array([[1.0]]), "month")
    assert svg_bytes(figures.cohort_retention(lone))


@pytest.mark.parametrize("values", [np.zeros(3), np.array([-1.0, 1.0]), np.array([7.0])])
def test_lifetime_values_without_a_positive_total_can_be_drawn(values):
    assert svg_bytes(figures.lifetime_value(values, "USD"))


def test_dollar_signs_and_markup_in_names_are_drawn_as_they_stand(content):
    odd = replace(content.ranking[0].gain, strategy="$5 off_$10 <b>")
    figure = figures.ranking([replace(content.ranking[0], gain=odd)], "$")
    drawing = svg_bytes(figure)
    assert b"<b>" not in drawing
    assert "$5 off $10 <b>" in figure.axes[0].get_yticklabels()[0].get_text().replace("\\", "")


def test_colours_are_told_apart_by_lightness_or_hue_for_every_kind_of_eye():
    for colours in (LINE_COLOURS, tuple(CAUSES.values()), STAGES):
        assert len(set(colours)) == len(colours)
        for matrix in (np.eye(3), PROTANOPIA, DEUTERANOPIA):
            seen = np.array([matrix @ linear(colour) for colour in colours])
            distance = np.linalg.norm(seen[:, None] - seen[None, :], axis=2)
            assert distance[~np.eye(len(colours), dtype=bool)].min() > 0.04


# Machado, Oliveira & Fernandes (2009), severity 1.0, in linear RGB
PROTANOPIA = np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]])
DEUTERANOPIA = np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]])


def linear(colour: str) -> np.ndarray:
    coded = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)

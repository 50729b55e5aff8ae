"""What the figures of the bucket and of cohorts show; how they look is in test_figures."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.report import figures
from hooper.report.figure_data import CohortRetention, CohortTriangle
from hooper.report.figures.canvas import ROOM_FOR_TWO_INCHES
from hooper.report.figures.flow_bands import STEPS
from hooper.report.figures.palette import GREEN, SKY, cause_colours
from hooper.report.save_figures import svg_bytes

WIDTHS = [figures.WIDE_INCHES, figures.PHONE_INCHES]
CAUSES = ("service", "rival")


def panel(figure: Figure, position: int) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what these figures draw."""
    return figure.axes[position]


def leaky(arrivals, leaks, channels=("paid", "referred"), causes=CAUSES) -> LeakyBucket:
    came, left = np.array(arrivals), np.array(leaks)
    held = np.concatenate(([0], np.cumsum(came.sum(axis=1) - left.sum(axis=1))))
    return LeakyBucket(channels, causes, held, came, left)


TWO_MONTHS = leaky([[300, 100], [40, 0]], [[30, 60], [10, 80]])


def bands(axes, colour) -> list[Polygon]:
    wanted = colour.removeprefix("#")
    return [
        patch
        for patch in axes.patches
        if isinstance(patch, Polygon) and face(patch) == wanted and patch.get_alpha() is None
    ]


def face(patch) -> str:
    return "".join(f"{round(255 * part):02x}" for part in patch.get_facecolor()[:3])


def width_at_start(band: Polygon) -> float:
    """The outline runs along one edge and back on the other: it starts and ends at one end of the band."""
    points = band.get_xy()
    return abs(points[0, 1] - points[-2, 1])


@pytest.mark.parametrize("width", WIDTHS)
def test_bands_are_as_wide_as_customers_are_many_in_and_out(width):
    axes = panel(figures.bucket_flow(TWO_MONTHS, "month", width_inches=width), 1)
    inflows = [width_at_start(band) for band in bands(axes, GREEN)]
    colours = cause_colours(list(CAUSES))
    leaks = [width_at_start(band) for cause in CAUSES for band in bands(axes, colours[cause])]
    assert np.array([*inflows, *leaks]) / inflows[1] == pytest.approx(np.array([340, 100, 40, 140]) / 100)


def test_a_band_keeps_its_width_around_the_turn():
    (band,) = bands(panel(figures.bucket_flow(leaky([[50, 0]], [[0, 0]]), "month"), 1), GREEN)
    one_edge, other_edge = np.split(band.get_xy()[:-1], 2)
    apart = np.linalg.norm(one_edge - other_edge[::-1], axis=1)
    assert apart[STEPS:] == pytest.approx(width_at_start(band))


def test_the_ends_of_bands_say_who_and_how_many():
    texts = said(figures.bucket_flow(TWO_MONTHS, "month"))
    assert {"paid 340", "referred 100", "40 service", "140 rival"} <= texts
    assert {"0 at the start", "260 at the end"} <= texts


def said(figure: Figure) -> set[str]:
    return {" ".join(text.get_text().split()) for text in panel(figure, 1).texts}


def test_flows_are_those_of_the_span_and_the_level_is_of_all_time():
    figure = figures.bucket_flow(TWO_MONTHS, "month", start=1)
    assert said(figure) == {"paid 40", "10 service", "80 rival", "310 at the start", "260 at the end"}
    assert panel(figure, 0).lines[0].get_ydata().tolist() == [0, 310, 260]
    assert panel(figure, 1).get_title(loc="left") == "who came and who left, months 1 to 2"


def test_the_bucket_is_full_at_the_most_ever_held():
    axes = panel(figures.bucket_flow(TWO_MONTHS, "month", start=1), 1)
    (water,) = (patch for patch in axes.patches if patch.get_alpha() and face(patch) == SKY.removeprefix("#"))
    rim = max(y for line in axes.lines for y in line.get_ydata())
    assert water.get_xy()[:, 1].max() == pytest.approx(rim * 260 / 310)
    assert "full at 310" in axes.get_xlabel()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_bucket_into_which_nobody_came_says_so(width):
    for periods in (0, 3):
        empty = leaky(np.zeros((periods, 2), int), np.zeros((periods, 2), int))
        figure = figures.bucket_flow(empty, "month", width_inches=width)
        assert {"nobody came", "nobody left"} <= said(figure)
        assert svg_bytes(figure)


@pytest.mark.parametrize("width", WIDTHS)
def test_many_causes_with_long_names_stand_below_each_other_within_the_page(width):
    causes = tuple(f"a_cause_with_a_long_name_{k}" for k in range(14))
    bucket = leaky([[900]], [[300, *range(1, 14)]], ("the_one_and_only_channel",), causes)
    figure = figures.bucket_flow(bucket, "month", width_inches=width)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in panel(figure, 1).texts if "cause" in text.get_text()]
    assert len(boxes) == 14
    assert all(upper.y0 > lower.y1 - 2 for upper, lower in pairwise(boxes))
    assert max(box.x1 for box in boxes) <= figure.bbox.x1


def triangle(values, cohorts=None) -> CohortTriangle:
    values = np.array(values, dtype=np.float64)
    names = cohorts or tuple(f"2004-{k + 1:02d}" for k in range(len(values)))
    return CohortTriangle(names, np.full(len(values), 7), values, "month", "entry", "profit (USD)")


def numbers(figure: Figure) -> list[str]:
    return [text.get_text() for text in panel(figure, 0).texts]


def test_cells_carry_their_numbers_where_they_fit_and_nothing_where_the_record_ended():
    figure = figures.cohort_triangle(triangle([[-12.0, 1234.0], [-0.4, np.nan]]))
    assert numbers(figure) == ["\N{MINUS SIGN}12", "1.23k", "0", ""]
    assert [name.get_text() for name in panel(figure, 0).get_yticklabels()] == ["2004-01 (7)", "2004-02 (7)"]


def test_without_room_for_numbers_losses_are_hatched_and_the_legend_says_so():
    values = np.full((3, 40), 100.0)
    values[1, 4] = values[2, 9] = -1.0
    figure = figures.cohort_triangle(triangle(values), figures.PHONE_INCHES)
    hatched = [cell for cell in panel(figure, 0).patches if isinstance(cell, Rectangle) and cell.get_hatch()]
    assert [cell.get_xy() for cell in hatched] == [(3.5, 0.5), (8.5, 1.5)]
    assert numbers(figure) == []
    assert "below zero" in panel(figure, 1).get_xlabel()


def test_colours_span_what_comes_after_the_period_of_entry():
    axes = panel(figures.cohort_triangle(triangle([[-900.0, 30.0, 50.0], [-800.0, 40.0, np.nan]])), 0)
    assert axes.collections[0].get_clim() == (0.0, 50.0)


def test_retention_is_the_triangle_of_shares_in_per_cent():
    shares = np.array([[1.0, 0.25, 0.2], [1.0, 0.3, np.nan]])
    cohorts = CohortRetention(("1997-01", "1997-02"), np.array([20, 1000]), shares, "month")
    figure = figures.cohort_retention(cohorts)
    assert numbers(figure) == ["100", "25", "20", "100", "30", ""]
    assert panel(figure, 0).collections[0].get_clim() == (0.0, 30.0)
    assert [name.get_text() for name in panel(figure, 0).get_yticklabels()][1] == "1997-02 (1,000)"


@pytest.mark.parametrize("values", [[[1.0]], [[np.nan]], [[0.0, 0.0]], [[-3.0, -2.0]]])
def test_the_smallest_triangles_can_be_drawn(values):
    assert svg_bytes(figures.cohort_triangle(triangle(values)))


def test_many_cohorts_are_named_one_in_some_and_stay_on_a_page():
    figure = figures.cohort_triangle(triangle(np.ones((120, 120))))
    assert 10 < len(panel(figure, 0).get_yticklabels()) < 60
    assert figure.get_figheight() < 10.0
    assert figure.get_figwidth() > ROOM_FOR_TWO_INCHES

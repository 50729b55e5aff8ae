"""The page of a study of many worlds: its maps, its tables, and the way to the reports."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import xarray as xr

from hooper.report.content import Quantity
from hooper.report.figures import PHONE_INCHES, WIDE_INCHES
from hooper.report.pictures import Picture, rendered
from hooper.report.save_figures import settle
from hooper.report.winners_table import winners_table
from hooper.report.worlds_content import WinnerMap, WorldsContent
from hooper.report.worlds_page import draw_maps, worlds_answer, write_worlds_report

NAMES = ("no_intervention", "structural_bonds", "random_offer")


def where(boundary, *, sure=True):
    """Winners by price and horizon: bonds below a price, the baseline above it."""
    prices, horizons = [0.0, 0.5, 1.0, 2.0, 4.0], [13, 26, 39, 52, 65, 78, 91, 104]
    winner = np.repeat(np.array(prices)[:, None] < boundary, len(horizons), axis=1).astype(int)
    plane = ("price_factor", "horizon")
    return xr.Dataset(
        {
            **{"winner": (plane, winner), "lead": (plane, 100.0 + winner)},
            "is_sure": (plane, np.full(winner.shape, sure)),
        },
        {"price_factor": prices, "horizon": horizons, "strategy": list(NAMES)},
    )


def winner_row(point, level, strategy) -> dict[str, Any]:
    gains = dict.fromkeys(("difference", "low", "high", "lead", "lead_low", "lead_high"), 5.0)
    about = {"world": "retail", "point": point, "loyalty.competition": level, "strategy": strategy}
    return about | {"second": "random_offer"} | gains


@pytest.fixture
def content():
    panels = {f"competition {level}": where(3 * level) for level in (0.2, 0.6, 0.9)}
    place = {"world": "retail", "point": 0, "loyalty.competition": 0.2, "price_factor": 1.0, "horizon": 13}
    place |= {"winner": "structural_bonds", "lead": 3.0, "is_sure": True}
    levels = {"levers.offer_value": 0.3}
    return WorldsContent(
        title="Competition",
        question="Which strategy wins where?",
        currency="USD",
        baseline="no_intervention",
        strategies=NAMES,
        design=(Quantity("worlds", 3),),
        winners=(
            winner_row(0, 0.2, "no_intervention"),
            winner_row(1, 0.6, "structural_bonds"),
            winner_row(2, 0.9, "structural_bonds"),
        ),
        places=(place,),
        maps=(WinnerMap("where_each_wins_retail", "retail", "loyalty.competition", levels, panels, "month"),),
        reports={"retail-0": "worlds/retail-0/report.html"},
    )


def drawn(content, width) -> Any:
    [figure] = draw_maps(content, width).values()
    settle(figure)
    figure.draw_without_rendering()
    return figure


def texts(axes):
    return [text.get_text() for text in axes.texts]


def legend(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def test_there_is_a_panel_a_level_and_a_letter_for_every_colour(content):
    figure = drawn(content, WIDE_INCHES)
    assert [axes.get_title(loc="left") for axes in figure.axes] == list(content.maps[0].panels)
    assert [texts(axes).count("B") for axes in figure.axes] == [16, 24, 32]
    assert all(texts(axes).count("A") == 40 - texts(axes).count("B") for axes in figure.axes)
    assert "months" in figure.axes[0].get_xlabel()


def test_who_never_wins_is_not_in_the_legend_and_not_sure_only_where_it_is_so(content):
    assert legend(drawn(content, WIDE_INCHES)) == ["A  no intervention", "B  structural bonds"]
    [one] = content.maps
    panels = dict(one.panels) | {"competition 0.9": where(2.7, sure=False)}
    unsure = drawn(replace(content, maps=(replace(one, panels=panels),)), WIDE_INCHES)
    assert legend(unsure)[-1] == "not sure"
    hatched = [sum(bool(cell.get_hatch()) for cell in axes.patches) for axes in unsure.axes]
    assert hatched == [0, 0, 40]


def test_a_strategy_has_the_colour_and_the_letter_it_has_on_other_maps_of_the_page(content):
    [one] = content.maps
    other = replace(one, name="other", panels={"competition 0.9": where(9.0)})
    first, second = draw_maps(replace(content, maps=(one, other)), WIDE_INCHES).values()
    cells = [figure.axes[-1].patches[0].get_facecolor() for figure in (first, second)]
    assert cells[0] == cells[1]
    assert legend(second) == ["B  structural bonds"]


@pytest.mark.parametrize("width", [WIDE_INCHES, PHONE_INCHES])
def test_every_text_of_a_map_is_inside_it(content, width):
    figure = drawn(content, width)
    labels = [*figure.axes, *figure.legends]
    page = figure.bbox.padded(1)
    for each in labels:
        box = each.get_tightbbox()
        assert page.x0 <= box.x0 < box.x1 <= page.x1
        assert page.y0 <= box.y0 < box.y1 <= page.y1


def test_the_answer_counts_the_worlds_of_each_winner(content):
    assert (
        worlds_answer(content) == "Of 3 worlds, structural bonds is best in 2, no intervention is best in 1; "
        "the lead over the second is sure in 3."
    )
    nobody = tuple(row | {"strategy": None} for row in content.winners)
    assert worlds_answer(replace(content, winners=nobody)) == "No world can be compared."


def test_the_page_shows_maps_winners_and_the_way_to_the_reports(content, tmp_path):
    page = write_worlds_report(content, tmp_path).read_text()
    assert 'alt="Map of the winning strategy in retail by horizon and by price of the levers' in page
    assert "competition 0.2, competition 0.6, competition 0.9" in page
    assert "Retail, by loyalty.competition, where levers.offer_value is 0.3." in page
    assert '<a href="worlds/retail-0/report.html">retail-0</a>' in page
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    figure = "figures/where_each_wins_retail"
    assert files == {
        *("report.html", f"{figure}.svg", f"{figure}.png"),
        *("tables/winners.csv", "tables/where_each_wins.csv"),
    }


def test_equal_content_gives_equal_bytes(content, tmp_path):
    one, other = (write_worlds_report(content, tmp_path / name).read_bytes() for name in ("one", "other"))
    assert one == other


def test_a_page_without_maps_has_neither_section_nor_link(content, tmp_path):
    page = write_worlds_report(replace(content, maps=(), places=()), tmp_path).read_text()
    assert "map" not in page.split("</head>")[1]
    assert not (tmp_path / "tables" / "where_each_wins.csv").exists()


def test_names_of_worlds_and_factors_are_escaped(content):
    harmful = '<script>alert("x")</script>'
    [one] = content.maps
    bad = replace(
        content,
        title=harmful,
        question=harmful,
        maps=(replace(one, varied=harmful, held={harmful: harmful}),),
        reports={harmful: harmful},
    )
    dot = Picture("data:,", (1, 1), "data:,", (1, 1))
    winners = winners_table(bad.winners, "USD")
    told = {"content": bad, "answer": harmful, "winners": winners, "pictures": {one.name: dot}}
    page = rendered("worlds.html.j2", told)
    assert "<script" not in page

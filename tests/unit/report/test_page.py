import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from hooper.report.content import Manifest, Quantity
from hooper.report.figure_list import draw_figures
from hooper.report.page import render_page, write_report
from hooper.report.pictures import Picture

DOT = Picture("data:image/svg+xml;base64,", (1, 1), "data:image/svg+xml;base64,", (1, 1))
SECTIONS = (
    "answer why bucket for-whom levers life evidence replications risk ignorance world log reproduction"
    " estimators manifest".split()
)
VOID = {"meta", "link", "img", "source", "br"}


class Outline(HTMLParser):
    """What a browser would be asked to do: tags, ids, attributes, and whether all tags are closed."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.attributes, self.open = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def render(content):
    pictures = dict.fromkeys(draw_names(content), DOT)
    return render_page(content, pictures)


def draw_names(content):
    names = ["ranking", "leaky_bucket", "satisfaction"]
    if content.has_rivals:
        names += ["certainty", "cumulative_gain", "pareto_front", "break_even", "where_each_wins"]
    names += ["cohort_retention", "segments", "lifetime_value"] if content.log else []
    names += ["repeat_curves", "repeat_distribution"] if content.reproduction else []
    names += ["estimator_scorecard"] if content.scores else []
    names += ["for_whom"] if content.for_whom else []
    names += ["parameter_ignorance"] if content.ignorance else []
    return names + (["customer_life"] if content.life else [])


@pytest.fixture(scope="module")
def html(content):
    return render(content)


def test_every_section_is_there_once_and_in_the_contents(html):
    outline = Outline(html)
    assert [name for name in outline.ids if name in SECTIONS] == SECTIONS
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    links = {value for tag, name, value in outline.attributes if (tag, name) == ("a", "href")}
    assert links == {f"#{name}" for name in (*SECTIONS, "main")}


def test_the_answer_and_the_figures_of_the_ranking_stand_in_the_page(html):
    assert "More service capacity raises customer equity most: by 22,227 USD" in html
    for shown in (
        "+21,005",
        "+23,449",
        "57.2 %",
        "10,877",
        "44,000",
        "0.51",
        "76.7 %",
        "\N{MINUS SIGN}10,383",
    ):
        assert shown in html


def test_nothing_is_fetched_and_nothing_runs(html):
    outline = Outline(html)
    assert not {"script", "iframe", "object", "embed", "form", "base"} & set(outline.tags)
    assert not [name for _, name, _ in outline.attributes if name.startswith("on")]
    for _, name, value in outline.attributes:
        if name in ("src", "srcset", "href"):
            assert value.startswith(("data:", "#"))
    assert not re.search(r"url\(|@import|https?://", html)


def test_the_content_policy_allows_our_style_sheet_and_no_other(html):
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in html or f"style-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html


def test_every_label_is_escaped(content):
    attack = "<img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"
    names = [
        attack if name == "loyalty_programme" else name for name in content.outcome["strategy"].to_numpy()
    ]
    outcome = content.outcome.assign_coords(strategy=names)
    rows = [
        replace(row, gain=replace(row.gain, strategy=attack)) if row.strategy == "loyalty_programme" else row
        for row in content.ranking
    ]
    marked = replace(
        content,
        title=attack,
        question=attack,
        outcome=outcome,
        ranking=tuple(rows),
        design=(Quantity(attack, attack, attack),),
        log=replace(content.log, name=attack),
        life=replace(content.life, customer=attack, ending=attack),
        manifest=Manifest(1, attack, {attack: attack}, {attack: attack}, {attack: attack}),
    )
    html = render(marked)
    assert Outline(html).tags.count("img") == Outline(render(content)).tags.count("img")
    assert "<img src=x" not in html
    assert "{{ 7 * 7 }}" in html


def test_parts_that_are_missing_leave_neither_section_nor_link(content):
    lone = content.outcome.isel(replication=[0])
    bare = replace(
        content,
        **{"log": None, "reproduction": None, "scores": (), "life": None, "ignorance": ()},
        **{"for_whom": (), "outcome": lone},
    )
    outline = Outline(render(bare))
    assert [
        name for name in outline.ids if name in SECTIONS
    ] == "answer why bucket levers evidence replications world manifest".split()
    assert set(draw_figures(bare, 7.6)) == set(draw_names(bare))


def test_headings_and_tables_have_the_roles_that_screen_readers_need(html):
    outline = Outline(html)
    assert outline.tags.count("h1") == 1
    assert outline.tags.count("figcaption") == outline.tags.count("img") == 17
    assert outline.tags.count("caption") == outline.tags.count("table")
    alternatives = [value for tag, name, value in outline.attributes if (tag, name) == ("img", "alt")]
    assert all(len(text) > 20 for text in alternatives)


@pytest.mark.slow
def test_equal_content_gives_equal_bytes_in_every_file(content, tmp_path):
    trees = []
    for name in ("first", "second"):
        page = write_report(content, tmp_path / name)
        files = sorted(path for path in page.parent.rglob("*") if path.is_file())
        trees.append({str(path.relative_to(page.parent)): path.read_bytes() for path in files})
    assert trees[0] == trees[1]
    assert {"report.html", "figures/ranking.svg", "figures/ranking.png", "tables/ranking.csv"} <= set(
        trees[0]
    )


def test_every_heading_is_one_level_below_the_one_it_belongs_to(html):
    levels = [int(tag[1]) for tag in Outline(html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


def test_whoever_reads_it_is_told_how_sure_it_is_why_and_how_to_reproduce_it(html):
    text = unescape(html).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "more service capacity is the best in 100 % of samples drawn again from the 20 replications" in text
    )
    assert "Over 30 draws of what is not known of the world it is the best in 77 %" in text
    assert "fewer customers than no intervention" in text
    assert "hooper compare study.toml --seed 20250101" in text
    assert "5e" * 32 in text


@pytest.mark.parametrize("period", ["week", "month"])
def test_time_counts_in_the_periods_of_the_world(content, period):
    of_world = replace(content, period=period, life=None, log=None, reproduction=None)
    html = render(of_world)
    assert f"after {period}s" in html
    assert f"horizon, {period}s" in html
    drawn = draw_figures(of_world, 7.6)
    told = {
        name: {axes.get_xlabel() for axes in drawn[name].axes}
        for name in ("leaky_bucket", "satisfaction", "cumulative_gain", "where_each_wins")
    }
    assert all(any(period in axis for axis in axes) for axes in told.values())
    other = {"week": "month", "month": "week"}[period]
    assert not any(other in axis for axes in told.values() for axis in axes)

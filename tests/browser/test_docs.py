"""The documentation in a real browser: it asks nobody for anything, leads nowhere wrong, and fits a phone."""

import fcntl
import re
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BUILD = ROOT / "docs" / "_build"
PAGES = ["docs/index", "docs/start", "docs/own_strategy", "docs/departments", "docs/oracles", "README"]
PAGES += [
    "docs/default_world",
    "docs/reference",
    "docs/reference/targeting",
    "experiments/which_retention_strategy/README",
]


@pytest.fixture(scope="module")
def site():
    """The built pages; workers of the tests build in turn, and all but the first have little to do."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "one-at-a-time").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        where = ["--conf-dir", "docs", "--doctree-dir", str(BUILD / "doctrees"), ".", str(BUILD / "html")]
        command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", *where]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return BUILD / "html"


class Page(HTMLParser):
    """What a page links to, what it loads, where it can be linked to, and its headings."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.places, self.levels = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.places |= {about["id"]} if about.get("id") else set()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a" and about.get("href"):
            self.links.append(about["href"])
        loaded = about.get("src") or (about.get("href") if tag == "link" else None)
        self.loads += [loaded] if loaded else []


@pytest.fixture(scope="module")
def pages(site):
    return {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_nothing_is_loaded_from_another_host(site, pages):
    loaded = {load for page in pages.values() for load in page.loads}
    assert {load for load in loaded if urlsplit(load).netloc} == set()
    sheets = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert not [
        each
        for sheet in sheets
        for each in re.findall(r"url\(['\"]?(?:https?:)?//[^)]*|@import[^;]*//", sheet)
    ]


def test_every_link_within_the_pages_leads_somewhere(pages):
    broken = defaultdict(set)
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_page = target in pages and path.name not in {
                "search.html",
                "genindex.html",
                "py-modindex.html",
            }
            if not target.exists() or (
                is_page and parts.fragment and unquote(parts.fragment) not in pages[target].places
            ):
                broken[path.name].add(link)
    assert dict(broken) == {}


def test_every_page_has_one_title_and_leaves_no_heading_out(pages):
    wrong = {}
    for path, page in pages.items():
        steps = [after - before for before, after in zip(page.levels, page.levels[1:], strict=False)]
        if page.levels and (page.levels.count(1) != 1 or max(steps, default=0) > 1):
            wrong[path.name] = page.levels
    assert wrong == {}


def test_formulas_are_drawings_that_say_what_they_show(site):
    laws = (site / "docs" / "default_world.html").read_text(encoding="utf-8")
    assert laws.count('<svg role="img" aria-label="') > 50
    assert [
        path.name for path in site.rglob("*.html") if 'class="math notranslate' in path.read_text("utf-8")
    ] == []


def test_the_door_leads_to_the_first_page(site):
    assert 'url=docs/index.html"' in (site / "index.html").read_text()


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_no_wider_than_its_window(name, width, site, chromium):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    requests, complaints = [], []
    page.on("request", lambda asked: requests.append(asked.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((site / f"{name}.html").as_uri())
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    cut = page.evaluate(
        """() => [...document.querySelectorAll('article img')].filter(
            image => !image.naturalWidth || image.getBoundingClientRect().right > innerWidth + 1).length"""
    )
    page.close()
    assert [each for each in requests if not each.startswith("file:")] == []
    assert complaints == []
    assert wide <= window
    assert cut == 0

"""The page with sliders in a real browser, at the width of a desk and of a phone, in both languages."""

import json
import signal
import subprocess

import pytest

from hooper.explore.labels import CHINESE
from tests.command_line import COMMAND

pytestmark = pytest.mark.slow
PATIENCE_MS = 300_000  # the first to open the page waits until the laws are compiled, on a busy machine too


@pytest.fixture(scope="module")
def address():
    """Where a page for a small world is served; it is ended as a user ends it."""
    command = [*COMMAND, "explore", "--no-browser", "--port", "0", "--population", "200", "--json"]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert serving.stdout is not None
    yield json.loads(serving.stdout.readline())["address"]
    serving.send_signal(signal.SIGINT)
    _, said = serving.communicate(timeout=60)
    assert (serving.returncode, said) == (0, "")


@pytest.fixture(scope="module", params=[1280, 390], ids=["desk", "phone"])
def visit(request, chromium, address):
    """The opened page with its first answer, every address it asked for, and what went wrong in it."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    requests, complaints = [], []
    page.on("request", lambda asked: requests.append(asked.url))
    page.on("websocket", lambda asked: requests.append(asked.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_page(page, address)
    yield page, requests, complaints
    page.close()


def open_page(page, address):
    """Open the page, once it is served, and wait for its first answer."""
    for _ in range(100):
        try:
            page.goto(address)
            break
        except Exception as error:
            assert "ERR_CONNECTION_REFUSED" in str(error)
            page.wait_for_timeout(300)
    page.wait_for_selector(".hooper-answer table")


def changed(page, before):
    """Wait until the ranking is another one."""
    page.wait_for_function(
        "before => { const table = document.querySelector('.hooper table');"
        " return table && table.innerText !== before; }",
        arg=before,
    )


def no_wider_than_its_window(page):
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return wide <= window


def test_the_first_answer_has_a_bucket_and_a_ranking(visit):
    page, _, _ = visit
    assert "your plan" in page.locator(".hooper table").inner_text()
    assert "200 customers, 4 paired replications" in page.locator(".hooper p.small").inner_text()
    drawing = page.locator(".hooper svg[role=img]")
    assert drawing.bounding_box()["width"] > 300
    assert "customers at the start" in drawing.get_attribute("aria-label")
    assert no_wider_than_its_window(page)


@pytest.mark.parametrize(
    ("place", "key"),
    # With all money for newcomers nobody would get an offer: the split goes the other way.
    [(0, "End"), (1, "End"), (2, "Home"), (3, "End")],
    ids=["competition", "service", "split", "targeting"],
)
def test_every_slider_is_moved_by_keyboard_and_changes_the_answer(visit, place, key):
    page, _, _ = visit
    before = page.locator(".hooper table").inner_text()
    slider = page.get_by_role("slider").nth(place)
    value = slider.get_attribute("aria-valuenow")
    slider.focus()
    page.keyboard.press(key)
    changed(page, before)
    assert slider.get_attribute("aria-valuenow") != value


def test_the_last_answer_stays_until_the_next_is_there(visit):
    page, _, _ = visit
    page.evaluate(
        "() => { window.absent = 0; new MutationObserver(() => {"
        " if (!document.querySelector('.hooper-answer table')) window.absent += 1; })"
        ".observe(document.body, {childList: true, subtree: true}); }"
    )
    before = page.locator(".hooper table").inner_text()
    page.get_by_role("slider").nth(0).focus()
    page.keyboard.press("Home")
    changed(page, before)
    assert page.evaluate("window.absent") == 0


def test_sliders_have_names(visit):
    page, _, _ = visit
    for name in ("Competition", "Service capacity", "Budget split", "Offer targeting"):
        assert page.get_by_role("slider", name=name).count() == 1


def test_the_tab_key_reaches_the_switch_and_every_slider_and_shows_where_it_is(visit):
    page, _, _ = visit
    page.evaluate("document.activeElement.blur()")
    reached, outlines = [], set()
    for _ in range(12):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "(() => { let at = document.activeElement;"
            " while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;"
            " return [at.getAttribute('role') + (at.getAttribute('aria-label') || '')"
            " + (at.getAttribute('aria-valuemax') || '') + (at.getAttribute('aria-valuemin') || ''),"
            " getComputedStyle(at).outline]; })()"
        )
        reached.append(name)
        if name.startswith(("radio", "slider")):
            outlines.add(outline)
    assert any(each.startswith("radio") for each in reached)
    assert len({each for each in reached if each.startswith("slider")}) == 4
    assert outlines == {"rgb(27, 31, 36) solid 3px"}


def test_another_language_keeps_the_sliders_where_they_are(visit):
    page, _, _ = visit

    def stand():
        return page.get_by_role("slider").evaluate_all("all => all.map(one => one.ariaValueNow)")

    before = stand()
    page.get_by_role("radio", name="中文").click()
    page.wait_for_selector(".hooper-answer:has-text('您的方案')")
    assert stand() == before
    assert page.locator(".hooper[lang=zh] h1").inner_text() == CHINESE.title
    assert no_wider_than_its_window(page)


def test_nobody_else_is_asked_for_anything(visit, address):
    _, requests, _ = visit
    here = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in requests if not url.startswith(here)] == []


def test_nothing_goes_wrong_in_the_browser(visit):
    _, _, complaints = visit
    assert complaints == []

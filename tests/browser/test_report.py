"""The report in a real browser, at the width of a desk and of a phone."""

import pytest

pytestmark = pytest.mark.slow
FIGURES = 17


@pytest.fixture(scope="module", params=[1280, 390], ids=["desk", "phone"])
def visit(request, chromium, report):
    """The opened page, every address it asked for, and everything it complained of."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    requests, complaints = [], []
    page.on("request", lambda asked: requests.append(asked.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(report.as_uri())
    yield page, requests, complaints
    page.close()


def test_the_page_is_no_wider_than_its_window(visit):
    page, _, _ = visit
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window


def test_nothing_sticks_out_and_no_table_needs_scrolling(visit):
    page, _, _ = visit
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const shown = [...document.querySelectorAll('main *, header *')].filter(
                part => part.getClientRects().length && !part.closest('thead'));
            const out = shown.filter(part => part.getBoundingClientRect().right > width + 1);
            const cut = [...document.querySelectorAll('.table')].filter(
                part => part.scrollWidth > part.clientWidth);
            return [...out, ...cut].map(part => part.outerHTML.slice(0, 120));
        }"""
    )
    assert found == []


def test_every_figure_is_loaded_and_visible_in_its_own_proportions(visit):
    page, _, _ = visit
    images = page.locator("figure img")
    assert images.count() == FIGURES
    for image in images.all():
        image.scroll_into_view_if_needed()
        assert image.is_visible()
        natural = image.evaluate("image => [image.naturalWidth, image.naturalHeight]")
        box = image.bounding_box()
        assert min(natural) > 0
        assert box["width"] > 250
        assert box["width"] / box["height"] == pytest.approx(natural[0] / natural[1], rel=0.02)


def test_the_phone_gets_figures_drawn_for_it(visit):
    page, _, _ = visit
    narrow = page.viewport_size["width"] < 640
    widths = page.eval_on_selector_all("figure img", "images => images.map(image => image.naturalWidth)")
    assert all((width < 400) == narrow for width in widths)


def test_text_is_large_enough_to_read(visit):
    page, _, _ = visit
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('main *, header *')]
            .filter(part => part.children.length === 0 && part.textContent.trim() && part.offsetParent)
            .map(part => parseFloat(getComputedStyle(part).fontSize)))"""
    )
    assert smallest >= 13


def test_nothing_is_asked_of_anyone_else(visit, report):
    _, requests, _ = visit
    assert [url for url in requests if not url.startswith("data:")] == [report.as_uri()]


def test_the_browser_has_nothing_to_complain_of(visit):
    _, _, complaints = visit
    assert complaints == []


def test_every_link_of_the_contents_leads_to_its_section(visit):
    page, _, _ = visit
    for link in page.locator("nav a").all():
        link.click()
        section = page.locator(link.get_attribute("href"))
        assert section.is_visible()
        assert section.locator("h2, h3").first.inner_text()


def test_a_script_smuggled_into_the_page_would_not_run(chromium, report, tmp_path):
    attacked = tmp_path / "attacked.html"
    html = report.read_text(encoding="utf-8")
    attacked.write_text(
        html.replace("</main>", "<script>document.title = 'taken'</script></main>"), encoding="utf-8"
    )
    page = chromium.new_page()
    page.goto(attacked.as_uri())
    assert page.title() == "Which retention strategy?"
    page.close()


def test_the_keyboard_comes_first_to_a_link_past_the_contents(chromium, report):
    page = chromium.new_page()
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_on_paper_nothing_is_wider_or_taller_than_a_page_and_what_is_folded_is_named(chromium, report):
    page = chromium.new_page(viewport={"width": 680, "height": 1000})  # A4 less its margins, in CSS pixels
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    out = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *')]
            .filter(part => part.getClientRects().length)
            .filter(part => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(part => part.outerHTML.slice(0, 120))"""
    )
    assert out == []
    tallest = page.eval_on_selector_all(
        "figure", "figures => Math.max(...figures.map(figure => figure.getBoundingClientRect().height))"
    )
    assert tallest < 1000
    named = page.eval_on_selector_all(
        "summary", "all => all.map(one => getComputedStyle(one, '::after').content)"
    )
    assert all("in tables/" in text for text in named)
    page.close()

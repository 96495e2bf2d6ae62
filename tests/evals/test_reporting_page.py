"""The report in Chromium, opened from disk: it asks nobody for anything, filters, marks, and fits a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evals.reporting import html_report
from tests.evals.reporting_results import DOCUMENTS, HARBOUR, drawn_rows, failed_rows, results

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    run = results([*failed_rows(), *drawn_rows(40)], {"lost-1": "It is missing."})
    path.write_text(html_report(run, DOCUMENTS), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_report(browser, report):
    """Opens the report; at the end no page may have complained or asked for anything but the file."""
    problems: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, **settings) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: problems.append(said.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on("request", lambda sent: asked(sent.url))
        page.goto(report)
        return page

    def asked(address: str) -> None:
        if address.partition("#")[0] != report:
            problems.append(address)

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def failure(page: Page, name: str):
    """The entry of one failed question, opened."""
    entry = page.locator("details.failure").filter(has=page.locator(f".facts code:text-is('{name}')"))
    if entry.get_attribute("open") is None:
        entry.locator("summary").click()
    return entry


def shown(page: Page) -> int:
    return page.locator("details.failure:not([hidden])").count()


def test_it_opens_from_disk_and_shows_figures_and_plots(open_report):
    page = open_report()
    expect(page.locator("h1")).to_have_text("invented <news>")
    table = page.locator(".split-0 table").first
    expect(table).to_contain_text("groundwire")
    expect(table.locator("td.best").first).to_contain_text("★")
    assert page.locator("svg.plot:visible").count() == 5
    for drawing in page.locator("svg.plot:visible").all():
        assert drawing.bounding_box()["height"] > 100


def test_the_policy_forbids_what_the_page_does_not_do(browser, report):
    # Not opened by the fixture: Chromium says on the console what it refuses, which is what is wanted here.
    page = browser.new_page()
    page.goto(report)
    refused = page.evaluate(
        "new Promise((done) => {document.addEventListener('securitypolicyviolation', (event) =>"
        " done(event.effectiveDirective)); new Image().src = 'data:image/png;base64,AAAA'})"
    )
    assert refused == "img-src"
    page.evaluate(
        "() => {const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "document.body.append(script)}"
    )
    assert page.evaluate("window.ran") is None
    page.close()


def test_the_split_is_switched_by_click_and_by_arrow_key(open_report):
    page = open_report()
    expect(page.locator(".split-0")).to_be_visible()
    expect(page.locator(".split-1")).to_be_hidden()
    page.locator("label:has(#split-1)").click()
    expect(page.locator(".split-1")).to_be_visible()
    expect(page.locator(".split-0")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".split-2")).to_be_visible()
    expect(page.locator(".split-1")).to_be_hidden()


def test_the_filter_works_by_click(open_report):
    page = open_report()
    everything = shown(page)
    refused = page.locator("label:has(input[value=refused])")
    number = int(refused.locator("small").inner_text())
    refused.click()
    assert 0 < number < everything
    assert shown(page) == number
    expect(page.locator("#count")).to_have_text(f"{number} of {everything} shown")
    page.locator("select[name=kind]").select_option("number")
    narrowed = shown(page)
    assert narrowed < number
    assert f"number ({narrowed})" in page.locator("select[name=kind]").inner_text()
    page.get_by_role("button", name="Clear filters").click()
    assert shown(page) == everything
    page.locator("select[name=split]").select_option("development")
    assert 0 < shown(page) < everything


def test_the_filter_works_by_keyboard(open_report):
    page = open_report()
    everything = shown(page)
    page.locator("input[name=sort]").first.focus()
    page.keyboard.press("ArrowRight")
    assert 0 < shown(page) < everything
    page.keyboard.press("ArrowLeft")
    assert shown(page) == everything
    page.locator("input[type=search]").focus()
    page.keyboard.type("DENIED costs")
    assert shown(page) == 1
    expect(page.locator("details.failure:visible h3")).to_contain_text("Who denied <script>")
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "invented <news>"
    page.keyboard.press("Control+a")
    page.keyboard.type("no question has these words")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#nothing button").press("Enter")
    assert shown(page) == everything
    page.locator("details.failure summary").first.press("Enter")
    expect(page.locator("details.failure .excerpt").first).to_be_visible()


def test_gold_and_cited_are_marked_at_the_right_characters(open_report):
    page = open_report()
    entry = failure(page, "q1")
    gold = entry.locator("mark.gold")
    assert gold.all_text_contents() == [
        "The town council denied that the works had cost ",
        "twelve million crowns",
        ".",
    ]
    assert entry.locator("mark.cited").text_content() == "<script>alert(1)</script> &amp; <b>bold</b>"
    shown_gold = gold.first.evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderBottomStyle]"
    )
    shown_cited = entry.locator("mark.cited").evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderBottomStyle]"
    )
    assert shown_gold[0] != shown_cited[0]
    assert shown_gold[1] != shown_cited[1]
    expect(entry.locator(".steps .lost")).to_have_text(re.compile("fusion not found lost here"))
    expect(entry.locator(".way")).to_contain_text("lost by fusion")


def test_the_whole_article_is_shown_with_its_marks_on_demand(open_report):
    page = open_report()
    entry = failure(page, "q2")
    text = entry.locator(".excerpt .text")
    before = text.text_content()
    assert before.startswith("…")
    entry.get_by_role("button", name="Show the whole article").click()
    assert text.text_content() == DOCUMENTS["ferry"][1]
    assert (
        entry.locator("mark.both").text_content() == "made its crossing number 15 on a calm day, and the crew"
    )
    assert entry.locator("mark.cited").get_attribute("data-label") == "cited 1"
    entry.get_by_role("button", name="Show the excerpt only").press("Enter")
    assert text.text_content() == before


def test_the_script_counts_code_points_and_keeps_carriage_returns(open_report):
    page = open_report()
    start = HARBOUR.index("The town council")
    marked = page.evaluate(
        "([text, marks]) => {const box = document.createElement('div'); box.append(markedText(text, marks));"
        " return [box.textContent, box.querySelector('mark').textContent]}",
        [HARBOUR, [[start, start + 16, "gold", "gold"]]],
    )
    assert marked == [HARBOUR, "The town council"]
    assert "\r\n" in failure(page, "q1").locator(".text").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_can_both_be_read(open_report, scheme):
    page = open_report(color_scheme=scheme)
    entry = failure(page, "q2")
    for part in ("h1", ".line", "td .interval", ".tags .sort", "svg.plot text", "figcaption"):
        ratio = page.locator(f"{part}:visible").first.evaluate(CONTRAST)
        assert ratio >= 4.5, f"{part}: {ratio:.1f}"
    for look in ("gold", "cited", "both"):
        assert entry.locator(f"mark.{look}").first.evaluate(CONTRAST) >= 4.5
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 22, 18)"
    assert dark == (scheme == "dark")


# WCAG 2.1's contrast of an element's text against the nearest ground behind it.
CONTRAST = """element => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const linear = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = parts(colour).map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = element;
  const clear = (one) => /^rgba\\(.*, 0\\)$/.test(getComputedStyle(one).backgroundColor);
  while (ground.parentElement && clear(ground)) ground = ground.parentElement;
  const style = getComputedStyle(element);
  const ink = element instanceof SVGElement ? style.fill : style.color;
  const [low, high] = [light(ink), light(getComputedStyle(ground).backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""


@pytest.mark.parametrize("width", [390, 640, 1280])
def test_the_page_never_scrolls_sideways(open_report, width):
    page = open_report(width=width)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_a_script_everything_can_be_read(open_report):
    page = open_report(java_script_enabled=False)
    expect(page.locator("#filter")).to_be_hidden()
    entry = failure(page, "q2")
    expect(entry.locator("mark.gold").first).to_be_visible()
    link = entry.get_by_role("link", name="The whole article")
    target = page.locator(link.get_attribute("href") or "")
    assert target.text_content() == DOCUMENTS["ferry"][1]
    link.click()
    expect(target).to_be_visible()

"""Take the README's pictures: the chat in light, in dark and on a phone, and the page of an evaluation.

Run by ``make screenshots``. It starts ``groundwire serve`` on a library of its own in a temporary folder,
asks a question and a follow-up there, and photographs what a reader sees when the answers have come. Then it
runs ``python -m evals``, which takes some minutes, and photographs its page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.chromium import chromium_arguments, find_chromium  # noqa: E402
from scripts.serving import served  # noqa: E402

IMAGES = ROOT / "docs" / "images"
QUESTIONS = ("What did Mullen accuse Pakistan of?", "and who rejected that?")
MINUTE = 60_000  # milliseconds


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the window in pixels, the theme."""

    name: str
    width: int
    height: int
    theme: str
    phone: bool = False


PICTURES = (
    Picture("chat.png", 1280, 720, "light"),
    Picture("chat-dark.png", 1280, 720, "dark"),
    Picture("chat-phone.png", 390, 844, "light", phone=True),
)


def ask(page: Page, address: str, picture: Picture) -> None:
    """Ask the questions; wait until their citations are on the page, and the last mark in the article."""
    page.goto(f"{address}/?__theme={picture.theme}")
    for number, question in enumerate(QUESTIONS):
        page.locator("#gw-question textarea").fill(question)
        page.locator("#gw-ask").click()
        page.locator(".gw-answer").nth(number).wait_for(timeout=2 * MINUTE)
    citation = page.locator(".gw-answer").last.locator("a.gw-cite").first
    citation.wait_for(timeout=MINUTE)
    if picture.phone:
        citation.click()
    page.locator("mark").first.wait_for(timeout=MINUTE)
    page.mouse.move(picture.width / 2, 4)  # no card over the picture
    page.wait_for_timeout(1_500)  # until scrolling has come to rest


def photograph_chat(browser: Browser) -> None:
    """The chat, once it has answered."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "library") as address:
        for picture in PICTURES:
            context = browser.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.theme == "dark" else "light",
                device_scale_factor=2 if picture.phone else 1,
                has_touch=picture.phone,
            )
            page = context.new_page()
            ask(page, address, picture)
            page.screenshot(path=IMAGES / picture.name)
            context.close()
            print(f"docs/images/{picture.name}")


def photograph_report(browser: Browser) -> None:
    """The page of an evaluation of our own questions."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "results.json"
        subprocess.run([sys.executable, "-m", "evals", "--output", str(output)], cwd=ROOT, check=True)
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
        page.goto(output.with_suffix(".html").as_uri())
        page.screenshot(path=IMAGES / "report.png")
        page.close()
        print("docs/images/report.png")


def main() -> None:
    """Take all pictures."""
    chromium = find_chromium()
    if not chromium:
        raise SystemExit("There is no Chromium on PATH; `make browser` installs it or tells how.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        photograph_chat(browser)
        photograph_report(browser)
        browser.close()


if __name__ == "__main__":
    main()

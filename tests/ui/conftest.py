"""Pages of a server that a test module runs, each in a browser of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui.complaints import watch

expect.set_options(timeout=30_000)  # the machine may be busy


@pytest.fixture
def new_page(browser, server):
    """Opens pages in browsers of their own; at the end none may have complained or asked another host."""
    problems: list[str] = []
    contexts: list[BrowserContext] = []
    ours = (server.address, "data:", "blob:")

    def open_page(query: str = "", width: int = 1360, height: int = 900, calm: bool = True) -> Page:
        motion = "reduce" if calm else "no-preference"
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion=motion)
        contexts.append(context)
        page = context.new_page()
        watch(page, problems)
        page.on("request", lambda sent: None if sent.url.startswith(ours) else problems.append(sent.url))
        page.goto(server.address + query)
        page.wait_for_selector("#gw-empty .gw-short", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []

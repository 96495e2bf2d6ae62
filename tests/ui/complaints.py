"""What pages complain of while a test looks at them."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

# Before a page is left, Gradio closes its connection and complains of a request that is still on its way.
LEAVING = ("AbortError: signal is aborted without reason", "Unexpected error Connection errored out.")


def watch(page: Page, complaints: list[str], console: bool = True) -> None:
    """Note a page's errors and dialogs, and what its console calls an error.

    Of what a page says at its end nothing is kept where another one follows.
    """

    def forgive(frame: Frame) -> None:
        if frame == page.main_frame:
            complaints[:] = [one for one in complaints if not one.startswith(LEAVING)]

    if console:
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("framenavigated", forgive)

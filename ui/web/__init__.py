"""The page in the browser, made with Gradio.

Importing this loads Gradio, which takes seconds: import it where a page is wanted.
"""

from ui.web.server import Server, launch

__all__ = ["Server", "launch"]

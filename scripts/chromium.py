"""Find Chromium for the browser tests and the screenshots, or install it where that needs no question."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "apt-get update && apt-get install --yes chromium"


def find_chromium() -> str | None:
    """The path of Chromium, or of a browser built from it, on PATH; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def chromium_arguments() -> list[str]:
    """How Chromium is started: it may reach this machine and no other, and root has no sandbox."""
    arguments = [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
    ]
    return [*arguments, "--no-sandbox"] if is_root() else arguments


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    """Say where Chromium is, installing it for root on a system with apt-get.

    Never an error: without Chromium the browser tests say that they were skipped (with CI set, they fail).
    """
    if not find_chromium() and is_root() and shutil.which("apt-get"):
        print(f"Installing Chromium for the browser tests: {INSTALL}", flush=True)
        subprocess.run(["sh", "-c", INSTALL], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if found := find_chromium():
        print(f"Browser for the tests: {found}")
        return 0
    print("There is no Chromium on PATH, so the browser tests will be skipped. To run them, install it:")
    print(
        f"    sudo sh -c '{INSTALL}'"
        if shutil.which("apt-get")
        else "    the package `chromium` of your system"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

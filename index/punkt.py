"""NLTK's punkt, which cuts sentences, with the English model that llama-index-core ships."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING

from index.importing import IMPORTING

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

_MODEL = Path("_static", "nltk_cache", "tokenizers", "punkt_tab", "english")


@cache
def punkt() -> PunktSentenceTokenizer:
    """Punkt's English model, read from the installed llama-index-core without importing it."""
    with IMPORTING, without_the_rest_of("nltk"):
        from nltk.tabdata import PunktDecoder
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    package = find_spec("llama_index.core")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("llama-index-core, which carries the sentence model, is not installed.")
    model = Path(package.origin).parent / _MODEL
    decoder, parameters = PunktDecoder(), PunktParameters()
    with (model / "collocations.tab").open(encoding="utf-8") as file:
        parameters.collocations = set(decoder.tab2tups(file))
    with (model / "sent_starters.txt").open(encoding="utf-8") as file:
        parameters.sent_starters = decoder.txt2set(file)
    with (model / "abbrev_types.txt").open(encoding="utf-8") as file:
        parameters.abbrev_types = decoder.txt2set(file)
    with (model / "ortho_context.tab").open(encoding="utf-8") as file:
        parameters.ortho_context = decoder.tab2intdict(file)
    return PunktSentenceTokenizer(parameters)


@contextmanager
def without_the_rest_of(package: str) -> Iterator[None]:
    """Let modules of a package be imported without all that the package itself imports.

    nltk's imports scipy and scikit-learn, for parts that cut no sentences: 2.8 seconds of the 7 that a first
    question waits for. The modules are forgotten after the block, so that whoever imports the package later
    gets the whole of it; where somebody has, nothing is different.
    """
    spec = find_spec(package)
    if package in sys.modules or spec is None:
        yield
        return
    sys.modules[package] = module_from_spec(spec)  # not executed: a name with a place to look for modules in
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]

"""Punkt cuts sentences without the rest of NLTK, which others still find whole."""

import subprocess
import sys

import pytest

from tests.test_house import ROOT

CUT = "from index.sentences import sentences; from index import Span; text = 'He went. She left.'; "
SAME = "assert [span.cut(text) for span in sentences(text, Span(0, 18))] == ['He went.', 'She left.']; "


@pytest.mark.parametrize(
    "code",
    [
        f"import sys; {CUT}{SAME}assert not {{'nltk', 'scipy', 'sklearn'}} & set(sys.modules)",
        f"{CUT}{SAME}import nltk; assert nltk.word_tokenize and nltk.FreqDist('aab')['a'] == 2",
        f"import nltk; {CUT}{SAME}from nltk.tokenize.punkt import PunktSentenceTokenizer; "
        "from index.punkt import punkt; assert isinstance(punkt(), PunktSentenceTokenizer)",
    ],
    ids=["without the rest", "before the whole", "after the whole"],
)
def test_sentences_are_cut(code):
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=120)

"""The setting reader.model: an assistant answers with a network that was trained here, and cites as ever."""

from __future__ import annotations

import pytest

from index import Sample, Span
from rag import Assistant, Config, ReadingDone
from rag.reader.excerpts import excerpt_of
from rag.reader.models import load_model
from rag.reader.spans import best_in_sentences

QUESTION = "Who denied the allegations?"


@pytest.fixture
def assistant(trained, tiny_model, tmp_path):
    config = Config(
        library=tmp_path / "library",
        embedding={"model": tiny_model},
        reader={"model": trained},
        abstain_below=0.0,
    )
    with Assistant.open(config) as assistant:
        assistant.add(Sample())
        yield assistant


def test_its_answer_has_a_short_one_and_a_citation_that_replays(assistant):
    answer = assistant.ask(QUESTION)
    assert not answer.abstained
    replays = assistant.verify(answer)
    assert replays
    assert all(replay.holds for replay in replays)
    assert answer.short
    assert any(answer.short in citation.quote for citation in answer.answers[0].citations)


def test_it_is_the_model_that_reads(assistant, trained):
    (read,) = [event for event in assistant.steps(QUESTION) if isinstance(event, ReadingDone)]
    best = max(read.candidates, key=lambda candidate: candidate.features["span"])
    version, passage = assistant.document(best.passage.document_id), best.passage
    model = load_model(trained)
    excerpt = excerpt_of(version.text, Span(passage.start, passage.end), version.title or "")
    windows = model.windows.windows(QUESTION, [excerpt])
    sentence = Span(best.start - passage.start, best.end - passage.start)
    ((found,),) = best_in_sentences(windows, model.logits(windows), [[sentence]])
    assert found is not None
    assert best.short == (passage.start + found.start, passage.start + found.end)
    assert best.features["span"] == pytest.approx(found.score, abs=1e-3)

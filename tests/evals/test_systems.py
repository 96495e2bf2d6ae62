"""The baselines: each stage of our retrieval alone, and a plain llama-index pipeline."""

import pytest

from evals.datasets import Dataset, DatasetDocument
from evals.library import fill
from evals.running import estimate
from evals.systems.plain import PlainPipeline
from evals.systems.rankings import STAGES, stages
from index import EmbeddingConfig, Encoder, Library
from rag import Assistant, Config, fuse

TEXTS = {
    "wick": "The harbour wall fell in Wick.\n\nNobody was hurt, the mayor said.",
    "brae": "The ferry to Brae stopped.\n\nForty islanders were stranded, and the mayor sent boats.",
}
DATASET = Dataset("towns", tuple(DatasetDocument(name, name, text) for name, text in TEXTS.items()), ())


@pytest.fixture
def found(tmp_path, tiny_model):
    config = Config(library=tmp_path / "library", embedding=EmbeddingConfig(model=tiny_model, threads=1))
    with Library(config.for_library()) as library:
        shelf = fill(Assistant.over(library, config), DATASET)
        matches, _ = library.search("What did the mayor say about the harbour wall?")
        yield matches, shelf


def test_each_stage_ranks_by_its_own_score_and_says_where_its_hits_lie(found):
    matches, shelf = found
    ranked = stages(matches, shelf)
    assert tuple(ranked) == STAGES
    for hits in ranked.values():
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            assert TEXTS[hit.place.document_id][hit.place.start : hit.place.end] == hit.text


def test_the_lexical_search_has_no_hit_without_a_shared_word(found):
    matches, shelf = found
    ranked = stages(matches, shelf)
    assert {hit.text for hit in ranked["lexical"]} < {hit.text for hit in ranked["dense"]}
    assert all("mayor" in hit.text or "wall" in hit.text for hit in ranked["lexical"])
    assert "harbour wall" in ranked["lexical"][0].text


def test_hybrid_is_the_fused_ranking(found):
    matches, shelf = found
    assert [hit.text for hit in stages(matches, shelf)["hybrid"]] == [p.text for p in fuse(matches)]


def test_the_plain_pipeline_embeds_title_and_text_and_finds_chunks(tiny_model, monkeypatch):
    seen = []
    encode = Encoder.encode

    def note(self, texts):
        seen.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(Encoder, "encode", note)
    plain = PlainPipeline(Encoder(EmbeddingConfig(model=tiny_model, threads=1)), DATASET.documents, 10)
    assert sorted(seen) == sorted(f"title: {name}\n\n{text}" for name, text in TEXTS.items())
    hits = plain.search("Who stopped the ferry?")
    assert {hit.place.document_id for hit in hits} == set(TEXTS)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert TEXTS[hit.place.document_id][hit.place.start : hit.place.end] == hit.text


def test_a_long_text_is_several_chunks_and_two_pipelines_do_not_mix(tiny_model):
    encoder = Encoder(EmbeddingConfig(model=tiny_model, threads=1))
    long = DatasetDocument("long", "long", " ".join(f"Sentence number {n} of many." for n in range(900)))
    other = PlainPipeline(encoder, DATASET.documents, 10)
    hits = PlainPipeline(encoder, (long,), 50).search("number 7")
    assert len(hits) > 2
    assert {hit.place.document_id for hit in hits} == {"long"}
    assert len(other.search("number 7")) == 2


def test_only_long_runs_are_announced():
    assert estimate.sentence(20.0, 3, 10) is None
    told = estimate.sentence(600.0, 2_353, 1_000) or ""
    assert "about 10 minutes" in told
    assert "2,353 documents" in told
    assert "Ctrl-C" in told


def test_more_to_do_takes_longer():
    base = estimate.estimated_passages(100_000, 100, asking=False, plain=False)
    assert estimate.estimated_passages(200_000, 100, asking=False, plain=False) > base
    assert estimate.estimated_passages(100_000, 100, asking=True, plain=False) > base
    assert estimate.estimated_passages(100_000, 100, asking=False, plain=True) > base

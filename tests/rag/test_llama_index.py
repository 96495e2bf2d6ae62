"""Groundwire inside llama-index's own engines, with a language model that only repeats what it was given."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rag
from rag import DONT_SAY, QuestionError

pytest.importorskip("llama_index.core")

from llama_index.core.base.llms.types import CompletionResponse, LLMMetadata
from llama_index.core.llms import CustomLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

from rag.llama_index import GroundwireQueryEngine, GroundwireRetriever


class Parrot(CustomLLM):
    """Answers with its prompt, so that a test sees what a language model would."""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=32_000, num_output=256)

    def complete(self, prompt: str, formatted: bool = False, **settings: Any) -> CompletionResponse:
        return CompletionResponse(text=f"I was told: {prompt}")

    def stream_complete(self, prompt: str, formatted: bool = False, **settings: Any) -> Any:
        yield self.complete(prompt)


def inner(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


QUESTION = "who denied that the town saved on repairs?"


def test_nodes_are_the_passages_that_search_ranks(assistant):
    nodes = GroundwireRetriever(assistant, limit=4).retrieve(QUESTION)
    passages = assistant.search(QUESTION, limit=4)
    assert [node.node.node_id for node in nodes] == [passage.passage_id for passage in passages]
    for node, passage in zip(nodes, passages, strict=True):
        text = assistant.document(passage.document_id, passage.version).text
        assert node.score == passage.score
        assert inner(node).text == passage.text
        assert text[inner(node).start_char_idx : inner(node).end_char_idx] == passage.text
        assert node.node.ref_doc_id == passage.document_id
        assert node.node.metadata["address"] == passage.address
        assert {"document_id", "version", "uri", "title"} <= set(node.node.metadata)


def test_no_model_sees_the_metadata(assistant):
    (node, *_) = GroundwireRetriever(assistant).retrieve(QUESTION)
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert node.node.get_content(metadata_mode=mode) == inner(node).text
    for node in GroundwireQueryEngine(assistant=assistant).query(QUESTION).source_nodes:
        assert node.node.get_content(metadata_mode=MetadataMode.LLM) == inner(node).text


def test_a_retriever_query_engine_answers_from_our_passages(assistant):
    engine = RetrieverQueryEngine.from_args(GroundwireRetriever(assistant, limit=3), llm=Parrot())
    response = engine.query(QUESTION)
    passages = assistant.search(QUESTION, limit=3)
    assert QUESTION in str(response)
    assert all(passage.text in str(response) for passage in passages)
    assert "paste:" not in str(response)
    assert [node.node_id for node in response.source_nodes] == [passage.passage_id for passage in passages]


def test_a_scope_is_kept(assistant):
    other = assistant.add_text("Other", "The town denied it.", date(2011, 9, 26))
    only = GroundwireRetriever(assistant, documents=[other.document_id])
    assert {node.metadata["title"] for node in only.retrieve(QUESTION)} == {"Other"}
    dated = GroundwireQueryEngine(assistant=assistant, published=(date(2011, 9, 26), date(2011, 9, 26)))
    assert {node.metadata["title"] for node in dated.query(QUESTION).source_nodes} == {"Other"}


def test_the_query_engine_gives_our_answer_with_its_citations(assistant):
    answer = assistant.ask(QUESTION)
    response = GroundwireQueryEngine(assistant=assistant).query(QUESTION)
    assert str(response) == answer.text
    assert [inner(node).text for node in response.source_nodes] == [c.quote for c in answer.citations]
    assert [node.metadata["number"] for node in response.source_nodes] == [c.number for c in answer.citations]
    assert response.source_nodes[0].node.ref_doc_id == answer.citations[0].document_id
    assert all(replay.holds for replay in assistant.verify(response.metadata))


def test_an_abstention_has_no_sources(assistant):
    response = GroundwireQueryEngine(assistant=assistant, documents=[]).query(QUESTION)
    assert str(response).startswith(DONT_SAY)
    assert response.source_nodes == []


def test_the_same_asynchronously(assistant):
    async def ask() -> tuple[Any, Any, Any]:
        retriever = GroundwireRetriever(assistant, limit=3)
        engine = RetrieverQueryEngine.from_args(retriever, llm=Parrot())
        ours = GroundwireQueryEngine(assistant=assistant)
        return await asyncio.gather(
            retriever.aretrieve(QUESTION), engine.aquery(QUESTION), ours.aquery(QUESTION)
        )

    nodes, response, ours = asyncio.run(ask())
    assert [node.node_id for node in nodes] == [node.node_id for node in response.source_nodes]
    assert all(inner(node).text in str(response) for node in nodes)
    assert str(ours) == assistant.ask(QUESTION).text


def test_a_bad_question_is_our_error(assistant):
    with pytest.raises(QuestionError):
        GroundwireRetriever(assistant).retrieve(" ")
    with pytest.raises(QuestionError):
        GroundwireQueryEngine(assistant=assistant).query(" ")


def test_nothing_imports_a_service():
    code = (
        "import sys, rag.llama_index; "
        "print([n for n in sys.modules if n.split('.')[0] in ('openai', 'anthropic') or 'llms.openai' in n])"
    )
    root = Path(rag.__file__).parents[1]
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert result.stdout.strip() == "[]"

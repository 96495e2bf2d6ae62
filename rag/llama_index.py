"""Groundwire inside llama-index: its ranking as a retriever, its answers as a query engine.

::

    engine = RetrieverQueryEngine.from_args(GroundwireRetriever(assistant), llm=any_language_model)
    engine = GroundwireQueryEngine(assistant=assistant)     # no language model at all

Import this module by its name; ``import rag`` alone does not load llama-index, which takes two seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index import DateRange, Passage
from rag.assistant import Assistant
from rag.citations import Citation


class GroundwireRetriever(BaseRetriever):
    """The passages that :meth:`Assistant.search` ranks, as nodes.

    A node has the passage's text and id; ``start_char_idx`` and ``end_char_idx`` are its offsets into the
    text of its version. The metadata (``document_id``, ``version``, ``uri``, ``title``, ``published``,
    ``address``) are for programs: no language model and no embedding sees them.

    Args:
        assistant: an open assistant; closing it stays the caller's business.
        limit: how many passages at most.
        documents, published: the scope, as in :meth:`Assistant.search`.

    Raises:
        QuestionError, DocumentNotFound, AmbiguousDocument: from ``retrieve``.
    """

    def __init__(
        self,
        assistant: Assistant,
        limit: int = 10,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self._assistant = assistant
        self._limit = limit
        self._documents = documents
        self._published = published

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        passages = self._assistant.search(
            query_bundle.query_str, self._limit, self._documents, self._published
        )
        return [NodeWithScore(node=passage_node(passage), score=passage.score) for passage in passages]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class GroundwireQueryEngine(CustomQueryEngine):
    """:meth:`Assistant.ask` as a query engine, without a language model.

    The response's ``source_nodes`` are the cited sentences in the order of their numbers, none where it
    abstained; its ``metadata`` are ``Answer.to_dict()``, which :meth:`Assistant.verify` takes.

    Raises:
        QuestionError, DocumentNotFound, AmbiguousDocument: from ``query``.
    """

    assistant: Assistant
    documents: Sequence[str] | None = None
    published: DateRange | None = None

    def custom_query(self, query_str: str) -> Response:
        answer = self.assistant.ask(query_str, self.documents, self.published)
        return Response(
            response=answer.text,
            source_nodes=[
                NodeWithScore(node=citation_node(citation), score=answer.confidence)
                for citation in answer.citations
            ],
            metadata=answer.to_dict(),
        )

    async def acustom_query(self, query_str: str) -> Response:
        return await asyncio.to_thread(self.custom_query, query_str)


def passage_node(passage: Passage) -> TextNode:
    """A passage as a node."""
    return node(passage.passage_id, passage.text, passage)


def citation_node(citation: Citation) -> TextNode:
    """A cited sentence as a node; its id is its address."""
    made = node(citation.address, citation.quote, citation)
    made.metadata["number"] = citation.number
    made.excluded_embed_metadata_keys.append("number")
    made.excluded_llm_metadata_keys.append("number")
    return made


def node(identity: str, text: str, place: Passage | Citation) -> TextNode:
    """A node of words that stand somewhere, its metadata kept from models."""
    metadata = {
        "document_id": place.document_id,
        "version": place.version,
        "uri": place.uri,
        "title": place.title,
        "published": place.published,
        "address": place.address,
    }
    return TextNode(
        id_=identity,
        text=text,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
        start_char_idx=place.start,
        end_char_idx=place.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=place.document_id)},
    )

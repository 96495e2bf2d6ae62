"""The baseline of many tutorials: llama-index with its default splitter, Chroma, the nearest chunks first.

The chunks are ``SentenceSplitter``'s of 1,024 tokens, embedded by the same model as ours, which reads the
first 256 tokens of each. Titles that a set tells are embedded before the text, as llama-index does with
metadata; file paths are not.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from evals.datasets import DatasetDocument
from evals.spans import Place
from evals.systems.rankings import Hit, Ranked
from index import IMPORTING, Encoder

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

# Embedded Chroma takes 5,461 entries at once, llama-index sends more.
BATCH = 2_000


class PlainPipeline:
    """A vector index over some documents, in memory.

    Args:
        encoder: the model that embeds chunks and questions.
        documents: the texts.
        limit: how many chunks a search returns.
    """

    def __init__(self, encoder: Encoder, documents: Iterable[DatasetDocument], limit: int) -> None:
        with IMPORTING:
            from llama_index.core import Document, StorageContext, VectorStoreIndex
            from llama_index.core.node_parser import SentenceSplitter

        written = [
            Document(text=document.text, id_=document.id, metadata=metadata(document))
            for document in documents
        ]
        nodes = SentenceSplitter().get_nodes_from_documents(written)
        index = VectorStoreIndex(
            nodes=[],
            storage_context=StorageContext.from_defaults(vector_store=vector_store()),
            embed_model=encoder.for_llama_index(),
        )
        for start in range(0, len(nodes), BATCH):
            index.insert_nodes(nodes[start : start + BATCH])
        self._retriever = index.as_retriever(similarity_top_k=min(limit, len(nodes) or 1))

    def search(self, question: str) -> Ranked:
        """The chunks nearest to a question, best first."""
        found = self._retriever.retrieve(question)
        return tuple(Hit(place(entry.node), entry.node.get_content(), entry.score or 0.0) for entry in found)


def metadata(document: DatasetDocument) -> dict[str, str]:
    """The title, where the set tells one that is not just a file's name."""
    told = document.title and document.path is None and document.sample is None
    return {"title": document.title} if told else {}


def vector_store() -> Any:
    """An empty Chroma collection in memory, behind llama-index's vector store."""
    with IMPORTING:
        import chromadb
        from chromadb.config import Settings
        from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    collection = client.create_collection(f"plain-{uuid.uuid4().hex}", embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)


def place(node: BaseNode) -> Place:
    """Where llama-index says the chunk lies; an empty range where it does not know."""
    start, end = getattr(node, "start_char_idx", None), getattr(node, "end_char_idx", None)
    if start is None or end is None:
        return Place(node.ref_doc_id or "", 0, 0)
    return Place(node.ref_doc_id or "", start, end)

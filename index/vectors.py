"""The passages' vectors in Chroma, through llama-index's ChromaVectorStore.

Chroma holds ids, vectors and the document's id, and no text: the catalog is the truth, and what purge must
take away is not there to begin with. Similarities are cosines, from -1 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

import numpy as np

from index.embedding import Vectors
from index.errors import ConfigError, GroundwireError, VectorStoreError
from index.importing import IMPORTING

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import QueryResult

Item = TypeVar("Item")

# ef_search bounds how many neighbours the graph search keeps; it must not be below the hits asked for.
COLLECTION_SETTINGS: Any = {"hnsw": {"space": "cosine", "ef_search": 400, "ef_construction": 200}}
# What Chroma says where a passage is deleted while it searches, and how often it is asked then.
LOST, ATTEMPTS = "Error finding id", 3


@dataclass(frozen=True, slots=True)
class VectorRow:
    """One passage to store: its id, its document's id and its vector."""

    passage_id: str
    document_id: str
    vector: list[float]


class VectorStore:
    """A Chroma collection of one library: an embedded folder, or a server by URL.

    Raises:
        ConfigError: the URL is not one.
        VectorStoreError: Chroma cannot be reached or refused the work.
    """

    def __init__(self, folder: Path, url: str | None, collection: str) -> None:
        self.place = url or "embedded"
        self._remedy = "Check that the server runs and can be reached; then try again."
        if url is None:
            self._remedy = (
                "Check that the disk is not full and try again; if it keeps failing, delete the folder "
                f"{folder} and run `groundwire reindex`, which makes it anew."
            )
        with self._reported():
            self._client = connect(folder, url)
            self._name = collection
            self._collection = self._open()
            self._batch = int(self._client.get_max_batch_size())

    def put(self, rows: Sequence[VectorRow]) -> None:
        """Store vectors; ids that are there already are replaced."""
        with IMPORTING:
            from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
            from llama_index.vector_stores.chroma import ChromaVectorStore

        store = ChromaVectorStore(chroma_collection=self._collection)
        # Chroma ignores an id it has, silently, so a repeated run must delete first.
        self.delete([row.passage_id for row in rows])
        for batch in batches(rows, self._batch):
            nodes = [
                TextNode(
                    id_=row.passage_id,
                    text="",
                    embedding=row.vector,
                    relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=row.document_id)},
                )
                for row in batch
            ]
            with self._reported():
                store.add(list(nodes))

    def search(self, vector: Vectors, limit: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """The ``limit`` nearest passages: id to cosine. ``documents`` are ids to stay within."""
        where: dict[str, Any] | None = None
        if documents is not None:
            where = {"document_id": {"$in": list(documents)}}
        with self._reported():
            found = self._query(vector, limit, where)
        distances = (found["distances"] or [[]])[0]
        return {
            passage: 1.0 - float(distance)
            for passage, distance in zip(found["ids"][0], distances, strict=True)
        }

    def _query(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> QueryResult:
        """What Chroma finds, asked again where it lost a passage meanwhile.

        While others delete passages its index may name one whose id it has forgotten already.
        """
        query = partial(
            self._collection.query,
            query_embeddings=[vector.tolist()],
            n_results=limit,
            where=where,
            include=["distances"],
        )
        for _ in range(ATTEMPTS - 1):
            try:
                return query()
            except Exception as error:  # embedded and server raise their own kinds
                if LOST not in str(error):
                    raise
        return query()

    def similarities(self, vector: Vectors, passages: Sequence[str]) -> dict[str, float]:
        """Cosine of each named passage with ``vector``; ids that are not stored are left out."""
        if not passages:
            return {}
        with self._reported():
            found = self._collection.get(ids=list(passages), include=["embeddings"])
        stored = np.asarray(found["embeddings"], dtype=np.float32).reshape(len(found["ids"]), -1)
        if not len(stored):
            return {}
        cosines = stored @ vector / np.linalg.norm(stored, axis=1)
        return {passage: float(cosine) for passage, cosine in zip(found["ids"], cosines, strict=True)}

    def delete(self, passages: Sequence[str]) -> None:
        """Take vectors out; ids that are not stored are ignored."""
        for batch in batches(passages, self._batch):
            with self._reported():
                self._collection.delete(ids=list(batch))

    def count(self) -> int:
        """How many vectors are stored."""
        with self._reported():
            return int(self._collection.count())

    def clear(self) -> None:
        """Drop the collection and begin an empty one, of whatever dimension comes next."""
        with self._reported():
            self._open()  # it is missing where an earlier attempt died half-way
            self._client.delete_collection(self._name)
            self._collection = self._open()

    def close(self) -> None:
        """Let go of the embedded folder or the connection."""
        self._client.close()

    def _open(self) -> Collection:
        # Without embedding_function=None the collection carries Chroma's own embedder, a hidden download.
        return self._client.get_or_create_collection(
            self._name, configuration=COLLECTION_SETTINGS, embedding_function=None
        )

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except GroundwireError:
            raise
        except Exception as error:  # Chroma raises its own, httpx's and Rust's kinds
            raise VectorStoreError(
                f"Chroma ({self.place}) did not do its work: {error}. {self._remedy}"
            ) from error


def connect(folder: Path, url: str | None) -> Client:
    """A Chroma client for an embedded folder or a server, telemetry off."""
    with IMPORTING:
        import chromadb
        from chromadb.config import Settings

    if url is None:
        settings = Settings(anonymized_telemetry=False)
        return cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"The setting “vectors.url” is {url!r}; it must look like http://127.0.0.1:8000.")
    client = chromadb.HttpClient(
        host=parts.hostname,
        port=parts.port or (443 if parts.scheme == "https" else 80),
        ssl=parts.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )
    return cast("Client", client)  # the declared type has no close()


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Cut a sequence into runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]

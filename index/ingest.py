"""From a source's bytes to a version and its passages, before anything is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from index.catalog import documents, passages
from index.config import LibraryConfig
from index.document import DocumentVersion, Span, document_id_of, is_valid, uri_name, version_of
from index.embedding import Encoder
from index.errors import SourceError
from index.furniture import furniture, is_only_furniture
from index.metadata import recognise
from index.readers import read
from index.sources import Source
from index.splitting import SPLITTER_VERSION, split


@dataclass(frozen=True, slots=True)
class Draft:
    """A version read from a source and not stored yet.

    ``note`` is a sentence about the decoding where something was assumed.
    """

    version: DocumentVersion
    source_sha256: str
    note: str | None


def draft(source: Source, data: bytes) -> Draft:
    """Read a version from a source's bytes.

    Raises:
        SourceError: the bytes are no text, or nothing but furniture.
    """
    name = uri_name(source.uri)
    if not is_valid(source.uri):
        raise SourceError(f"The name {name} is not valid Unicode text; rename it and add it again.")
    decoded = read(name, data)
    if not is_valid(decoded.text):
        raise SourceError(
            f"“{name}” holds what is not valid Unicode text; save it as UTF-8 and add it again."
        )
    ranges = furniture(decoded.text)
    if is_only_furniture(decoded.text, ranges):
        raise SourceError(f"“{name}” holds no article text, only menus, counters or blank lines.")
    version = DocumentVersion(
        document_id=document_id_of(source.uri),
        version=version_of(decoded.text),
        uri=source.uri,
        text=decoded.text,
        metadata=recognise(decoded.text, ranges),
        furniture=ranges,
        encoding=decoded.encoding,
        added=documents.now(),
        current=False,
    )
    return Draft(version, sha256(data), decoded.note)


def sha256(data: bytes) -> str:
    """The hash that decides whether bytes are the same again."""
    return hashlib.sha256(data).hexdigest()


class Splitter:
    """Cuts versions into identified passages for one model.

    ``identity`` names the splitter and its longest passage, as the library remembers it.
    """

    def __init__(self, config: LibraryConfig, encoder: Encoder) -> None:
        self._encoder = encoder
        self._max_tokens = config.splitting.max_tokens
        self.max_bytes = config.reading.max_bytes
        self.identity = f"{SPLITTER_VERSION}-{self._max_tokens}"

    def passages(self, version: DocumentVersion) -> list[tuple[str, Span]]:
        """The version's passages in order, each with its id."""
        longest = min(self._max_tokens, self._encoder.max_tokens)
        spans = split(version.text, version.furniture, self._encoder.token_offsets, longest)
        built_with = f"{self.identity}/{self._encoder.identity}"
        return [
            (passages.passage_id(version.document_id, version.version, span, built_with), span)
            for span in spans
        ]

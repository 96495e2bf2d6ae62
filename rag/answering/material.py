"""What an answer is built from besides the candidates: the versions cited and the scope searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import DocumentVersion, Passage, Scope, Snapshot
from rag.answering.missing import missing

VersionKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Material:
    """The question, its scope, the passages read and the versions they stand in, from one snapshot.

    ``missing`` are words of the question that nothing in scope mentions, as a sentence shows them.
    """

    question: str
    scope: Scope
    passages: tuple[Passage, ...]
    versions: dict[VersionKey, DocumentVersion]
    missing: tuple[str, ...] = ()

    @classmethod
    def gather(cls, snapshot: Snapshot, question: str, scope: Scope, passages: Sequence[Passage]) -> Material:
        """Take along from a snapshot what answering will need after it is closed."""
        versions = versions_of(snapshot, passages)
        return cls(question, scope, tuple(passages), versions, missing(snapshot, question, scope))

    def version_of(self, passage: Passage) -> DocumentVersion:
        """The version that a passage stands in."""
        return self.versions[passage.document_id, passage.version]


def versions_of(snapshot: Snapshot, passages: Sequence[Passage]) -> dict[VersionKey, DocumentVersion]:
    """The versions that some passages stand in, by document and version."""
    keys = dict.fromkeys((passage.document_id, passage.version) for passage in passages)
    return {key: snapshot.version(*key) for key in keys}

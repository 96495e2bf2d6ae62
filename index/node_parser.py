"""The splitter as a llama-index ``NodeParser``, for those who build pipelines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.node_parser.node_utils import build_nodes_from_splits
from llama_index.core.schema import BaseNode, Document, MetadataMode, TextNode
from pydantic import Field

from index.document import version_of
from index.furniture import furniture
from index.splitting import SPLITTER_VERSION, TokenOffsets, split


def passage_node_id(i: int, doc: BaseNode) -> str:
    """An id that is the same on every run: the document's, its text's version, the splitter, the number."""
    version = version_of(doc.get_content(MetadataMode.NONE))
    return f"{doc.node_id}:{version}:{SPLITTER_VERSION}:{i}"


class PassageNodeParser(NodeParser):
    """Cuts documents into passages of at most ``max_tokens`` tokens, leaving furniture out.

    ``token_offsets`` gives the character ranges of a string's tokens, without special tokens. Every node
    has ``start_char_idx`` and ``end_char_idx`` with ``document.text[start:end] == node.text``, and an id
    from ``id_func(number, document)``.
    """

    token_offsets: TokenOffsets = Field(exclude=True)
    max_tokens: int = Field(default=144, ge=1)

    def __init__(self, **data: Any) -> None:
        super().__init__(**{"id_func": passage_node_id, **data})

    @classmethod
    def class_name(cls) -> str:
        """The name llama-index serialises the parser under."""
        return "PassageNodeParser"

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        return [passage for node in nodes for passage in self._passages(node)]

    def _passages(self, node: BaseNode) -> list[TextNode]:
        text = node.get_content(MetadataMode.NONE)
        spans = split(text, furniture(text), self.token_offsets, self.max_tokens)
        passages = build_nodes_from_splits([span.cut(text) for span in spans], node, id_func=self.id_func)
        for passage, span in zip(passages, spans, strict=True):
            passage.start_char_idx, passage.end_char_idx = span.start, span.end
        return passages

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]
    ) -> list[BaseNode]:
        # The base class searches for each node's text and so misplaces text that is repeated.
        offsets = [
            (node.start_char_idx, node.end_char_idx) if isinstance(node, TextNode) else None for node in nodes
        ]
        placed = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, own in zip(placed, offsets, strict=True):
            if own and isinstance(node, TextNode):
                node.start_char_idx, node.end_char_idx = own
        return placed

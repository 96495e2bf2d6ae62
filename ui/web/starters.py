"""Questions to start with, made behind the page once the models are loaded, and kept for each version."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import closing
from itertools import chain, zip_longest
from typing import Any, cast

from rag import Answer, Answered, Assistant, Document, GroundwireError, starter_questions
from ui.web.precedence import Precedence
from ui.web.readiness import Readiness
from ui.web.serving import Reply

log = logging.getLogger(__name__)

MOST = 5
NEWEST = 5  # articles
SECONDS_BETWEEN_LOOKS = 0.2


class GivingWay:
    """The assistant, whose questions pause wherever somebody else's is worked on."""

    def __init__(self, assistant: Assistant, precedence: Precedence) -> None:
        self._precedence = precedence
        self._steps = assistant.steps
        self.document = assistant.document

    def ask(self, question: str) -> Answer:
        """As :meth:`rag.Assistant.ask`."""
        self._precedence.after_questions()
        with closing(self._steps(question)) as steps:
            for event in steps:
                if isinstance(event, Answered):
                    return event.answer
                self._precedence.after_questions()
        raise RuntimeError("the steps ended without an answer")


Version = tuple[str, str]  # a document's id, and its version's


class Starters:
    """Up to five questions about the newest articles. All methods may be called from any thread."""

    def __init__(self, assistant: Assistant, readiness: Readiness) -> None:
        self._assistant = assistant
        self._giving_way = cast(Assistant, GivingWay(assistant, readiness.precedence))
        self._readiness = readiness
        self._made: dict[Version, list[str]] = {}
        self._finished: set[Version] = set()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._closing = threading.Event()

    def suggest(self, request: Any = None) -> Reply:
        """The questions made so far, and whether more are being made: ``{"questions", "making"}``."""
        newest = self._newest()
        with self._lock:
            unfinished = [one for one in newest if one not in self._finished]
            enough = len(self._chosen(newest)) >= MOST and not (set(newest[:2]) & set(unfinished))
            making = bool(unfinished) and not enough and not self._closing.is_set()
            if making and self._worker is None:
                self._worker = threading.Thread(target=self._work, name="groundwire-starters", daemon=True)
                self._worker.start()
            return {"questions": self._chosen(newest), "making": making}

    def close(self) -> None:
        """End the work after the question that is being asked."""
        self._closing.set()
        if worker := self._worker:
            worker.join(timeout=30)

    def _newest(self) -> list[Version]:
        found = sorted(self._assistant.documents(), key=age, reverse=True)
        return [(one.document_id, one.version) for one in found if one.version][:NEWEST]

    def _chosen(self, newest: Sequence[Version]) -> list[str]:
        """The first question of each article, then the second, each once."""
        turns = zip_longest(*(self._made.get(one, ()) for one in newest))
        return list(dict.fromkeys(one for one in chain.from_iterable(turns) if one))[:MOST]

    def _work(self) -> None:
        try:
            while not self._readiness.wait(SECONDS_BETWEEN_LOOKS):
                if self._closing.is_set():
                    return
            while (version := self._next()) and not self._closing.is_set():
                self._make(version)
        except Exception:  # the page does without them
            log.exception("making questions to start with failed")
        finally:
            with self._lock:
                self._worker = None

    def _next(self) -> Version | None:
        newest = self._newest()
        with self._lock:
            return next((one for one in newest if one not in self._finished), None)

    def _make(self, version: Version) -> None:
        try:
            for question in starter_questions(self._giving_way, version[0]):
                with self._lock:
                    made = self._made.setdefault(version, [])
                    made.append(question)
                if self._closing.is_set() or len(made) >= MOST:
                    break
        except GroundwireError:  # the article was removed meanwhile
            log.info("an article gave no questions to start with", exc_info=True)
        finally:
            with self._lock:
                self._finished.add(version)


def age(document: Document) -> str:
    """The day by which a document is new: of its publication, else of its adding."""
    return document.published or (document.versions[0].added[:10] if document.versions else "")

"""Functions that the page's scripts may call, and how they check what they are sent.

Any caller can post any JSON to such a function, so each checks types, ids and ranges, and answers with a
dictionary in every case: ``{"error": sentence}`` where it cannot do what was asked.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeGuard

from index import GroundwireError, UserError
from rag import Assistant, DocumentNotFound

log = logging.getLogger(__name__)

Reply = dict[str, Any]
Served = Callable[[Assistant, Any], Reply]

_ID = re.compile(r"[0-9a-f]{16}")


def answering(function: Served) -> Served:
    """Turn what goes wrong inside ``function`` into a reply with a sentence."""

    @wraps(function)
    def answered(assistant: Assistant, request: Any) -> Reply:
        try:
            return function(assistant, request)
        except GroundwireError as error:
            return {"error": str(error).encode("utf-8", "replace").decode("utf-8")}
        except Exception:  # the page must get a sentence whatever happens
            log.exception("%s failed", function.__name__)
            return {"error": "Something went wrong inside Groundwire; its log file tells more. Try again."}

    return answered


def bound(function: Served, assistant: Assistant) -> Callable[[Any], Reply]:
    """A plain function of the request alone, under the same name: Gradio marks each with an attribute."""

    def serve(request: Any) -> Reply:
        return function(assistant, request)

    serve.__name__ = function.__name__
    return serve


def sent(told: Any) -> Reply:
    """What a script sent in the page's hidden field: a JSON object; empty where it is anything else."""
    try:
        fields = json.loads(told)
    except (TypeError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def mapping(request: Any) -> dict[str, Any]:
    """A request that is a JSON object.

    Raises:
        UserError: it is not.
    """
    if not isinstance(request, dict):
        raise UserError("That request names no article.")
    return request


def is_identifier(value: Any) -> TypeGuard[str]:
    """Whether it is a document's or a version's id: 16 hex digits."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def identifier(fields: dict[str, Any], name: str) -> str:
    """A document's or a version's id: 16 hex digits, and nothing that could be a path or a name.

    Raises:
        DocumentNotFound: it is anything else.
    """
    value = fields.get(name)
    if not is_identifier(value):
        what = "article" if name == "document" else name
        raise DocumentNotFound(
            f"That address names no {what} of this library; is it whole? The Library lists the articles."
        )
    return value

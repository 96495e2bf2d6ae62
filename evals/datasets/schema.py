"""The JSON Schemas of our own formats, for editors and other programs; our own reading needs none.

``python -m evals.datasets.schema`` writes the ``….schema.json`` files anew; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path

from evals.datasets.conversations import OwnConversation
from evals.datasets.own import OwnQuestion, Strict

SCHEMA = Path(__file__).with_name("own_question.schema.json")
CONVERSATION_SCHEMA = Path(__file__).with_name("conversation.schema.json")
FORMS: dict[Path, type[Strict]] = {SCHEMA: OwnQuestion, CONVERSATION_SCHEMA: OwnConversation}


def schema(form: type[Strict] = OwnQuestion) -> str:
    """The schema of one line of a format, as the committed file holds it."""
    return json.dumps(form.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file, form in FORMS.items():
        file.write_text(schema(form), encoding="utf-8")

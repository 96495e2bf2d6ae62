"""The JSON Schema of our own format, for editors and other programs; our own reading needs none.

``python -m evals.datasets.schema`` writes ``own_question.schema.json`` anew; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path

from evals.datasets.own import OwnQuestion

SCHEMA = Path(__file__).with_name("own_question.schema.json")


def schema() -> str:
    """The schema of one line, as the committed file holds it."""
    return json.dumps(OwnQuestion.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")

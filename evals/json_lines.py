"""One field of the lines of a JSON lines file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from evals.datasets import DatasetError


def texts_in(path: Path, field: str) -> list[str]:
    """A field of each line that has it as text; the file may be gzipped.

    Raises:
        DatasetError: the file cannot be read, or a line is no JSON object.
    """
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            found = [json.loads(line).get(field) for line in lines]
    except (OSError, ValueError, AttributeError) as error:
        raise DatasetError(f"{path} cannot be read as JSON lines with a “{field}” each ({error}).") from error
    return [one for one in found if isinstance(one, str)]

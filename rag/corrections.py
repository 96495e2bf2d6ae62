"""What a person says about an article, as the library keeps it."""

from __future__ import annotations

from datetime import date

from index import Metadata, MetadataField, UserError, is_valid
from rag.questions import day


def metadata(published: date | str | None = None, **values: str | None) -> Metadata:
    """Corrections as a person gives them.

    Raises:
        UserError: ``published`` is not a date like 2011-09-26, or a value is not valid Unicode.
    """
    for name, value in values.items():
        if value and not is_valid(value):
            raise UserError(f"The {name} holds a character that is not valid Unicode text; take it out.")
    fields = {name: MetadataField(value.strip()) for name, value in values.items() if value and value.strip()}
    known = day(published)
    if known is not None:
        fields["published"] = MetadataField(known.isoformat())
    return Metadata(**fields)

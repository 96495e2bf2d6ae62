"""What kind of thing a name belongs to."""

import pytest

from rag.mentions.finding import names_in


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("Orla Penhall, a strategist at Wick & Sons, advised them to sell.", "person", ""),
        ("Orla Penhall, 52, drove a truck.", "person", ""),
        ("Orla Penhall, who led the rescue, was tired.", "person", ""),
        ("The fitter Orla Penhall had gone home.", "person", ""),
        ("The presiding judge, Orla Penhall, asked for a violin.", "person", ""),
        ("The widow Orla Penhall had gone home.", "person", "she"),
        ("Penhall, the brother of the skipper, came.", "person", "he"),
        ("Penhall, a warehouse at the harbour, burned.", "unknown", ""),
        ("Penhall, 2014 and today.", "unknown", ""),
        ("Penhall Steel cut its forecast.", "body", ""),
        ("Since 2014 Coastline News has grown.", "body", ""),
        ("Helen Steel wrote it.", "person", "she"),
    ],
)
def test_the_words_around_a_name_tell_its_kind(text, kind, gender):
    (name, *_) = names_in(text)
    assert (name.kind, name.gender) == (kind, gender)

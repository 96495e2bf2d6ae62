"""The share of a question's names that an article mentions."""

import pytest

from rag.reader.names import share_of_names

ARTICLE = "PARIS, Sept 26 (Reuters) - The British envoy met José Núñez of the European Union on Monday."


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("What happened?", 1.0),
        ("Whom did José Núñez meet?", 1.0),
        ("Whom did Jose Nunez meet?", 1.0),
        ("What does Britain want of the European Union?", 1.0),
        ("What does Brazil want of the European Union?", 0.5),
        ("What did Angela Merkel say in Berlin?", 0.0),
        ("Who came to Paris in 1987?", 0.5),
    ],
)
def test_a_name_counts_where_it_is_mentioned_in_any_form(question, share):
    assert share_of_names(question)(ARTICLE) == share


def test_a_name_is_no_part_of_another_word():
    assert share_of_names("Where does Ann live?")("The annual report was read in Annapolis.") == 0.0

"""What kind of words an answer should hold."""

import pytest

from rag.reader.expectations import expectation


@pytest.mark.parametrize("said", ["9", "nine", "Fourteen", "twenty-one", "ninety", "a dozen", "thousands"])
def test_a_number_in_words_answers_how_many(said):
    expected = expectation("How many people were hurt?")
    assert expected is not None
    assert expected(f"{said} people were hurt")
    assert not expected("People were hurt in the canteen of the county")

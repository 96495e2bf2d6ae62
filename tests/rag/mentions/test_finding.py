"""The names of a text."""

import pytest

from rag.mentions.finding import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aas Shipping 73.10 -2.6%", ["Aas Shipping"]),
        ("Aas Shipping 1,240", ["Aas Shipping"]),
        ("The fire in Cold Store 3 is out.", ["Cold Store 3"]),
        ("A report by Channel 4.", ["Channel 4"]),
    ],
)
def test_a_number_may_belong_to_a_name_and_a_price_does_not(text, names):
    assert [one.text for one in names_in(text)] == names

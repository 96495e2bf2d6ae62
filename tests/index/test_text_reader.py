"""Bytes become text exactly, and the encoding is named."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.readers import read

WORDS = "“We shall mend the wall,” said Zoë Müller — owner of a café.\r\nThe town’s mayor agreed."


def test_utf8_is_kept_character_for_character():
    result = read("a.txt", WORDS.encode())
    assert (result.text, result.encoding, result.note) == (WORDS, "utf-8", None)


def test_a_byte_order_mark_is_dropped_and_named():
    result = read("a.txt", codecs.BOM_UTF8 + WORDS.encode())
    assert result.text == WORDS
    assert result.encoding == "utf-8 with a byte order mark"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_wide_encodings_are_known_by_their_mark(codec):
    result = read("a.txt", WORDS.encode(codec))
    assert (result.text, result.encoding) == (WORDS, codec)


def test_big_endian_text_is_known_by_its_mark():
    assert read("a.txt", codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be")).text == WORDS


def test_windows_text_is_decoded_and_the_assumption_told():
    result = read("a.txt", (WORDS + "\n" + "The harbour is old and its wall is weak. " * 5).encode("cp1252"))
    assert result.text.startswith(WORDS)
    assert result.encoding == "windows-1252, assumed"
    assert "windows-1252" in str(result.note)


def test_another_alphabet_is_recognised():
    words = "Сегодня в городе открыли новый мост через реку. Жители довольны. " * 4
    result = read("a.txt", words.encode("cp1251"))
    assert (result.text, result.encoding) == (words, "windows-1251, assumed")


def test_one_damaged_byte_does_not_garble_the_rest():
    data = WORDS.encode() + b" \xff The end."
    result = read("a.txt", data)
    assert result.text == WORDS + " \ufffd The end."
    assert result.encoding == "utf-8, damaged"
    assert "1 damaged place" in str(result.note)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "nothing but blanks"),
        (codecs.BOM_UTF8, "nothing but blanks"),
        (b"\x7fELF\x00\x00\x01", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (bytes(range(128, 256)) * 3 + b"\x81\x8d\x8f", "could not be recognised"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", "begins like utf-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        read("odd.txt", data)
    assert str(caught.value).startswith("“odd.txt”")


def test_a_name_without_a_known_suffix_is_read_as_text():
    assert read("A pasted title", b"words").text == "words"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_survives_utf8(text):
    if not text.startswith("\ufeff"):
        assert read("a.txt", text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data):
    with suppress(SourceError):
        assert read("a.txt", data).text.strip()

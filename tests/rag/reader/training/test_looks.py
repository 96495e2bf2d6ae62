"""What a verifier learns from: the reader's best spans, right, wrong, or left out where it is hard to say."""

from rag.reader.marking import marked
from rag.reader.training.groups import Entry, Group
from rag.reader.training.looks import looks_of
from rag.reader.windows import Excerpt
from tests.rag.reader.wanting import Wanting

TEXT = "The mayor of Port Vell resigned on Monday. The harbour master stayed."
OTHER = "A ferry sank in the bay in 1987."


def group(answer=""):
    place = TEXT.find(answer)
    answers = ((place, place + len(answer)),) if answer else ()
    return Group("Who resigned?", (Entry(Excerpt(TEXT), answers), Entry(Excerpt(OTHER))))


def looks(wanted, answer=""):
    reader = Wanting(wanted)
    made = list(looks_of(group(answer), reader, reader.windows, 2))
    return [(words_of(one), one.answered) for one in made]


def words_of(one):
    """The words whose tokens have the question's type, in the passage."""
    (window,) = one.windows
    places = [n for n, token in enumerate(window.tokens) if window.types[token] == 0]
    text = (TEXT, OTHER)[window.excerpt]
    ((first, last),) = one.gold[0]
    assert window.tokens[places].tolist() == list(range(first, last + 1))
    return text[window.starts[places[0]] : window.ends[places[-1]]]


def test_the_best_spans_are_looked_at_and_only_what_answers_is_right():
    found = looks({"The mayor of Port Vell": 8.0, "ferry": 4.0, "harbour": 2.0}, "The mayor of Port Vell")
    assert found == [("The mayor of Port Vell", True), ("ferry", False)]


def test_the_right_words_are_a_further_look_where_the_reader_overlooked_them():
    found = looks({"harbour": 8.0, "ferry": 4.0}, "The mayor of Port Vell")
    assert found == [("harbour", False), ("ferry", False), ("The mayor of Port Vell", True)]


def test_words_that_say_half_of_it_are_neither_right_nor_wrong():
    found = looks({"mayor": 8.0, "ferry": 4.0}, "The mayor of Port Vell")
    assert ("mayor", True) not in found
    assert ("mayor", False) not in found


def test_nothing_is_right_where_nothing_answers():
    assert looks({"harbour": 8.0, "ferry": 4.0}) == [("harbour", False), ("ferry", False)]


def test_words_that_no_window_holds_are_not_marked():
    windows = Wanting({}).windows.windows("Who?", [Excerpt(TEXT)])
    assert marked(windows, 0, len(TEXT) - 3, len(TEXT) + 3) is None
    assert marked(windows, 1, 0, 3) is None

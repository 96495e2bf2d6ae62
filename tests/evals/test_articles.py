"""The invented articles of the benchmark."""

from evals.articles import articles, questions


def test_the_same_seed_gives_the_same_articles():
    assert articles(5, 3) == articles(5, 3)
    assert articles(5, 3) != articles(5, 4)
    assert questions(20, 3) == questions(20, 3)


def test_articles_have_the_length_of_news():
    for article in articles(20):
        paragraphs = article.text.strip().split("\n\n")
        assert paragraphs[0] == article.title
        assert 16 <= len(paragraphs) - 1 <= 24
        assert all(paragraph.count(".") >= 1 for paragraph in paragraphs[1:])


def test_nothing_is_left_unfilled_or_said_twice():
    assert len({article.text for article in articles(200)}) == 200
    assert not any("{" in article.text for article in articles(20))
    assert len(set(questions(100))) == 100

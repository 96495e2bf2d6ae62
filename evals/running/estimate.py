"""How long a run will take, told before it begins."""

from __future__ import annotations

import time

from evals.articles import articles
from index import Encoder

# What a typical run does, in texts of the length of a passage to embed: one passage has about 600 characters,
# a chunk of the plain pipeline covers about 4,000 and costs two, and an answer reads some 30 sentences, a
# third as long each, twice where it was withheld.
PASSAGE_CHARACTERS = 600
CHUNK_CHARACTERS = 4_000
PASSAGES_A_CHUNK = 2
PASSAGES_AN_ANSWER = 14
PASSAGES_A_SEARCH = 3
SAMPLE = 32
# Runs shorter than this are not announced.
WORTH_TELLING = 45.0


def seconds_a_passage(encoder: Encoder) -> float:
    """How long this machine takes, now, to embed a text of the length of a passage."""
    text = articles(1)[0].text
    sample = [text[start : start + PASSAGE_CHARACTERS] for start in range(0, 20 * SAMPLE, 20)]
    encoder.encode(sample[:4])
    started = time.perf_counter()
    encoder.encode(sample)
    return (time.perf_counter() - started) / len(sample)


def estimated_passages(characters: int, questions: int, asking: bool, plain: bool) -> float:
    """The work of a run, in passages to embed: so many characters of text, so many questions."""
    work = characters / PASSAGE_CHARACTERS + questions * PASSAGES_A_SEARCH
    if plain:
        work += PASSAGES_A_CHUNK * characters / CHUNK_CHARACTERS
    if asking:
        work += questions * PASSAGES_AN_ANSWER
    return work


def sentence(seconds: float, documents: int, questions: int) -> str | None:
    """The estimate in words, None where it is not worth telling."""
    if seconds < WORTH_TELLING:
        return None
    minutes = max(1, round(seconds / 60))
    return (
        f"This takes about {minutes} minute{'s' * (minutes != 1)}: {documents:,} documents to add and "
        f"{questions:,} questions to ask. It can be stopped with Ctrl-C and goes on with the same command."
    )

"""From a recipe's mixes to groups: questions drawn from their sources, cut, and given their negatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from index import ConfigError
from rag.reader.training.example import Example
from rag.reader.training.groups import Cutter, Group, group_of, without_answer
from rag.reader.training.makers import MAKERS
from rag.reader.training.mining import Miner
from rag.reader.training.recipe import Mix, SourceShare

# What a source's path begins with that stands beside this file instead of in the data folder.
PACKAGED = "packaged:"
# Texts longer than this are cut around the answer before anything else: a whole article has no place here.
LONGEST = 4_000


def drawn(shares: Sequence[SourceShare], data: Path, seed: int) -> list[Example]:
    """The examples of some sources in their shares, the same ones for the same seed.

    Raises:
        ConfigError: a maker is unknown, or a source cannot be read.
    """
    found: list[Example] = []
    for share in shares:
        if share.maker not in MAKERS:
            raise ConfigError(f"There is no maker “{share.maker}”; there are {', '.join(sorted(MAKERS))}.")
        examples = list(MAKERS[share.maker](place_of(share.path, data), share, seed))
        found += portion(examples, share.share, Random(f"{seed} {share.path} {share.maker}"))
    Random(seed).shuffle(found)
    return [shortened(example) for example in found]


def place_of(path: str, data: Path) -> Path:
    """Where a source lies: in the data folder, or in this package."""
    if path.startswith(PACKAGED):
        return Path(__file__).parent / path.removeprefix(PACKAGED)
    return data / path


def portion(examples: Sequence[Example], share: float, random: Random) -> list[Example]:
    """A share of the examples, drawn without replacement; each ⌊share⌋ times and a part once more."""
    whole, rest = divmod(share, 1)
    count = round(rest * len(examples))
    return [*(list(examples) * int(whole)), *random.sample(list(examples), count)]


def shortened(example: Example) -> Example:
    """The example with a text of at most some ``LONGEST`` characters around its first answer."""
    if len(example.text) <= LONGEST:
        return example
    centre = example.answers[0][0] if example.answers else 0
    start = max(0, centre - LONGEST // 2)
    start = example.text.rfind("\n", 0, start) + 1 if "\n" in example.text[:start] else start
    start = max(start, centre - LONGEST)
    end = min(len(example.text), start + LONGEST)
    answers = tuple((a - start, b - start) for a, b in example.answers if a >= start and b <= end)
    return replace(example, text=example.text[start:end], answers=answers)


def groups(
    mix: Mix, examples: Sequence[Example], cutter: Cutter, miner: Miner, random: Random
) -> Iterator[Group]:
    """The groups of a mix; those whose answer was cut in two are left out."""
    mined = miner.mine(examples, mix.negatives * 2) if mix.mined else {}
    for example in examples:
        found = mined.get(example.question, [])
        group = group_of(example, cutter.entries(example), found, mix.negatives, random, mix.own)
        if group is None:
            continue
        left_out = group.answered and len(group.entries) > 1 and random.random() < mix.left_out
        yield without_answer(group) if left_out else group

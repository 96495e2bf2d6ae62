"""Telling that a question is not in English, by its script or by its function words.

A question that is taken for a foreign one gets no answer, so an English one must not be: “Who wrote Les
Misérables?” and “What did Ursula von der Leyen tell Die Zeit?” are English, whatever names are in them. A
foreign one that is missed is only looked for in vain. So names, titles and what stands in quotation marks
do not count; articles and prepositions alone, as names hold them, are not enough; and one function word of
English makes it English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

OTHER_SCRIPT = "Groundwire answers questions in English; this one is written in another script."
OTHER_LANGUAGE = "Groundwire answers questions in English; this one seems to be in {}."

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")
# A word, with the apostrophe that ties it to the next one: “qu’”, “dov’”, “l’”.
_WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?|¿")
_SENTENCE_END = re.compile(r"[.?!:¡¿]\W*$")

# Function words of English: a question that has one is in no language that has it not.
ENGLISH = frozenset(
    """a about after an and any are as at be been before but by can could did do does for from had has
    have he her his how i if in into is it its me must my no not of on or our out over she should
    so some than that the their them then there these they this those to under us was we were what
    when where which who whom whose why will with would you your""".split()
)


@dataclass(frozen=True, slots=True)
class Language:
    """The function words of a language, in lower case; an entry of two words is two that follow each other.

    ``telling`` ask or say that something is or was so. No English sentence has them; ``others`` stand in
    names too (“de la Cruz”), or in English with another meaning (German “die”, French “pour”).
    """

    name: str
    telling: frozenset[str]
    others: frozenset[str]


def language(name: str, telling: str, others: str, pairs: str = "") -> Language:
    """A language of its words, set apart by blanks; of its telling pairs, by commas."""
    together = (pair.strip() for pair in pairs.split(",") if pair.strip())
    return Language(name, frozenset({*telling.split(), *together}), frozenset(others.split()))


LANGUAGES = (
    language(
        "French",
        """qui que qu' quoi quand où pourquoi combien quel quelle quels quelles sont était étaient ont
        furent seront""",
        """a au aux avec c' ce ces cette chez comment d' dans de depuis des dit du elle elles en entre est et
        fut il ils j' je l' la le les leur leurs mais me n' ne nous on ou par pas plus pour s' sa se sera ses
        selon son sous sur un une vous y à été""",
        "qui a, qui est, qui sont, qui ont, comment s', comment le, comment la, comment les, comment l'",
    ),
    language(
        "German",
        """wer wem wessen wann warum wieso weshalb wie wo woher wohin womit wofür wieviel welche welcher
        welches welchen welchem ist sind waren wurde wurden haben hatte hatten wird werden sagte sagten
        geschah bedeutet""",
        """als am an auf aus bei beim bis das dass dem den der des die ein eine einem einen einer er
        es für gegen hat her ich im in man mit nach nicht noch oder passiert seit sich sie so über um
        und uns viel viele vom von vor war was wen will zu zum zur""",
        """wer hat, wen hat, was hat, wie hat, hat der, hat die, hat das, hat ein, was ist, was sind, wer ist,
        war der, war das""",
    ),
    language(
        "Spanish",
        """¿ quién quiénes quien qué que cuándo cuando dónde donde cuánto cuántos cuánta cuántas cuanto
        cuantos cómo cuál cuáles cual está están fue fueron dijo dijeron""",
        """a al antes como con contra de del desde después el ella ellos en entre era eran es esa ese
        esta este ha han hasta hay la las le les lo los me más no o para pero por se según sido
        sin sobre son su sus un una unos y""",
        "por qué, por que, quién ha, qué ha, qué es, quién es, lo que",
    ),
    language(
        "Italian",
        """quando perché perchè quanto quanti quanta quante quale quali qual è sono erano hanno furono dov'
        cos' com' detto""",
        """a ai al alla alle anche c' che chi ci come con contro cosa d' da dai dal dalla degli dei del della
        dell' delle dello di dopo dove e era fra fu gli ha i il in l' la le lo ma me nei nel nella
        nell' no non o per più prima si stata stati stato su sua sul sulla suo tra un una uno un'""",
        "chi ha, chi è, chi sono, chi era, chi fu, che cosa, cosa ha, cosa è, di chi",
    ),
    language(
        "Portuguese",
        """quem quê que quando onde quanto quantos quanta quantas qual quais é são foi foram está estão
        disse disseram""",
        """a ao aos as até com como contra da das de depois do dos e ela ele em entre era eram eles
        essa esse esta este há mais mas me na nas no nos não o os ou
        para pela pelo por se sem
        sobre sua seu tem têm um uma à às""",
        "por que, o que, quem foi, quem é, do que",
    ),
    language(
        "Dutch",
        """wie wanneer waar waarom waarheen hoeveel welke welk zijn heeft hebben werd werden wordt worden
        zei gebeurde gebeurd""",
        """aan als bij dat de deze die dit door een en er had het hij hoe hun in is kan met na naar niet
        of om onder op over te tegen tot uit van volgens voor waren was wat we ze zich""",
        "wat is, wat zijn, wat was, wat heeft, wie is, wie was, hoe heet, hoe is, hoe lang",
    ),
    language(
        "Swedish",
        "vem vilka vilken vilket vad varför när hur är blev sade",
        """alla att av de den det efter en ett från för genom har hade i inte man med mellan mot och om
        på sa sig sin som till under var vid över""",
        "hur många, hur mycket, vem är, vem har, vad är, vad har",
    ),
    language(
        "Danish or Norwegian",
        """hvem hvad hva hvor hvornår hvorfor hvordan hvilken hvilket hvilke når blev ble sagde""",
        """af alle at av de den der det efter en er et etter for fra har havde hadde i ikke man med
        mellem mod mot og om over på seg sig sin som til under var ved""",
        "hvor mange, hvor meget, hvor mye, hvem er, hvem har, hvad er, hva er",
    ),
    language(
        "Polish",
        """kto kogo komu kiedy gdzie dlaczego ile który która które czyj czy są był była było były""",
        """a ale by co do dla i jak jest na nad nie o od on po pod przed przez przy się to w we z za ze że""",
        "co się, to jest, kto jest, co jest, ilu ludzi",
    ),
)  # fmt: skip


def not_english(question: str) -> str | None:
    """The sentence that says that a question is not in English; None where it is, or may be."""
    if not is_latin(question):
        return OTHER_SCRIPT
    seeming = language_of(question)
    return OTHER_LANGUAGE.format(seeming) if seeming else None


def is_latin(question: str) -> bool:
    """Whether most letters of a question are Latin; one without letters counts as Latin."""
    letters = [character for character in question if character.isalpha()]
    latin = [letter for letter in letters if "LATIN" in unicodedata.name(letter, "")]
    return not letters or len(latin) * 2 >= len(letters)


def language_of(question: str) -> str | None:
    """The foreign language that a question in Latin letters seems to be in; None for English or unknown.

    A language must have a telling word in the question, and two words that English does not have; or the
    telling word at the beginning, and with it one that English has too (Portuguese “as”) or one with a
    letter that is not English. Those with the most words are named: “Spanish or Portuguese”.
    """
    words = list(spoken(question))
    plain = {word.removesuffix("'") for word in words}
    found = plain | {*words} | {f"{word} {following}" for word, following in pairwise(words)}
    marked = not all(word.isascii() for word in words if word != "¿")
    strengths: dict[str, tuple[int, int]] = {}
    for one in LANGUAGES:
        known = one.telling | one.others
        own, with_shared = len(found & known - ENGLISH), len(found & known) + marked
        begins = bool(words) and words[0] in one.telling
        enough = own > 1 or (begins and with_shared > 1)
        if enough and found & one.telling and plain & ENGLISH <= known:
            strengths[one.name] = own, with_shared
    most = max(strengths.values(), default=None)
    return " or ".join(name for name, strength in strengths.items() if strength == most) or None


def spoken(question: str) -> Iterator[str]:
    """The words that may be function words, in lower case: no names or titles, nothing quoted.

    That is those in small letters, and the first one of a sentence; all where all is in capitals.
    """
    text = _QUOTED.sub(" ", question)
    text = text.lower() if text.isupper() else text
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'")
        before = text[: match.start()].strip()
        if word.islower() or word == "¿" or not before or _SENTENCE_END.search(before):
            yield word.lower()

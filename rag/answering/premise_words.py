"""What :mod:`rag.answering.premises` must know of words: kin, opposites, and how verbs change.

The lists are ours: short, and of what news texts call off, deny and refuse.
"""

from __future__ import annotations

# Events that are called by several names; a verb stands with the nouns made of it.
KIN = (
    "meeting meet talk summit conference session negotiation gathering discussion",
    "vote election ballot poll referendum",
    "match game fixture race final tournament",
    "trip visit stay journey tour travel fly flight land arrive depart",
    "strike walkout",
    "wedding marry marriage",
    "concert show performance gig perform play",
    "trial hearing",
    "deal agreement treaty contract pact accord",
    "merger merge takeover acquisition acquire buy",
    "sale sell",
    "march demonstration protest rally demonstrate",
    "launch liftoff",
    "resign resignation quit",
    "arrest detain detention",
    "close closure shut",
    "open opening",
    "begin start commence",
    "end finish",
)
# Who was not even hurt was not killed: each group implies those before it.
HARM = (
    frozenset("kill killed dead die death fatality".split()),
    frozenset("hurt injure injury wound casualty harm".split()),
)
# Of a subject and an object only one of these can be true.
OPPOSITES = (
    ("win", "lose"),
    ("approve pass back accept adopt", "reject oppose block"),
    ("convict", "acquit"),
    ("die", "survive"),
    ("confirm admit acknowledge", "deny"),
)
# Of these, what they are about must be the same too.
ABOUT = frozenset("confirm admit acknowledge deny".split())
# What takes away that an event took place, as participles and past tenses; words apart are joined by a blank.
NEVER_HELD = (
    "called off",
    "put off",
    "cancelled",
    "canceled",
    "postponed",
    "scrapped",
    "shelved",
    "averted",
)
# What takes away only that it came to its end.
NOT_ENDED = ("adjourned", "abandoned", "suspended", "interrupted", "broken off")
# Said without “was”.
FELL = ("fell through", "collapsed before it began", "never took place", "did not take place")
# Who asks with these words takes for granted that the event took place, or came to its end.
HELD = frozenset(
    """agree attend begin chair cost discuss eat get go happen hear hold host last long meet open
    pay place play serve sing speak start wear""".split()
)
ENDED = frozenset(
    """beat close conclude count decide decision end finish lose loser outcome result return score
    sign turnout verdict victory win winner""".split()
)
# Whoever asks with one of these knows that it was called off, or asks about the time to come.
KNOWN = frozenset(
    """abandon adjourn call cancel could decline delay deny due expected fail going if may meant
    might never next no nobody none not plan planned postpone put refuse reject reschedule rule
    scheduled scrap shall shelve should supposed suspend will without would""".split()
)
# Verbs too light, or too much about saying and knowing, to be what a question takes for granted.
LIGHT = frozenset(
    """add answer ask be become call claim come comment describe do explain feel get give go
    happen have know let look make mean mention name reply say see seem speak state take tell
    think try use want""".split()
)
# They say nothing of the matter of a question.
EMPTY = frozenset(
    """date day how long man many much often old people person reason time what when where which
    who why woman year""".split()
)
NEGATIONS = frozenset("not never".split())
AUXILIARIES = frozenset(
    """am are be been being can could did do does had has have is was were will would""".split()
)
# “He should not resign” denies nothing.
UNREAL = frozenset("should must might may if unless whether".split())
# Before a verb they may take back that it happened.
DENYING = frozenset(
    """could denied denies deny failed if may might must never no nobody none not out refused
    should to unable unless whether will without would""".split()
)
# Behind “not” they deny the time or the reason only.
LIMITS = frozenset("until till because before only just merely simply alone solely unless due as".split())
DECISIONS = frozenset(
    "decide decided chose choose vow vowed promise promised pledge pledged agree agreed opted".split()
)
# Other ones than those asked about.
OTHER = frozenset(
    """additional another earlier else elsewhere first former further later more new other others
    own previous rival second separate similar third""".split()
)
REPORTING = frozenset(
    """added adds announced argued argues believes claimed claims insisted insists reported
    reports said say says stressed tells thinks thought told warned wrote""".split()
)
SUBORDINATE = frozenset(
    """after although and as because before but if or since so than that though when where which
    while who whom whose""".split()
)
PREPOSITIONS = frozenset(
    """about across against among at between by during for from in inside into near of off on
    outside over through to toward towards under with""".split()
)
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your any some all both each every".split()
)
PRONOUNS = frozenset("he she it they".split())
SPEAKERS = frozenset("i we".split())
NOBODY = (("no", "one"), ("nobody",), ("none",), ("no", "people"), ("no", "person"))
# Verbs whose base form is not their stem.
BASES = {
    form: forms.split()[0]
    for forms in """
        begin began begun, break broke broken, build built, buy bought, catch caught, choose
        chose chosen, come came, draw drew drawn, drive drove driven, fall fell fallen, fight
        fought, find found, fly flew flown, forget forgot forgotten, get got gotten, give gave
        given, go went gone, grow grew grown, hear heard, hide hid hidden, hold held, keep kept,
        lay laid, lead led, leave left, lose lost loss, make made, meet met, pay paid, ride rode
        ridden, rise rose risen, run ran, see saw seen, sell sold, send sent, shake shook
        shaken, shoot shot, shrink shrank, sing sang sung, sink sank sunk, sleep slept, speak
        spoke spoken, spend spent, stand stood, steal stole stolen, strike struck, swear swore
        sworn, swim swam swum, take took taken, teach taught, tear tore torn, tell told, think
        thought, throw threw thrown, win won, withdraw withdrew withdrawn, write wrote written,
        wake woke woken""".split(",")
    for form in forms.split()
}

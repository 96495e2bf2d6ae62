"""What :mod:`rag.answering.premises` must know of words: kin, opposites, and how verbs change.

The lists are ours: short, and of what news texts call off, deny and refuse.
"""

from __future__ import annotations

# Events that are called by several names; a verb stands with the nouns made of it.
KIN = (
    "meeting meet talk summit conference session negotiation gathering discussion",
    "vote election ballot poll referendum",
    "match game fixture race final tournament",
    "trip visit journey tour travel fly flight land arrive depart",
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
HARM = ("kill killed dead die death fatality", "hurt injure injury wound casualty harm")
# Of a subject and an object only one of these can be true.
OPPOSITES = (
    ("win", "lose"),
    ("approve pass back accept adopt", "reject oppose block"),
    ("convict", "acquit"),
    ("die", "survive"),
    ("confirm", "deny"),
)
# What takes away that an event took place, as participles and past tenses; words apart are joined by a blank.
NEVER_HELD = (
    "called off",
    "put off",
    "cancelled",
    "canceled",
    "postponed",
    "scrapped",
    "shelved",
    "dropped",
    "averted",
)
# What takes away only that it came to its end.
NOT_ENDED = ("adjourned", "abandoned", "suspended", "interrupted", "broken off")
# Said without “was”.
FELL = ("fell through", "collapsed before it began", "never took place", "did not take place")
# Who asks with these words takes for granted that the event took place, or came to its end.
HELD = frozenset(
    """attend agree begin last long discuss hold happen hear host open place speak start chair cost eat meet play
    sing wear get pay go serve""".split()
)
ENDED = frozenset(
    """end finish win lose winner loser result outcome decide decision verdict score conclude close sign return count
    beat turnout victory""".split()
)
# Whoever asks with one of these knows that it was called off, or asks about the time to come.
KNOWN = frozenset(
    """call cancel postpone put scrap shelve delay adjourn abandon suspend refuse decline fail deny reject no not never
    without nobody none rule reschedule will shall going scheduled due planned plan would should if expected supposed
    meant might may could next""".split()
)
# Verbs too light, or too much about saying and knowing, to be what a question takes for granted.
LIGHT = frozenset(
    """be have do say tell know name make take give get go come want think see add claim comment explain mention
    describe speak call state ask answer reply mean happen become look seem feel let use try""".split()
)
NEGATIONS = frozenset("not never".split())
AUXILIARIES = frozenset(
    """am are is was were be been being has have had do does did will would can could""".split()
)
# “He should not resign” denies nothing.
UNREAL = frozenset("should must might may if unless whether".split())
# Behind “not” they deny the time or the reason only.
LIMITS = frozenset("until till because before only just merely simply alone solely unless due".split())
DECISIONS = frozenset("decide decided chose choose vow vowed promise promised pledge pledged agree agreed opted".split())
# Other ones than those asked about.
OTHER = frozenset(
    """other others another second third former previous earlier first separate further more else elsewhere
    additional new own later rival similar""".split()
)
REPORTING = frozenset(
    """said says say told tells added adds claimed claims insisted insists announced reported reports wrote argued
    argues stressed warned believes thinks thought""".split()
)
SUBORDINATE = frozenset(
    """that which who whom whose when while where because although though before after but or and if as since so
    than""".split()
)
PREPOSITIONS = frozenset(
    """of in on at for from to with between against over under by about into near during through among across
    outside inside towards toward off""".split()
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
    for forms in (
        "begin began begun", "break broke broken", "build built", "buy bought", "catch caught", "choose chose chosen",
        "come came", "draw drew drawn", "drive drove driven", "fall fell fallen", "fight fought", "find found",
        "fly flew flown", "forget forgot forgotten", "get got gotten", "give gave given", "go went gone", "grow grew grown",
        "hear heard", "hide hid hidden", "hold held", "keep kept", "lay laid", "lead led", "leave left", "lose lost loss",
        "make made", "meet met", "pay paid", "ride rode ridden", "rise rose risen", "run ran", "see saw seen", "sell sold",
        "send sent", "shake shook shaken", "shoot shot", "shrink shrank", "sing sang sung", "sink sank sunk", "sleep slept",
        "speak spoke spoken", "spend spent", "stand stood", "steal stole stolen", "strike struck", "swear swore sworn",
        "swim swam swum", "take took taken", "teach taught", "tear tore torn", "tell told", "think thought",
        "throw threw thrown", "win won", "withdraw withdrew withdrawn", "write wrote written", "wake woke woken",
    )
    for form in forms.split()
}  # fmt: skip

"""Words that tell the tense of a clause in news prose, and the words and marks that part clauses."""

from __future__ import annotations

import re

QUOTES = frozenset('“”"«»‘')
SUBORDINATE = frozenset(
    "which who whom whose when while where because though although that as since so".split()
)
UNREAL = frozenset("if unless whether than".split())
BREAKS = (
    QUOTES
    | SUBORDINATE
    | UNREAL
    | frozenset(", ; : ( ) — – … ! ? and or but after before until till".split())
)
CARRIES_ON = frozenset([",", "and", "or", "after"])

WILL = frozenset("will won’t won't shall".split())
IS = frozenset("is are am isn’t isn't aren’t aren't it’s it's he’s he's she’s she's that’s that's".split())
WAS = frozenset("was were wasn’t wasn't weren’t weren't".split())
HAS = frozenset("has have hasn’t hasn't haven’t haven't".split())
UNSURE = frozenset("would could might should may can must wouldn’t wouldn't couldn’t couldn't cannot".split())
DUE = frozenset(
    "expected due scheduled set slated planned supposed likely hoping planning preparing bound".split()
)
PLANS = frozenset(
    "plan plans hope hopes intend intends aim aims want wants expect expects promise promises".split()
)
NOW = frozenset(
    "says say does do need needs lives live remains remain wants hopes plans think thinks".split()
)
REPORTED = frozenset("said told added noted wrote tweeted stated claimed explained replied insisted".split())
ARRANGED = frozenset(
    """announced called proposed arranged promised threatened offered postponed rescheduled moved
    confirmed warned urged demanded sought requested predicted forecast awaited prepared
    organised organized ordered invited summoned booked wanted hoped agreed decided pledged
    vowed feared discussed considered faced cancelled canceled delayed adjourned approved
    backed supported rejected welcomed criticised criticized mentioned""".split()
)
IRREGULAR = frozenset(
    """had did didn’t didn't hadn’t hadn't became began beat bought brought broke built came
    caught chose cut dealt died drew drove fell felt fled flew forgot fought found gave got
    grew heard held hit hurt kept knew laid led left lost made meant met paid put quit ran
    rang rose sang sank sat saw sent shook shot shut slid sold sought spent spoke stole stood
    struck sued swept swore taught threw took thought understood went withdrew won wore woke""".split()
)
PARTICIPLES = frozenset(
    "been begun broken chosen come done driven fallen flown given gone grown known".split()
)
KNOWN_PAST = IRREGULAR | PARTICIPLES | REPORTED | ARRANGED
NOT_PAST = frozenset(
    "hundred indeed need speed exceed proceed succeed breed greed creed steed embed shed".split()
)
ADVERBS = frozenset("not also again now still early late".split())
DETERMINERS = frozenset(
    "the a an his her their its our my this that these those some any each every no".split()
)
AUXILIARIES = WILL | IS | UNSURE | frozenset("be being to get gets getting".split())
ING_NOUNS = frozenset(
    """meeting building morning evening king hearing ruling training wedding bombing shooting
    killing nothing something anything everything during according including following spring
    bring string thing being briefing ceasing stabbing opening sitting crossing ring wing""".split()
)
# What may follow “to” where it opens no infinitive.
GOALS = DETERMINERS | frozenset(
    """hospital court parliament prison jail work school power office death life town people
    reporters journalists lawmakers""".split()
)
# A vote or a strike may lie ahead of the verb that speaks of it, unless the verb is about its taking place.
PLANNED_EVENTS = frozenset(
    """vote votes election elections meeting talks summit strike strikes protest protests rally
    debate hearing referendum match game final conference launch concert march demonstration
    session ceremony funeral wedding visit trip ballot poll race show premiere opening trial
    verdict ruling decision""".split()
)
PAST_EVENTS = frozenset(
    """attack attacks bombing blast explosion shooting killing killings murder death deaths
    arrest arrests crash earthquake quake storm accident raid assault riots collapse defeat
    fire blaze massacre price""".split()
)
TAKING_PLACE = frozenset(
    "held won lost ended opened began met attended survived saw drew beat made took".split()
)
BARRIERS = frozenset("for about ahead".split())
AFTER_FOR = re.compile(
    r"\bfor (?:the (?:first|second|third|last) time|life|murder|\w+ (?:hours|minutes|days|years))\b"
)
ADDRESSED = DETERMINERS | frozenset(
    """reporters journalists lawmakers parliament reuters in at by to statement interview
    telephone news conference briefing speech email letter television radio""".split()
)

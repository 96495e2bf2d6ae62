"""Words that refer back, and words that tell what kind of thing a name belongs to. The lists are ours."""

from __future__ import annotations

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself".split())
POSSESSIVE = frozenset("his her hers their theirs its".split())
REFLEXIVE = frozenset("himself herself themselves itself".split())
ASKING = frozenset("who whom whose what which when where why how".split())
# What may stand before a follow-up and adds nothing to it.
CONNECTIVES = r"(?:and|but|so|also|ok|okay|yes|no|well|then|now|oh|right|sure)"
# What answers what was said before a follow-up asks: “oh no. did …”.
INTERJECTIONS = (
    r"(?:(?:oh|ah|ha|hm+|mm+|lol|wow|gosh|ugh|ouch|whoa|really|interesting|thanks|okay|ok|yes|no|right|sure|well"
    r"|good|nice|great|i see|oh no|oh dear|fair enough)\b)"
)
# A question with one of these goes on from another.
GOING_ON = frozenset("afterwards again also another else instead later more next other others too".split())
NOTHING_SAID = frozenset(["i don't know.", "i don’t know.", "cannotanswer"])

MONTHS = frozenset(
    """january february march april may june july august september october november december""".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# They begin a sentence with a capital without being names.
NEVER_NAMES = (
    ASKING
    | HE
    | SHE
    | THEY
    | IT
    | frozenset(
        """a about above according actually additional additionally after again all also although among
        an and another any anybody anyone anything apart are around as aside asked at because been
        before being besides best between beyond both but by can could critics despite did do does
        during each earlier early either eventually even every everybody everyone everything except
        few final finally first five following for four from further furthermore had has have having
        hello her here high however i if in indeed initially inside instead into is its just last
        late later latest least like little many maybe may meanwhile might more moreover most much must
        my nearly neither never nevertheless new next no nobody none nor not nothing now of off often
        old on once one only onto or original originally other others our out over per perhaps
        please previous previously prior recent recently same second see seven several shall should
        since six so some somebody someone something soon still such ten than thanks that the
        their then there therefore these they third this those though three through throughout thus
        to today together twice tomorrow too toward towards two under unlike until up upon us very via was
        we were while will with within without would yes yesterday yet you your interview writing
        reporting editing asking speaking born tell describe explain give list name show summarise summarize
        christmas easter yeah thanks please does why can sorry
        eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
        fifty sixty seventy eighty ninety hundred hundreds thousand thousands millions dozens half""".split()
    )
)
# Who is called so is spoken of as “he” or “she”.
MEN = frozenset("man guy gentleman fellow boy bloke chap".split())
WOMEN = frozenset("woman lady girl".split())
MALE_TITLES = frozenset(
    "mr mister sir lord king prince duke emperor father brother pope chairman congressman baron count".split()
)
FEMALE_TITLES = frozenset(
    """mrs ms miss madam lady dame queen princess duchess empress mother sister countess chairwoman
    congresswoman""".split()
)
# A name behind one of these is a person's.
PERSON_TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """admiral ambassador archbishop attorney bishop captain cardinal chancellor chief coach
        colonel commander commissioner councillor deputy detective director doctor dr editor general
        governor imam inspector judge justice lieutenant major mayor minister officer premier
        president prof professor rabbi representative rev reverend secretary senator sergeant sheikh
        sheriff singer actor actress writer author producer drummer guitarist bassist guitarist
        spokesman spokeswoman spokesperson sultan superintendent teacher lawyer analyst scientist
        engineer driver owner farmer""".split()
    )
)
MALE_NAMES = frozenset(
    """aaron abdul abraham adam ahmed alan albert alex alexander alfred ali amir andre andrew andy anthony
    antonio arthur barry ben benjamin bernard bill billy bob bobby boris brad bradley brandon brian
    bruce bryan carl carlos chad charles charlie chris christian christopher clark claude clint colin
    craig curt dale dan daniel danny dave david dean dennis derek diego dick dmitri don donald doug
    douglas dwight earl ed eddie edgar edmund eduardo edward elijah emmanuel eric ernest eugene evan felix
    fernando francis francisco frank franklin fred frederick gabriel gareth gary gene geoffrey george
    gerald gerard giovanni glenn gordon graham greg gregory guy hamid hans harold harry hassan hector
    henry herbert howard hugh hugo hussein ian ibrahim igor isaac ivan jack jackson jacob jacques jake
    james jamie jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel johann
    john johnny jon jonathan jorge jose joseph josh joshua juan julian julius justin karl keith ken
    kenneth kenny kevin kirk klaus kurt kyle larry laurence lawrence lee len leo leon leonard lewis liam
    lloyd logan louis lucas luis luke mahmoud malcolm manuel marc marcel marco marcus mario mark martin
    marvin matt matthew maurice max mehmet michael michel miguel mike mohamed mohammad mohammed morris
    muhammad nathan neil nicholas nick nigel noah norman oliver omar oscar otto owen pablo pat patrick
    paul pedro pete peter phil philip philippe phillip pierre rafael ralph ramon randy raul ray raymond
    reginald rehman richard rick ricky rob robert roberto rodney roger roland ron ronald ronnie ross roy
    rudolf rupert russell ryan sam samuel scott sean sergei seth shane sidney simon stan stanley stefan
    stephen steve steven stewart stuart ted terry theodore thomas tim timothy toby todd tom tommy tony
    travis trevor tyler umar vaslav vernon victor vincent vladimir wallace walter warren wayne wesley wilhelm
    will william willie winston xavier yasser yuri yusuf zachary""".split()
)
FEMALE_NAMES = frozenset(
    """abigail ada adele agatha agnes aisha alexandra alice alicia alison amanda amelia amy ana andrea
    angela angelina anita ann anna anne annie antonia april ashley audrey barbara beatrice becky bella
    bernadette beth betty beverly billie bonnie brenda bridget camilla carla carmen carol caroline
    carolyn catherine cecilia charlotte cheryl chloe christina christine cindy claire clara claudia
    connie courtney crystal cynthia daisy dana daniela dawn deborah debra denise diana diane dolores
    donna dora doris dorothy edith eileen elaine eleanor elena elisabeth eliza elizabeth ella ellen
    emily emma erica erin esther ethel eva eve evelyn fatima faye fiona florence frances gabriela gail
    georgia georgina geraldine gertrude gillian gina gladys gloria grace greta hannah harriet hazel
    heather heidi helen helena hilary hilda hillary hina holly ida imogen ingrid irene iris isabel
    isabella ivy jacqueline jade jane janet janice jean jennifer jessica jill joan joanna jodie josephine
    joyce judith judy julia julie june karen kate katherine kathleen kathryn kathy katie katy kelly
    khadija kim kristin laura lauren lea leah leila lena lillian lily linda lisa lois lorraine louise
    lucia lucy lydia lynn mabel madeleine madonna mae maggie margaret maria marianne marie marilyn
    marina marion marjorie martha martina mary maureen may megan melanie melissa mercedes mia michelle
    mildred miranda miriam moira molly monica myra nadia nancy naomi natalie natasha nathalie nicola
    nicole nina nora norma olga olivia pamela patricia patsy patti paula pauline penelope phyllis
    polly rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary ruby ruth
    sabrina sally samantha sandra sara sarah shannon sharon sheila shirley sophia sophie stella
    stephanie sue susan suzanne sylvia tamara tara teena teresa theresa tina tracy ursula valerie vanessa
    vera veronica victoria violet virginia vivian wanda wendy whitney winnie winona yasmin yolanda
    yvonne zoe""".split()
)
# A name that ends with one of these is a body's or a thing's, not a person's.
BODIES = frozenset(
    """academy agency airlines alliance army assembly association authority bank board bureau church
    club college commission committee company congress corp corporation council court department
    embassy federation force forces foundation front government group guild hospital inc industries
    institute labour league limited ltd ministry movement museum network office orchestra
    organisation organization parliament party plc police press records republicans school senate
    service services society studios team theatre theater times treaty trust union university
    newspaper tribune post""".split()
)
# So does one that ends with what a company makes, trades in or is, where it has no given name before it.
INDUSTRIES = frozenset(
    """aerospace airways aviation breweries brewery broadcasting capital cement chemicals chronicle coal
    communications consulting courant electric electronics energy engineering entertainment equity
    exchange finance financial foods freight gas gazette herald holding holdings insurance investments
    journal laboratories labs logistics lines media metals mining motors mutual news oil partners petroleum
    pharma pharmaceuticals pictures power productions publishing radio rail railway railways retail
    securities shipping shipyard software solutions steel stores supermarkets systems technologies technology
    telecom telegraph telephone television terminals textiles trading tv utilities ventures water weekly
    works""".split()
)
PLACES = frozenset(
    """avenue bay beach bridge castle city county desert district harbor harbour hill hills island
    islands lake mountain mountains ocean palace park peninsula province region republic river road
    sea square stadium station states street town valley village waziristan""".split()
)
# What these name is spoken of as “they” as often as as “it”.
COLLECTIVES = frozenset(
    """army audience band board cabinet choir class club committee company congregation council couple
    court crew crowd department family firm force gang government group jury management ministry
    military navy network orchestra parliament party police press public staff team union""".split()
)
COMPANIES = frozenset("business company firm".split())
GROUPS = frozenset("group organisation organization".split())
# No body with one of these in its name is “the company”.
NO_COMPANIES = frozenset(
    """alliance army assembly association authority bureau cabinet church college commission committee
    congress council court department embassy federation force forces front government hospital institute
    labour league ministry movement museum navy network parliament party police republicans school senate
    treaty tribune trust union university""".split()
)
# What “this” and “that” stand before without meaning one thing of the conversation.
TIME_NOUNS = frozenset(
    """age century day days decade era evening hour moment month morning night period point season
    stage summer time times week weekend winter year years""".split()
)
# Behind a noun these are verbs: “did the Wick ferry carry”, “the Wick ferry last year”.
ENDING_PHRASES = frozenset(
    """agree appear apply arrive ask become begin belong break bring build buy carry catch choose come
    consist contain continue cost cover decide defend deliver deny depend describe destroy die differ do
    earn eat employ enjoy escape exist expect explain face feel find fly follow forbid forget get give go
    grow happen have hear hide hire hold include intend invite join keep kill know lead learn leave
    lie live look lose make mean meet mention need occur open operate own pay persuade prefer prepare
    prevent produce promise propose prove provide publish pull push raise reach read receive recommend
    refuse reject remain remember remove repair replace require resign respond retire ride run save
    say see seem sell send serve settle show sink sit sleep speak spend stand start stay stop suffer
    suggest survive swear take teach tell think throw trust try understand use wait want warn wear win
    wish write yield last next""".split()
)
COUNTRIES = frozenset(
    """afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium bolivia bosnia botswana brazil britain bulgaria burma cambodia cameroon canada chad
    chile china colombia congo croatia cuba cyprus denmark ecuador egypt england eritrea estonia
    ethiopia finland france gabon gambia germany ghana greece guatemala guinea haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya kosovo kuwait
    kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg madagascar malawi malaysia mali
    malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands
    nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda scotland senegal serbia singapore
    slovakia slovenia somalia spain sudan sweden
    switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine
    uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe america europe africa asia u.s u.k
    us uk usa eu""".split()
)
# Of a country, and nothing that a question is about: “Indonesian reefs”.
DEMONYMS = frozenset(
    """afghan african albanian algerian american arab argentine armenian asian australian austrian
    bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese cambodian canadian
    caribbean chilean chinese colombian congolese croatian cuban cypriot czech danish dutch egyptian
    english estonian ethiopian european finnish french georgian german ghanaian greek guatemalan
    hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese
    jordanian kazakh kenyan korean kosovan kuwaiti laotian latvian lebanese liberian libyan lithuanian
    malaysian malian maltese mexican moldovan mongolian moroccan namibian nepali nigerian
    norwegian omani pakistani palestinian panamanian paraguayan peruvian philippine polish portuguese qatari
    romanian russian rwandan saudi scottish senegalese serbian singaporean slovak slovenian somali spanish
    sudanese swedish swiss syrian taiwanese tanzanian thai tunisian turkish ugandan ukrainian
    uruguayan venezuelan vietnamese welsh yemeni zambian zimbabwean""".split()
)

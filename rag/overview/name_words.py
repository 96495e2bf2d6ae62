"""Words that tell what a name names: a person, an organisation or a place. The lists are ours."""

from __future__ import annotations

# Before a name, as a rule in small letters or as part of a run of capitals, they say that a person follows.
ROLES = frozenset(
    """actor actress administrator admiral adviser advisor agent ally ambassador analyst apprentice
    archbishop architect aunt author baker banker baron biologist bishop boss brother captain cardinal ceo
    chair chairman chairperson chairwoman chancellor chief coach colleague colonel columnist commander
    commissioner composer conductor correspondent councillor counsel counsellor count countess cousin
    critic curator dame daughter dealer deputy director doctor dr driver economist editor engineer envoy
    executive expert farmer father firefighter fireman fitter foreman founder friend general geographer
    geologist governor grandfather grandmother guard guitarist head historian husband imam inspector
    investor journalist judge justice king lady lawyer leader lecturer lieutenant lord major manager
    marshal master mayor mechanic midwife miner minister miss mister mother mr mrs ms musician neighbor
    neighbour nurse officer official opponent owner painter partner pastor patriarch pensioner philosopher
    photographer physician physicist pilot player poet policeman pope premier president priest prince
    princess principal producer prof professor prosecutor psychologist queen rabbi rapper referee reporter
    representative researcher resident rival sailor scientist secretary senator sergeant sheriff singer
    sir sister skipper soldier solicitor son speaker spokesman spokesperson spokeswoman staff stoker
    strategist student superintendent surgeon surveyor teacher technician trader treasurer tutor uncle
    undersecretary veteran victim viola violinist waiter watchman widow widower wife winner witness worker
    writer""".split()
)

# In a name they tell an organisation.
BODIES = frozenset(
    """academy agencies agency airline airlines airways alliance army assembly association authority bank
    banks bbc bloc board brigade broadcasting bureau cabinet cathedral chamber choir church club co
    coalition college command commission committee companies company confederation congress consortium
    control cooperative corp corporation corps council courant court daily department devices directorate
    division dynamics electric electricity energy enterprises exchange express faculty federation
    fellowship firm fleet foods force forces foundation friends front fund gazette government group guard
    guardian headquarters herald holding holdings hospital inc industries inspectorate institute
    institution insurance intelligence international journal laboratory lines league limited llc ltd mail
    media
    militia ministry mission mosque motors movement museum nations navy network news newspaper observatory
    office oil opera orchestra organisation organization parliament partners partnership party pharma
    pharmaceuticals plc police post power press radio railway railways red regiment reserve school schools
    scouts senate service services shipping society software star state-run steel studio studios syndicate
    systems taskforce team technologies telecom telegraph television terminals theater theatre times trade
    tribunal tribune trust union university ventures watch water wire works""".split()
)

# Before the name of a body, over a comma: “the operator, Marsh Lines”.
MAKERS = frozenset(
    "operator maker builder supplier publisher broadcaster manufacturer retailer lender carrier".split()
)

# In a name they tell a place or a thing, whatever else stands in it.
PLACES = frozenset(
    """airport alley archipelago avenue bay beach bridge bypass canal cape castle city coast cold common
    creek dam desert dock east estate falls farm field forest fort garden gate glacier gulf harbor harbour
    heights highway hill hills house island islands isle junction kaj lake lane line mall market mill
    mount mountain mountains north ocean palace park path peninsula pier plain plaza port prison province
    quay quays region republic ridge river road sea sound south square stadium states station store strait
    street tower town tunnel valley viaduct village ward west wood woods zone""".split()
)

# With these the name of a place may begin.
BEGIN_PLACES = frozenset("cape fort lake loch mount port river".split())

# Before a name in small letters they say that a thing or a place is called so.
THINGS = frozenset(
    """boat bridge camp car district drug film freighter gauge highway inhaler lake mountain movie musical
    novel opera peninsula play port province region river ship song steamer street suburb tanker town
    trawler vessel village yacht""".split()
)

# What somebody does who speaks or acts, right behind or right before the name of who does.
ACTS = frozenset(
    """accepted accused accuses added adds admits admitted agreed agrees announced announces answered
    argued argues asked asks believed believes blamed blames called calls claimed claims complained
    conceded concluded condemned confirmed confirms criticised criticized decided declared declined
    defended demanded demands denied denies described dismissed disputed disputes estimate estimated
    estimates expected expects explained explains found hopes insisted insists joked maintained noted
    notes ordered plans pledged pointed praised predicted promised proposed refused rejected rejects
    remarked replied replies reported reports responded said says shouted stated suggested tells testified
    thanked thinks threatened told tweeted urged urges vowed wants warned warns welcomed wept whispered
    writes wrote""".split()
)

# Before the name of a place.
AT = frozenset(
    "in at near from to into through around between beyond towards toward outside inside via off".split()
)

# They begin sentences, and are no part of the name behind them.
OPENING = frozenset(
    """a about above according after against all also although amid among an and another any are as ask
    asked at be because before behind being below between both but by can could despite did do does during
    each early eight either even every few first five for four from good had has have he her here his how
    however i if in inside instead into is it its just last late later let like many may meanwhile more
    most much my neither never next nine no nobody none nor not nothing now of off on once one only or
    other our out over own perhaps please seven several she should since six so some soon still such ten
    than that the their them then there these they this those three through thus to today together
    tomorrow tonight too two under unlike until up upon us was we well were what when where whether which
    while who whose why will with within without would yes yesterday yet you your""".split()
)

# Days, months and the like; peoples are told by their endings (rag.terms).
CALENDAR = frozenset(
    """april august autumn christmas day december easter eve february friday january july june march may
    monday new november october ramadan saturday september spring summer sunday thursday tuesday wednesday
    winter year’s""".split()
)
PEOPLES = frozenset(
    """afghan african american arab arctic asian australian austrian belgian brazilian british bulgarian
    canadian catholic chinese christian croatian cuban czech danish dutch eastern egyptian english
    european finnish french german greek hungarian indian iranian iraqi irish islamic israeli italian
    japanese jewish korean latin lebanese libyan mexican muslim northern norwegian pakistani palestinian
    polish portuguese protestant roman romanian russian saudi scottish serb serbian slovak southern soviet
    spanish swedish swiss syrian turkish ukrainian vietnamese welsh western""".split()
)

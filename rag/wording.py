"""Words that :mod:`rag.terms` must know: those that tell nothing, and names that belong together.

The lists are ours.
"""

from __future__ import annotations

# An article tells of these in other words: what a person is to another, an attribute, a part of any story.
GENERIC = frozenset(
    """ability accident account accusation accusations act action actions activities activity
    address advantage advice affair age agency agreement aim aims allegation allegations
    alternative amount answer answers anyone anything area areas argument arguments article
    articles aspect attempt attitude audience author authorities authority average background bad
    basis beginning behalf behind belief benefit benefits best better bigger biggest billion birth
    birthday body book born boss bottom boy boys brother budget building capital case cases cause
    causes century challenge chance change changes character chief child children choice cities
    citizen citizens city claim claims clear colleague colleagues color colour comment comments
    common companies company comparison concern concerns conclusion condition conditions
    consequence consequences content context cost costs countries country couple course crime
    critic criticism critics currency current damage danger date daughter dead deadline deal death
    deaths decade decades decision decisions degree demand demands description detail details
    difference differences difficulties difficulty director disadvantage distance dozen duration
    duty earlier edition editor effect effects effort efforts else employee employees employer end
    ending enemies enemy error estimate event events everyone everything evidence example examples
    expectation experience expert experts explanation extent fact factor factors facts failure
    fairly families family fate father fault favour fear fears feature feeling feelings field
    figure figures final finding findings firm firms first focus following former founder friend
    friends front full function fund funds future game general girl girls goal goals good
    government governments group groups guilty guy half head headline height help higher highest
    history home hour hours house houses hundred husband idea ideas identity impact importance
    important incident incidents income individuals information intention interest interests
    inventor item items job jobs journalist journalists judge kind kinds know knowledge known lack
    language largest last later latest lawyer lead leader leaders least length less level life
    lift likely line list little living location locations long longer longest lower lowest main
    majority maker man manager manner march material matter maximum meaning means meant measure
    measures member members men message method methods middle million minimum minister minute
    minutes mistake moment money month months mood more morning mother motive move name names
    nation nationality nations nature near necessary need needs neighbour new news newspaper
    newspapers next night none nothing number numbers object objection occasion occupation offer
    offers office officer officers official officials only opinion opinions opponent opponents
    opportunity option options order organisation organisations organization organizations origin
    original other others outcome outside owner owners paper paragraph parent parents part parties
    partner parts party passage past pay people percent percentage period person persons
    perspective photo picture piece place places plan plans player point points policy politician
    politicians population position possible post practice predecessor premise present president
    press price prices principle problem problems procedure process product profession profit
    programme progress project promise proof proportion proposal proposals public publication
    purpose quality quantity question questions quote range rank rate ratio reaction reactions
    readers real reason reasons recent record region regions relation relationship religion remark
    remarks report reporter reporters reports reputation request requirement resident residents
    response responses responsibility responsible rest result results right rise risk risks role
    rule rules safe salary same scene score season second section sense sentence series service
    services share shares short side sides sign significance similar single sister site situation
    size skill small smallest solution solutions someone something son song sort source sources
    speaker speech speed spite spokesman spokesperson spokeswoman spot staff stage stance start
    state statement statements states statistics status step steps still stories story strategy
    strength style subject success successor suggestion suggestions sum support supporter
    supporters surname suspect suspects system target task team teams technique temperature terms
    text theme theory thing things third thousand threat threats time times title today tomorrow
    tonight top topic total town towns trend trouble true truth type types use user users value
    values version victim victims view views village visitor visitors voice volume wage way ways
    weakness week weekend weeks weight well whole width wife winner winners witness witnesses
    woman women word words work worker workers world worse worst worth writer writers wrong year
    years yesterday""".split()
)

# So common that its absence says nothing: what it means may be there in another word.
COMMON = frozenset(
    """abroad absence access add adult adults afternoon agent ahead alarm allies ally alone
    amounts anger anniversary announcement apart appeal appearance appointment approach approval
    arms arrangement arrangements arrest arrests arrival arrive article ask assault assets
    assistance attack attacks attention autumn award awards away baby back backing bags ball band
    bank banks base battle beach beat bed belong big bill bills bit black block blood blow blue
    board boat boats boost border borders bottle box break bridge bring broken brothers build
    buildings business businesses busy buyer buyers call calls calm camera camp campaign campaigns
    campus cancer candidate car care career careful cars cash catch ceremony chair chances charge
    charges charity check checks church claimed class classes clean clock close closed closure
    clothes club clubs coast cold collapse collection combat come comfort coming commander
    commanders commission committee communication communities community competition complaint
    complaints confidence conflict conflicts connection consumer consumers contact contest
    contract contracts contribution control controls cook cool copies copy corner correct council
    coup courage court courts cover create crew crisis cross crowd crowds culture cup customer
    customers cuts dark data day dealer dealers dealings dear debate debt deep defence defense
    delay delays delivery department departure design desire despite detention development device
    diet dinner direct direction discovery discussion discussions disease dispute disputes doctor
    doctors document documents dog dogs door doors doubt doubts dream dreams dress drink drive
    driver drivers drop drug drugs dry earnings earth east easy economy education election
    elections emergency emotion energy engine entry environment equipment escape evening exchange
    exit expense expenses eye eyes face facilities facility faith fall falls fame fan fans farm
    farmer farmers farms fast feet fight fighter fighters fighting film films finance finances
    fire fires fish flag flat flight flights floor flow flows food foot force forces foreign form
    forms free freedom fresh fuel fun gain gains gap garden gas gate gift gifts glass gold graves
    great green ground grounds growth guard guards guest guests gun gunman gunmen guns habit
    habits hair hand hands hard harm hat hate heart heat heavy height hero hill hobby hold holiday
    holidays honour hope hopes horse hospital hot hotel household households hunt ice image images
    independence industry injured injuries injury inquiry instance institution institutions
    instruments insurance interview interviews investigation investigations investigator
    investigators investment investor investors invitation island islands journey journeys joy
    jury justice keep key keys kill killer killing kitchen knife lake land lands large laugh
    launch law laws lawsuit lawyers lead league learn leave legal lessons letter letters letting
    liberty licence license lie lies light lights limit limits link links live lives loan loans
    local look loose lord lose loss losses lost lots love low luck lunch machine machines mail
    major majority makers making mark market markets marriage mass match matches mate materials
    meal meals meat media medicine meeting meetings memories memory menu merit messages military
    mind minds miss mission mobile mode model models modern mountain mouth movement movements
    movie movies murder murders museum music mystery national negotiation negotiations neighbours
    network networks nights noise north note notes novel object objects obstacle obstacles
    occasions ocean offence office offices oil old online operation operations opposition orders
    owner pace package page pages pain paint painting pair papers park partners passenger
    passengers path patience patient patients pattern payment payments peace penalty pension
    performance permission personnel phase phone phones photograph photographs phrase physical
    pilot pilots pipe plane planes planet plant plants plastic play players pleasure pleasures
    pocket poll polls poor pop porch port ports possession posts power powers praise prayer
    preparation presence press pressure pride priority prison prisoner prisoners private prize
    prizes production products profession profits programmes programs progress property
    prosecution prosecutor prosecutors protection protest protester protesters protests provision
    punishment pupil pupils purchase push quarrel quarter queue quiet race races radio raid raids
    rail rain range rates rating raw reach read readiness recovery red reduction refusal regime
    register regulation regulations relationships relatives relief remains removal repair repairs
    replacement representative representatives rescue research reserve residence resistance
    resource resources respect restaurant restaurants restriction restrictions return returns
    revenue revenues review reviews reward rich ride rights ring rival rivals river rivers road
    roads rock roof room rooms round route routes row rules run running rush sale sales sanction
    sanctions satisfaction save savings scale scandal schedule school schools science scientist
    scientists screen sea search seat seats secret secrets security seller senior sentences
    servant session set settlement shape shares ship ships shock shoes shop shops shot shots show
    shows sick sight signs silence silver sisters sites sizes skills skin sky sleep slow smile
    smoke snow society soldier soldiers solid songs sons soul sound south space speakers spirit
    split sport sports spouse spread spring square stadium stand standard standards star stars
    station stations stay stock stocks stone stop store stores storm strain stranger strategies
    street streets stress strike strikes struggle student students studies study stuff style
    summer sun surface surprise survey survival survivor survivors suspicion symbol sympathy
    symptoms table tail talk talks tank tax taxes teacher teachers technology telephone television
    temple tension tensions tent test tests texts thank thought thoughts ticket tickets tip tone
    tool tools topics touch tour tourist tourists towns track tracks trade traditions traffic
    train training trains travel treatment tree trees trial trials trick trip trips troop troops
    truck tune turn union unions unit units university upset vacation valley variety vehicle
    vehicles verdict vessel victory video videos visit visits volunteer volunteers vote voter
    voters votes wait wall walls war warning warnings wars waste watch water waters wave wealth
    weapon weapons weather wedding welcome west wheel white wide wild wind window wine winter wish
    wishes wonder wood worry wound wounds yard young youth""".split()
)

# Before a name they are not part of it; alone they name nobody.
TITLES = frozenset(
    """admiral ambassador april archbishop army august baron bishop brother cardinal chairman
    chairwoman chancellor chief coach colonel commissioner congressman congresswoman councillor
    count countess dame december deputy doctor dr duchess duke emperor empress father february
    first foreign former friday general governor home imam interior january judge july june
    justice king lady lieutenant lord madam major march may mayor minister miss monday mr mrs ms
    november october officer pope premier president prime prince princess prof professor queen
    rabbi rev reverend saint saturday secretary senator september sergeant sheikh sheriff sir
    sister speaker st sultan sunday thursday tuesday vice wednesday""".split()
)

# At the end of a name they say what kind of thing it is: “the bank” may be Barclays, a bank is not.
CLASSES = frozenset(
    """academy act agency agreement airlines airport airways alliance army assembly association
    authority avenue award awards bank bay board bridge bureau castle cathedral center centre
    championship championships church city club college commission committee company congress corp
    corporation council county court cup day department district embassy federation festival force
    forces forest foundation front government group hall harbor harbour hospital hotel inc
    industries institute island islands lake league limited ltd ministry mosque mountain mountains
    movement museum nations navy network newspaper office organisation organization palace park
    parliament party plc police port post prison prize province railway region republic research
    river road school schools sea senate service services society square stadium state states
    station strait street studios systems team theater theatre times treaty tribunal trust union
    university valley village""".split()
)

# What begins a question without being part of what is asked.
OPENERS = frozenset(
    """according compare define describe discuss explain find give identify list mention name
    outline please quote say show state summarise summarize tell""".split()
)

# Participles and past tenses that no ending gives away.
IRREGULAR = frozenset(
    """became become began begun bought broke broken brought built burnt came caught chose chosen
    come cost cut dealt did done drawn drew driven drove fallen fed fell felt fled flew flown
    forgotten fought found froze frozen gave given gone got grew grown had heard held hidden hit
    hurt kept knew known laid led left lost made met paid put quit ran read run said sank sat saw
    seen sent set shot shown shut sold sought spent split spoke spoken spread stole stolen stood
    struck stuck sunk swam swept swum taken taught thought thrown told took understood went
    withdrawn withdrew won written wrote""".split()
)

# Names that stand for each other: a mention of one is a mention of all. “*” takes longer words too.
SAME: tuple[tuple[str, ...], ...] = (
    ("US", "USA", "United States", "America*", "Washington"),
    ("UK", "Britain*", "British", "Briton*", "United Kingdom", "England", "English", "London"),
    ("EU", "European Union", "Europe*"),
    ("UN", "United Nations"),
    ("UAE", "Emirat*"),
    ("USSR", "Soviet*"),
    ("Afghanistan", "Afghan*"),
    ("Argentina", "Argentin*"),
    ("Belgium", "Belgian*"),
    ("China", "Chinese", "Beijing"),
    ("Cyprus", "Cypriot*"),
    ("Denmark", "Danish", "Dane*"),
    ("Finland", "Finnish", "Finn*"),
    ("France", "French*"),
    ("Greece", "Greek*"),
    ("Ireland", "Irish*"),
    ("Kazakhstan", "Kazakh*"),
    ("Myanmar", "Burma", "Burmese"),
    ("Netherlands", "Dutch*", "Holland"),
    ("Norway", "Norwegian*"),
    ("Peru", "Peruvian*"),
    ("Philippines", "Filipin*", "Philippine*"),
    ("Poland", "Polish", "Pole*"),
    ("Portugal", "Portuguese"),
    ("Russia*", "Moscow", "Kremlin"),
    ("Scotland", "Scottish", "Scot*"),
    ("Slovakia", "Slovak*"),
    ("Slovenia", "Sloven*"),
    ("Spain", "Spanish", "Spaniard*"),
    ("Sweden", "Swedish", "Swede*"),
    ("Switzerland", "Swiss"),
    ("Thailand", "Thai*"),
    ("Turkey", "Turkiye", "Turk*"),
    ("Ukraine", "Ukrain*"),
    ("Wales", "Welsh*"),
    ("mouse", "mice"),
    ("tooth", "teeth"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("BBC", "British Broadcasting Corporation"),
    ("CIA", "Central Intelligence Agency"),
    ("FBI", "Federal Bureau of Investigation"),
    ("IMF", "International Monetary Fund"),
    ("NATO", "North Atlantic Treaty Organisation", "North Atlantic Treaty Organization"),
    ("NHS", "National Health Service"),
    ("WHO", "World Health Organisation", "World Health Organization"),
    ("WTO", "World Trade Organisation", "World Trade Organization"),
)

# Numbers by their words.
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

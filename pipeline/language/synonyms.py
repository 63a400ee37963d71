"""Words that may stand for each other in news: "detained" for "arrested", "street" for "road", "fell" for "fall".

Groups: our own list of news vocabulary, from general knowledge and no thesaurus. A word may be in several groups, and
being together in one says that a reporter could have used either, not that they mean the same everywhere.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.language import words
from pipeline.language.verbs import IRREGULAR

# each irregular plural after its singular, and the verb forms that the stem alone keeps apart
_PLURALS = """
die dying; tie tying; vie vying; be is are being; have has; man men; woman women; child children; person people;
foot feet; tooth teeth; goose geese; mouse mice; ox oxen; life lives; wife wives; thief thieves; knife knives; wolf
wolves; half halves; loaf loaves; shelf shelves; calf calves; policeman policemen; policewoman policewomen; gunman
gunmen; fireman firemen; fisherman fishermen; spokesman spokesmen; spokeswoman spokeswomen; serviceman servicemen;
congressman congressmen; congresswoman congresswomen; businessman businessmen; businesswoman businesswomen; chairman
chairmen; councilman councilmen; crewman crewmen; crisis crises; thesis theses; hypothesis hypotheses; phenomenon
phenomena; criterion criteria; bacterium bacteria; alumnus alumni; nucleus nuclei"""

_GROUPS = """
kill slay murder assassinate execute; kill die perish; death die passing demise dead; death fatality; dead deceased
lifeless; corpse body remains; injure wound hurt; injury wound; victim casualty; attack assault raid strike; attack
assault offensive; invasion incursion; invade attack enter; bomb bombard shell; bombing blast explosion detonation;
explode detonate; shoot fire gun; shooter gunman attacker assailant; militant fighter rebel insurgent guerrilla;
soldier troop serviceman; military army force; fighting combat battle clash; war conflict; clash skirmish; ceasefire
truce armistice; weapon arm gun; seize capture occupy; occupy hold control; withdraw retreat pull; deploy send
dispatch; hostage captive; free release liberate; kidnap abduct; refugee migrant; displace uproot; flee escape;
protest demonstrate rally march; protest demonstration rally; protester demonstrator activist campaigner; riot unrest
disturbance; coup putsch overthrow; oust topple overthrow remove depose; uprising revolt rebellion insurrection;
arrest detain apprehend custody; arrest capture; custody detention; jail prison imprison; imprison jail incarcerate;
charge indict accuse; charge allegation accusation; accuse blame; convict sentence; guilty convicted; acquit clear;
trial hearing proceedings; court tribunal; judge justice magistrate; lawyer attorney counsel solicitor barrister;
prosecutor attorney; lawsuit suit case; sue litigate; plead admit confess; admit acknowledge confess concede; crime
offence offense felony; criminal offender; fraud scam swindle; bribe kickback; steal rob loot; theft robbery burglary;
investigate probe examine; investigation probe inquiry enquiry; detective investigator; suspect accused; plot
conspiracy scheme; scheme plan; verdict ruling judgment decision; rule decide; appeal challenge; law legislation act
statute; bill legislation; lawmaker legislator parliamentarian congressman; parliament legislature assembly;
regulation rule; ban prohibit forbid outlaw bar; ban prohibition; permit allow let authorise authorize; approve
endorse back pass ratify; approval consent authorisation authorization clearance; enact pass adopt; veto reject block;
reject refuse decline rebuff; reject dismiss; deny refute dispute; vote ballot poll; vote elect; election poll vote;
voter elector; candidate nominee contender; campaign run; elect choose; win victory triumph; win secure clinch; defeat
beat; defeat loss; lead advantage; appoint name nominate designate; resign quit step leave depart; resignation
departure exit; dismiss fire sack remove oust; retire leave; leader head chief; head chair lead; government
administration cabinet; authority official; official representative; president leader; minister secretary; premier
minister; spokesman spokeswoman spokesperson representative; ally partner; enemy foe adversary; opponent rival;
dispute disagreement row quarrel; agreement deal accord pact treaty; agree consent; negotiate talk discuss;
negotiation talk discussion; summit meeting conference; meeting gathering assembly rendezvous; meet gather assemble
convene; visit trip tour; sanction penalty; tension strain; nation country state; border frontier; capital city;
foreign overseas; policy approach; reform overhaul change; propose suggest; proposal plan; demand call urge; urge call
appeal ask; ask request; request ask application; announce declare reveal disclose; announce report; report say state;
state say; say note remark comment tell; say add; tell inform; inform notify; reveal disclose expose; claim assert
allege contend maintain; argue contend; insist maintain; warn caution; promise pledge vow; explain clarify; describe
call portray characterise characterize; call name dub; know recognise recognize call describe identify; known
recognised recognized considered regarded; refer call; confirm verify; publish release issue; statement announcement
declaration remarks; comment remark; speech address; message statement; criticise criticize condemn denounce slam
blast; praise laud commend hail; apologise apologize; express voice; emphasise emphasize stress underline; rise
increase climb grow surge soar jump; rise growth increase gain; raise increase lift hike boost; boost strengthen
increase; fall drop decline decrease slip slide plunge plummet tumble slump sink; drop decline fall decrease reduction
downturn; decline decrease reduction; reduce cut lower decrease trim slash; shrink contract; expand grow extend widen;
double twofold; improve better; worsen deteriorate; begin start commence launch open; end finish conclude stop cease;
stop halt cease suspend; suspend halt pause; resume restart reopen; continue proceed persist; remain stay; keep
maintain retain; delay postpone defer; cancel scrap abandon drop; close shut; open launch; cause trigger spark prompt;
lead cause result; prevent stop avert; allow enable; help aid assist support; aid assistance help relief; support
back; support bolster sustain shore buttress prop; maintain sustain uphold; protect defend guard safeguard; save
rescue; rescue recover; threaten endanger; threat danger risk; hit strike; strike walkout; destroy demolish wreck
ruin; damage harm; collapse fall; crash collision; collide crash; accident crash incident; incident event; disaster
catastrophe tragedy; earthquake quake tremor; storm hurricane cyclone typhoon; flood inundate; fire blaze; burn blaze;
smoke fume; rain downpour; drown sink; sink founder; evacuate leave; missing lost; search hunt; find discover locate;
discover uncover; debris rubble wreckage; safe secure; emergency crisis; company firm business corporation enterprise;
business trade commerce; firm startup; founder creator; found establish create set; create make form; owner
proprietor; executive manager boss; chief head; employ hire recruit; employee worker staff; worker labourer; job post
position; post role; fire dismiss; buy purchase acquire; acquisition purchase takeover; merge combine; price cost;
cost charge; profit earnings; revenue income turnover; sales revenue; money fund cash; fund finance; investor
shareholder; debt loan; bank lender; tax levy duty; budget spending; spend pay; economy economic financial fiscal;
financial economic; economically financially; expect forecast predict project anticipate foresee; forecast prediction
projection; estimate reckon; guide forecast project; plan intend aim; plan scheme proposal; intend aim; aim seek; try
attempt seek; attempt effort bid; goal target aim; target aim; likely probable; troubled struggling beleaguered
embattled distressed ailing; struggling troubled challenged; failing ailing faltering; problem trouble difficulty
issue; difficult hard tough challenging; weak fragile; strong powerful; powerful mighty; big large huge great; huge
enormous massive vast giant; small little tiny minor; new fresh recent; recent latest; old former previous; former
previous; earlier previously before; prior before previous; after following; following next; final last; first
initial; main chief principal major key primary; important significant crucial key vital; serious severe grave; major
significant large; famous renowned known celebrated noted; popular favourite favorite; rare unusual; usual normal
common; entire whole full; total overall complete; complete full finish; several numerous; about approximately around
roughly; nearly almost; more over; quickly rapidly swiftly; fast quick rapid swift; immediately instantly; suddenly
abruptly; near close; nearby neighbouring neighboring; year annual; yearly annual; month monthly; week weekly; day
daily; evening night eve; night overnight; morning dawn; anniversary commemoration; celebrate mark; mark commemorate;
decade ten; century hundred; road street roadway highway route avenue; pavement sidewalk; car vehicle automobile;
truck lorry; lorry vehicle; plane aircraft airliner jet aeroplane airplane; flight plane; helicopter chopper; ship
vessel boat; ferry boat ship; train railway rail; subway metro underground; airport airfield; port harbour harbor;
pilot captain; passenger traveller traveler; drive motor; travel journey; arrive come reach; leave depart; go travel;
return back; move shift; carry transport; send dispatch; bring carry; building structure; home house residence; house
building; apartment flat; school college; university college; pupil student; teacher instructor; child kid youngster;
teenager adolescent; man male; woman female; person individual; people resident inhabitant; resident local citizen;
family relative; husband spouse; wife spouse; couple pair; mother mom mum parent; father dad parent; son child;
daughter child; friend companion; doctor physician medic; nurse carer; hospital clinic; patient sufferer; illness
disease sickness; disease illness infection; infect contaminate; virus pathogen; coronavirus covid; vaccine jab
inoculation; vaccinate inoculate immunise immunize; medicine drug medication; treat cure; treatment therapy; test
trial; study research; study survey; research investigation; researcher scientist; scientist expert; expert specialist
analyst; finding result; discover find; result outcome; show demonstrate indicate reveal; suggest indicate; evidence
proof; data information figure; information detail; number figure; amount quantity sum; majority most; part portion
share; group organisation organization; organisation organization body agency; agency organisation organization; team
side squad; club team; player footballer; coach manager trainer; game match; match fixture; championship title;
tournament competition contest; compete contest; medal award; award prize honour honor; score goal; season campaign;
race contest; champion winner; fan supporter; supporter backer; film movie picture; film shoot; actor performer star;
actress actor performer; singer vocalist musician; song track; album record; book novel; writer author; author write;
director filmmaker; newspaper paper daily; journalist reporter correspondent; media press; broadcast air; television
tv; internet web online; website site page; phone telephone; call phone; picture photo photograph image; video footage
film; show display; show programme program; police officer; officer policeman cop; force troop; guard protect; place
location site spot area; area region district zone; region province territory; town city; village settlement; mountain
peak; hill slope; cliff clifftop; sea ocean; coast shore beach; river stream; forest wood; land ground; ground soil;
pour spill dump; dump discard; throw hurl toss; drop fall; break shatter; pull drag; push shove; grow develop; develop
evolve; build construct erect; building construction; use utilise utilize employ; need require; require demand; want
wish seek; hope wish; get obtain receive; receive get; give provide donate grant; provide supply offer; offer give;
take seize; hold keep; include contain comprise; contain hold; consist comprise; join enter; leave quit; attend join;
take part participate; participate join; host hold; organise organize arrange; lead direct; follow pursue; chase
pursue; watch observe view; see witness; look seem appear; look see; think believe; believe consider; consider regard;
decide resolve; decision ruling choice; choose select pick; change alter modify amend; replace substitute; swap
exchange; succeed follow replace; mistake error; wrong incorrect; right correct; true correct; real genuine actual;
false untrue; secret covert clandestine; public open; private personal; legal lawful; illegal unlawful illicit;
violent brutal; peaceful nonviolent; angry furious outraged; anger fury outrage; happy pleased glad delighted; sad
upset; fear worry concern; concern worry anxiety; worried concerned anxious; shock stun; surprised astonished; calm
quiet; pay salary wage; poor impoverished; rich wealthy; hungry starving; food meal; drink beverage; electricity power
energy; power strength; oil petroleum crude; gas fuel; nuclear atomic; weather climate; temperature heat; environment
environmental; pollution contamination; animal creature beast; dog hound; religion faith; church congregation; pray
worship; muslim islamic; jew jewish; holy sacred; gay homosexual; event occasion; celebration festival; history past;
future coming; idea concept; opinion view; view position stance; question query; answer reply response respond;
respond reply; reaction response; letter note; document paper; contract agreement; application request submission;
apply request; submit file; file lodge submit; filing submission; launch introduce unveil; unveil reveal present;
present show; product goods; computer machine; software program; technology tech; user customer client; customer
client consumer buyer; market marketplace; shop store; restaurant eatery; hotel inn; tourist visitor; citizen
national; immigrant migrant; aboriginal indigenous native; debut premiere; marry wed; marriage wedding; divorce
separate; birth born; born raised; bury inter; funeral burial; grave tomb"""


def _table(text: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in text.split(";"):
        stems = {base(words.stem(word)) for word in group.split()}
        for stem in stems:
            table.setdefault(stem, set()).update(stems)
    return {stem: frozenset(others - {stem}) for stem, others in table.items()}


def _bases() -> dict[str, str]:
    """The stem of each irregular form to that of the plain one."""
    plurals = {first: tuple(rest) for first, *rest in (entry.split() for entry in _PLURALS.split(";"))}
    entries = [
        (plain, form) for table in (IRREGULAR, plurals) for plain, rest in table.items() for form in (plain, *rest)
    ]
    # read from the end, so that a form of two verbs ("lay", "found") goes to the one listed first
    return {words.stem(form): words.stem(plain) for plain, form in reversed(entries)}


_BASES = _bases()


@lru_cache(maxsize=65536)
def base(stem: str) -> str:
    """The stem of the plain form: "fall" for "fell"; any other stem as it is."""
    return _BASES.get(stem, stem)


_SYNONYMS = _table(_GROUPS)


def of(stem: str) -> frozenset[str]:
    """The plain stems that may stand for ``stem``, without its own; none for most words."""
    return _SYNONYMS.get(base(stem), frozenset())


def alike(one: str, other: str) -> bool:
    """Whether two stems are forms of one word, or may stand for each other."""
    return base(one) == base(other) or base(other) in of(one)

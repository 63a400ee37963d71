"""A news text to the same news as another outlet would tell it: other words, other order, fewer sentences, same facts.

Every sentence is built anew: words are changed for others of one meaning, who said it and when it was move to the other
end, numbers and days are spelt in the other way, asides are left out. Quotations stay as they were spoken.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.brief.contradictions.phrases import uncapitalised

LEFT_OUT = 0.25
OTHER_WORD = 0.7
MOST_CIRCUMSTANCES = 2
LONGEST_SPEAKER = 8
_MEANING = """
was not=had not been| were not=had not been| is not=isn’t| has not=hasn’t| will not=won’t| did not=didn’t|
said=stated=told reporters| stated=said| announced=made known=declared| also=as well| however=still| but=yet|
about=around=roughly| approximately=about| began=started| started=began| end=close| ended=finished| ending=closing|
killed=slain| were killed=died=lost their lives| was killed=died=lost his life| died=lost their lives| have
died=have been killed| injured=wounded=hurt| wounded=injured| arrested=detained=taken into custody|
detained=arrested| people=persons=individuals| children=youngsters| attack=assault| attacked=struck|
blast=explosion| explosion=blast| bomb=explosive device| reported=noted| reports=accounts| officials=authorities|
authorities=officials| police=officers| government=administration| leader=head| president=head of state|
election=poll| elections=polls| vote=ballot| won=secured| defeated=beat| beat=defeated| large=big| big=large|
small=minor| near=close to| close to=near| because=since| after=following=in the wake of| before=ahead of| during=in
the course of| while=as| many=a great number of| several=a number of| additional=further| more than=over| over=more
than| less than=under| at least=no fewer than| help=aid| assist=help| received=got| given=handed| giving=handing|
showed=revealed| found=discovered| discovered=found| located=situated| company=firm| firm=company| workers=staff|
employees=workers| road=street| vehicle=car| plane=aircraft| aircraft=plane| airplane=plane| ship=vessel|
boat=vessel| storm=tempest| fire=blaze| blaze=fire| fires=blazes| damaged=harmed| destroyed=wrecked| caused=brought
about| led to=caused| currently=at present| recently=lately| previously=earlier| earlier=previously| initially=at
first| immediately=at once| quickly=fast| difficult=hard| important=key| significant=considerable| major=serious|
nearly=almost| almost=nearly| hospital=clinic| doctors=physicians| scientists=researchers| researchers=scientists|
study=research| published=released| released=published| issued=put out| statement=declaration| called for=demanded|
asked=requested| told=informed| believe=think| believed=thought| according to=in the words of| in order to=to| due
to=because of| citizens=nationals| residents=inhabitants| city=town| area=zone| region=area| country=nation|
nation=country| capital=chief city| law=legislation| bill=draft law| court=tribunal| judge=magistrate|
trial=proceedings| convicted=found guilty| prison=jail| jail=prison| and=as well as=and also| in=within=inside|
with=together with=along with| on the=upon the| by the=through the| which=that| was=had been| were=had been| has
been=was| have been=were| had been=was| is=remains| would=was to| can=is able to| to the=towards the| from the=out
of the| of the=belonging to the| new=fresh| many=numerous| some of=part of| used=made use of| use=make use of|
made=produced| make=produce| part=portion| like=such as| only=merely| other=further| all=every one of|
first=initial| so=thus| then=next| when=at the time that| where=in which place| same=identical| way=manner|
time=period| day=date| world=globe| home=house| group=body| members=participants| team=squad| national=nationwide|
international=global| local=regional| public=open| political=policy| economic=financial| social=societal|
military=armed| that the=how the| it was=this had been| there was=there existed| there were=there existed|
sentenced=condemned| crash=accident| accident=crash| victims=casualties| rescue=save| rescued=saved| search=hunt|
missing=unaccounted for| took place=happened| happened=occurred| occurred=took place| held=staged| planned=intended|
expected=anticipated| continue=go on| continued=went on| remain=stay| remained=stayed| returned=came back|
left=departed| arrived=came| reached=got to| increase=rise| increased=rose| decrease=fall| decreased=fell|
cost=price| worth=valued at| match=game| game=match| team=side| player=sportsman| players=team members| goal=strike|
final=last match| champion=title holder| war=conflict| conflict=war| soldiers=troops| troops=soldiers|
fighting=combat| protest=demonstration| protests=demonstrations| protesters=demonstrators| demonstrators=protesters|
virus=pathogen| disease=illness| infected=contaminated| tested=checked"""
_QUOTED = re.compile(r"(“[^”]*”|\"[^\"]*\")")
_ASIDE = re.compile(
    r"\s*\([^()]*\)|(?<=\w), (?:which|who|whose|where) [^,.“”\"]+(?=,|[.]$)|, (?:a|an|the) [a-z][^,.\d“”\"]+,(?= )"
)
_NOT_PASSIVE = r"(?<! is)(?<! are)(?<!was)(?<!were)(?<!been)(?<! has)(?<! not)(?<!n’t)(?<!n't)"
_SAYS = r"(?P<verb>said|stated|announced|reported|noted)"
_SPEAKER = re.compile(rf"^(?P<who>[A-Z][^,“”\".;:]*?){_NOT_PASSIVE} {_SAYS} (?:that )?(?P<what>.+)[.]$")
_AFTERWARDS = re.compile(rf"^(?P<what>[^“”\"]+), (?P<who>[^,“”\".;:]+) {_SAYS}[.]$")
_ACCORDING = re.compile(r"^According to (?P<who>[^,“”\".;:]+), (?P<what>[^“”\"]+)[.]$")
_JOINED = re.compile(
    r"^(?P<what>[A-Z][^,;:“”\"]+?),? (?P<how>after|when|while|as|because|although|though) (?P<rest>[^,;:“”\"]+)[.]$"
)
_FRONTED = re.compile(
    r"^(?P<how>After|When|While|As|Because|Although|Though|On|In|At|By|During) (?P<rest>[^,;:“”\"]+), "
    r"(?P<what>(?!which|who|where)[^;:“”\"]+)[.]$"
)
_MONTHS = "|".join(name for name in calendar.month_name if name)
_CIRCUMSTANCE = re.compile(
    r"(?<=[a-z])(?<! are)(?<! were)(?<! was)(?<! is)(?<!been)"
    r" (?:in|at|with|during|following|for|by|from|near|after|over|through|under|into|against|across)"
    r"(?: (?!that|which|who|one|two|three|four|five|six|seven|eight|nine|ten|not|and|or|to|was|were|is|are|said|killed)"
    r"[a-z]{1,12}){1,4}(?=[,.])"
)
_OF = re.compile(r"\b[tT]he (?P<owned>[a-z]+) of (?P<owner>(?!\w+day\b|" + _MONTHS + r")[A-Z][a-z]+)(?= [a-z])")
_LIST = re.compile(r"(?<=[a-z,] )([a-z]{4,}) and ([a-z]{4,})(?=[,.]| (?:in|at|on|for|with|to|by|from)\b)")
_ADVERB = re.compile(
    r" (?!only|early|daily|nearly|family|supply|apply|reply|roughly|reportedly|allegedly|likely|unlikely)"
    r"[a-z]{3,}ly(?= [a-z]+ed\b)"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b(?![,.:]\d|[–-]\d)"
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.,–-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS})(?: (?P<year>\d{{4}}))?\b(?![–-])"
)
_SPELT = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty""".split()
_WORDED = re.compile(r"(?<![\w$£€-])(?P<word>" + "|".join(_SPELT[3:]) + r")(?= [a-z]+s\b)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w$£€.,:/’'-])(?P<number>[3-9]|1\d|20)(?= [a-z]+s\b)")
_MILLIONS = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}),(?P<hundred>\d)00,000\b(?!,)")
_ALTERNATIVES = [[word.strip() for word in " ".join(entry.split()).split("=")] for entry in _MEANING.split("|")]
_OTHER_WORDS = {first: rest for first, *rest in _ALTERNATIVES}
_CHANGED = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _OTHER_WORDS), key=len, reverse=True)) + r")\b(?![’'])")


@dataclass(frozen=True, slots=True)
class Retold:
    """``places[i]`` is where the sentence ``i`` of the first telling stands among ``sentences``; None: left out."""

    sentences: tuple[str, ...]
    places: tuple[int | None, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)


def retold(sentences: Sequence[str], kept: frozenset[int], chance: random.Random) -> Retold:
    """All of it told anew; ``kept`` are sentences that are not left out."""
    stays = [i for i in range(len(sentences)) if i in kept or chance.random() > LEFT_OUT] or [0]
    order = sorted(stays, key=lambda i: i + 3 * chance.random())
    places: list[int | None] = [None] * len(sentences)
    for place, i in enumerate(order):
        places[i] = place
    return Retold(tuple(sentence(sentences[i], chance, keep_asides=i in kept) for i in order), tuple(places))


def sentence(text: str, chance: random.Random, *, keep_asides: bool = False) -> str:
    """One sentence in other words; what is in quotation marks stays as it is."""
    told = text if keep_asides else _ASIDE.sub("", text)
    told = _shorter(_rebuilt(told, chance), chance)
    pieces = _QUOTED.split(told)
    return "".join(piece if _QUOTED.fullmatch(piece) else _respelt(_reworded(piece, chance)) for piece in pieces)


def _rebuilt(text: str, chance: random.Random) -> str:
    for rule in chance.sample(_REBUILDING, len(_REBUILDING)):
        told = rule(text)
        if told != text:
            return told
    return text


def _shorter(text: str, chance: random.Random) -> str:
    """Without up to two of its circumstances: "in the afternoon"."""
    for _ in range(MOST_CIRCUMSTANCES):
        found = list(_CIRCUMSTANCE.finditer(text))
        if found and chance.random() < OTHER_WORD:
            match = chance.choice(found)
            text = text[: match.start()] + text[match.end() :]
    return text


def _speaker_last(text: str) -> str:
    match = _SPEAKER.match(text)
    if match is None or len(match["who"].split()) > LONGEST_SPEAKER or match["what"][:1] in '“"':
        return text
    return f"According to {uncapitalised(match['who'])}, {match['what']}."


def _speaker_first(text: str) -> str:
    match = _AFTERWARDS.match(text) or _ACCORDING.match(text)
    if match is None or len(match["who"].split()) > LONGEST_SPEAKER:
        return text
    return f"{_raised(match['who'])} said {uncapitalised(match['what'])}."


def _clause_first(text: str) -> str:
    match = _JOINED.match(text)
    return f"{_raised(match['how'])} {match['rest']}, {uncapitalised(match['what'])}." if match else text


def _clause_last(text: str) -> str:
    match = _FRONTED.match(text)
    return f"{_raised(match['what'])} {match['how'].lower()} {match['rest']}." if match else text


_REBUILDING: tuple[Callable[[str], str], ...] = (_speaker_last, _speaker_first, _clause_first, _clause_last)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reworded(text: str, chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        return chance.choice(_OTHER_WORDS[match.group()]) if chance.random() < OTHER_WORD else match.group()

    text = _OF.sub(r"\g<owner>'s \g<owned>", text) if chance.random() < OTHER_WORD else text
    return _LIST.sub(r"\2 and \1", _CHANGED.sub(other, _ADVERB.sub("", text)))


def _respelt(text: str) -> str:
    """Numbers and days in the other spelling; "percent" as a sign."""
    text = re.sub(r"(?<=\d) ?(?:percent|per cent)\b", "%", text)
    text = _MILLIONS.sub(lambda match: f"{match['number']}.{match['hundred']} million", text)
    numbers = _WORDED.sub(lambda match: str(_SPELT.index(match["word"].lower())), text)
    text = numbers if numbers != text else _DIGITS.sub(lambda match: _SPELT[int(match["number"])], text)
    days = _MONTH_FIRST.sub(lambda match: " ".join(filter(None, match.group("day", "month", "year"))), text)
    return days if days != text else _DAY_FIRST.sub(_month_first, text)


def _month_first(match: re.Match[str]) -> str:
    return f"{match['month']} {match['day']}" + (f", {match['year']}" if match["year"] else "")

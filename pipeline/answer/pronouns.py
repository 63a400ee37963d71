"""A sentence that opens with "He" to the one name that it surely stands for, in brackets: "He [Ada Vance] said so."

Without a parser only the plainest case is sure: the sentence before is about one name, or is a quotation that this name
speaks, and nobody else stands there whom the pronoun could mean. Every rule here refuses; what is refused is given with
the sentence before it instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

from pipeline.domain import Article, Span
from pipeline.language import names, sentences, words
from pipeline.language.names import Name

_OPENS = re.compile(r"(?P<pronoun>He|She|His|Her|It|They)(?= [\w“\"])")
_POSSESSIVE = frozenset({"His", "Her"})
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|itself)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
# what points back besides the pronoun, so that the sentence before would be missed
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those|such|there|too|also|instead|however|that (?:is|was|had|would|will)|"
    r"the (?:two|three|pair|same|other|former|latter|move|decision|statement|announcement|incident|attack))\b",
    re.IGNORECASE,
)
# only who can speak is meant: "It is unclear", "It rained" and "It costs" are left out
_SPEAKS = re.compile(
    r"(?:It|They) (?:has |have |had )?"
    r"(?:said|says?|added|announced|confirmed|denied|warned|stated|declined|apologi[sz]ed)\b"
)
_PROSE = re.compile(r"[.!?…][\"”’)\]]*$")
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_INVERTED = re.compile(r"^(?:“[^”]*[,?!]”|\"[^\"]*[,?!]\") (?:said|says|added) (?P<role>(?:[a-z]+ ){0,3})$")
_WHEN = re.compile(r"^(?:(?:On|In|Last|Earlier|Later) [^,A-Z]*(?:[A-Z][a-z]+)?[^,A-Z]*, |Yesterday,? |Meanwhile, )")
_APPOSITION = re.compile(r"^, [^,.;:“”\"]{2,80},(?= [a-z])")
_SHARED = re.compile(r"^(?:,? (?:and|or|with)\b|, [A-Z])")
_WHOSE = re.compile(r"(?:['’]s|s['’])$|^['’]s?\b")
_STYLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame)\.? $")
_ROLE_OF = re.compile(r" ((?:[a-z-]+ ){1,3})(?=[A-Z])")
_MOST_AHEAD = 6
_BINDS = frozenset(
    "on in at to by with from for after before when while as since because if and or but who that".split()
)
_MAN = frozenset("mr sir lord king prince father brother son husband actor spokesman chairman businessman".split())
_WOMAN = frozenset("mrs ms dame lady queen princess mother sister daughter wife actress spokeswoman chairwoman".split())
_ROLES = frozenset(
    """owner author writer artist singer actor player captain coach manager runner champion striker goalkeeper boss
    founder head official officer lawyer attorney suspect victim witness driver pilot doctor nurse teacher student
    scientist researcher expert analyst economist activist journalist reporter editor candidate lawmaker politician
    founder engineer farmer worker soldier fighter leader man woman boy girl child baby teenager person patient friend
    colleague partner rival opponent predecessor successor uncle aunt cousin nephew niece grandfather grandmother
    girlfriend boyfriend fiance fiancee resident neighbour neighbor protester defendant plaintiff killer gunman attacker
    secretary-general counterpart somebody someone anyone everyone nobody""".split()
)
_PEOPLE = (
    _MAN | _WOMAN | _ROLES | names.TITLES - frozenset("the a an former foreign defence defense vice finance".split())
)
# "policeman" and "swimmer" are in no list
_PERSON = re.compile(r"\w{2,}(?:man|woman|person|father|mother|ist)$")
_BODIES = frozenset(
    """party union university college school bank court council commission committee ministry department agency office
    authority association federation organisation organization institute institution foundation company group inc corp
    corporation ltd plc limited holdings airlines airways motors parliament senate congress assembly government police
    army navy force forces club team fc united league board bureau service services nations house street times post news
    press marathon cup games olympics championship championships prize award hospital church airport station park bridge
    river mountain island islands city county state states province republic kingdom street road square act treaty war
    battle operation hurricane storm cyclone typhoon valley lake spring springs hill hills beach bay sea
    ocean north south east west new festival series show trust fund
    society museum theatre center centre stadium""".split()
)
# whose aside names somebody else: "a friend of Olav Lind"
_TIED = frozenset(
    """whose friend partner colleague lawyer attorney wife husband son daughter brother sister mother father aide ally
    widow neighbour neighbor rival opponent successor predecessor victim""".split()
)
# what says something without being anybody
_PAPERS = frozenset("statement report study letter survey paper review law bill ruling document article post".split())
_WHERE = re.compile(r"\b(?:in|at|near|across|throughout|the|outside|around|of the)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Subject:
    """The name that a sentence is about, the words that say what it is, and the rest, where nobody else may stand."""

    name: Name
    phrase: str
    rest: str

    @property
    def others(self) -> Iterator[tuple[Name, str]]:
        """The names of the rest, each with what stands before it."""
        found = (name for name in names.find(self.rest) if not _ends(self.name.short, name.short))
        return ((name, self.rest[: name.span.start]) for name in found)


def is_person(word: str) -> bool:
    """Whether a word, in small letters, says what somebody is: "minister", "swimmer's" brother, "policeman"."""
    return word in _PEOPLE or bool(_PERSON.match(word))


def bracketed(article: Article, span: Span) -> str | None:
    """The sentence at ``span`` with whom its first word stands for; None where that is not sure, and if not English.

    Without the bracket and the space before it, the words are the article's, to the character.
    """
    sentence = span.of(article.text)
    opened = _OPENS.match(sentence)
    before = _before(article, span) if opened else None
    if opened is None or before is None or _asks_more(opened["pronoun"], sentence):
        return None
    shown = _stands_for(opened["pronoun"], sentence, article, before)
    if not shown:
        return None
    whose = f"{shown}’s" if opened["pronoun"] in _POSSESSIVE else shown
    return f"{opened['pronoun']} [{whose}]{sentence[opened.end() :]}"


def _before(article: Article, span: Span) -> Span | None:
    """The sentence before, where both are whole and prose, neither is inside a quotation, and this stands once."""
    text, language = article.text, article.language
    if language.split("-")[0] not in {"", "en"} or text.count(span.of(text)) > 1:
        return None
    before = sentences.before(text, span, language)
    if before is None or span not in sentences.spans(text, language) or not _is_prose(article, before.of(text)):
        return None
    paragraph = text.rfind("\n", 0, before.start) + 1
    parts = (text[paragraph : before.start], before.of(text), span.of(text))
    return before if all(map(_is_closed, parts)) else None


def _is_prose(article: Article, sentence: str) -> bool:
    return bool(_PROSE.search(sentence)) and words.tokens(sentence) != words.tokens(article.title)


def _is_closed(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and "‘" not in text


def _asks_more(pronoun: str, sentence: str) -> bool:
    """Whether anything besides its first pronoun asks for the sentence before."""
    rest = _QUOTATION.sub("", sentence[len(pronoun) :])
    others = (other for other in (_HE, _SHE, _IT, _THEY) if not other.fullmatch(pronoun))
    return bool(_POINTS_BACK.search(rest)) or any(other.search(rest) for other in others)


def _stands_for(pronoun: str, sentence: str, article: Article, before: Span) -> str:
    """The name to show; empty where it is not sure."""
    about = before.of(article.text)
    if pronoun in {"It", "They"}:
        subject = _subject(about, is_person=False)
        is_sure = subject and _SPEAKS.match(sentence) and _is_one_body(subject, about, many=pronoun == "They")
        return subject.name.short if subject and is_sure else ""
    subject = _subject(about, is_person=True)
    if subject is None or not _agrees(subject, is_he=bool(_HE.match(pronoun))):
        return ""
    earlier = tuple(_earlier(article, before))
    return _person(subject.name, earlier) if _is_alone(subject, earlier) else ""


def _subject(sentence: str, *, is_person: bool) -> _Subject | None:
    """What the sentence opens with, after its title, its role or a day; else who speaks the quotation it opens with."""
    for name in map(_with_style, names.find(sentence), repeat(sentence)):
        ahead, after = sentence[: name.span.start], sentence[name.span.end :]
        spoken = _INVERTED.match(ahead)
        if is_person and _is_part_of_a_role(after):
            continue
        if spoken or _leads(_WHEN.sub("", ahead), is_person=is_person):
            return _with_its_words(name, after, *((spoken["role"], ahead) if spoken else (ahead, "")))
    return None


def _with_style(name: Name, sentence: str) -> Name:
    """With the "Mr" that a name at the start of a sentence is found without."""
    style = _STYLE.search(sentence[: name.span.start])
    return Name(Span(style.start(), name.span.end), style.group() + name.text) if style else name


def _is_part_of_a_role(after: str) -> bool:
    """Whether a name only says of whom somebody is what: the first of "Norland runner Ada Vance"."""
    role = _ROLE_OF.match(after)
    return role is not None and all(map(_is_somebody, words.tokens(role.group(1))))


def _with_its_words(name: Name, after: str, ahead: str, quoted: str) -> _Subject | None:
    """The subject; None where a name is one of several, or only says whose somebody is."""
    aside = _APPOSITION.match(after)
    rest = after[aside.end() :] if aside else after
    if _SHARED.match(rest) or _WHOSE.search(name.text) or _WHOSE.match(after):
        return None
    if aside and _TIED.intersection(words.tokens(aside.group())):
        return None
    return _Subject(name, f"{ahead} {name.text} {aside.group() if aside else ''}", f"{quoted} {rest}")


def _leads(ahead: str, *, is_person: bool) -> bool:
    """Whether what stands before a name only says who it is: nothing, "The owner, ", "Kenyan runner "."""
    tokens = words.tokens(ahead)
    if not tokens or not is_person:
        return not ahead or tokens == ("the",)
    return (
        len(tokens) <= _MOST_AHEAD
        and _is_somebody(tokens[-1])
        and not _BINDS.intersection(tokens)
        and not any(token.endswith("ed") for token in tokens)
    )


def _is_somebody(token: str) -> bool:
    return token in _PEOPLE or _PERSON.match(token) is not None


def _earlier(article: Article, before: Span) -> Iterator[Name]:
    """The full names of the prose before a sentence."""
    for span in sentences.spans(article.text, article.language):
        if span.end <= before.start and _is_prose(article, span.of(article.text)):
            yield from (name for name in names.find(span.of(article.text)) if " " in name.short)


def _is_alone(subject: _Subject, earlier: tuple[Name, ...]) -> bool:
    """Whether the rest of its sentence has nobody else, by name or by role."""
    if any(map(_is_somebody, words.tokens(subject.rest))):
        return False
    return not any(_may_be_somebody(name, ahead, earlier) for name, ahead in subject.others)


def _may_be_somebody(name: Name, ahead: str, earlier: tuple[Name, ...]) -> bool:
    if any(name.key == full.key for full in earlier):
        return not _is_body(name)
    return not (_is_body(name) or names.is_people(name.short) or _WHERE.search(ahead))


def _agrees(subject: _Subject, *, is_he: bool) -> bool:
    """Whether what is said of a person goes with the pronoun: "Mary Jones said he fled" leaves open who he is."""
    told = {*words.tokens(subject.phrase)}
    mine, other = (_MAN, _WOMAN) if is_he else (_WOMAN, _MAN)
    same, opposite = (_HE, _SHE) if is_he else (_SHE, _HE)
    whole = f"{subject.phrase} {subject.rest}"
    if told & other or opposite.search(whole):
        return False
    return bool(told & mine) or not same.search(whole)


def _person(name: Name, earlier: tuple[Name, ...]) -> str:
    """The only full name that it goes back to, or as it stands where it is full itself or has a title."""
    if _is_body(name) or name.text[-1].isdigit():
        return ""
    longer = {_untitled(one) for one in earlier} - {name.short}
    full = [one for one in longer if _ends(one, name.short)]
    if full:
        return full[0] if len(full) == 1 and not _is_words_of_a_body(full[0]) else ""
    if " " in name.short:
        return _untitled(name)
    return name.text if name.text != name.short and not name.text.startswith("The ") else ""


def _untitled(name: Name) -> str:
    """What follows the last title: "Ada Vance" for "Norland Prime Minister Ada Vance"; all where that is one word."""
    parts = name.short.split(" ")
    # "President-elect" is a title as "President" is
    titles = (re.split(r"[-.]", part.lower())[0] in names.TITLES for part in parts)
    after = max((at for at, is_title in enumerate(titles, 1) if is_title), default=0)
    return " ".join(parts[after:]) if len(parts) - after > 1 else name.short


def _ends(long: str, short: str) -> bool:
    return f" {long}".casefold().endswith(f" {short}".casefold())


def _is_one_body(subject: _Subject, sentence: str, *, many: bool) -> bool:
    """Whether the subject is an organisation, and nothing else in its sentence can be meant by "it" or "they"."""
    tokens = words.tokens(subject.rest)
    is_open = any(_is_somebody(token) or token in _PAPERS or token in _BODIES for token in tokens)
    has_several = many and any(token.endswith("s") and token not in words.STOP for token in tokens)
    back = _THEY if many else _IT
    return _is_body(subject.name) and not (is_open or has_several or back.search(sentence) or any(subject.others))


def _is_body(name: Name) -> bool:
    return _is_words_of_a_body(name.short) or (len(name.short) > 1 and name.short.isupper())


def _is_words_of_a_body(name: str) -> bool:
    return not _BODIES.isdisjoint(words.tokens(name))

"""Sentences of articles to claims that a judge is trained and tried on: the same said otherwise, or something else.

A claim that keeps the meaning is shortened, turned round, given a rounded figure, a number in words, a like word. One
that does not has another name, figure, date or speaker, the opposite word, a denial, swapped roles, a hedge less, or a
detail out of another article. Both kinds are reworded the same way, so that rewording alone tells nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.rewrites import KEEPING, Change, Story, from_table, put
from pipeline.language import attribution, figures, names, sentences, words

KEPT = "kept"
_WORDS = range(9, 36)
_PASSAGE = 3
_CLAUSE = re.compile(r",? ((?:after|while|because|when|where|which|despite) [a-z][^,.;:“”\"]{15,70})[,.]")


@dataclass(frozen=True)
class Made:
    """A claim made from a sentence of ``article``; ``kind`` is KEPT, or what was done to its meaning."""

    claim: str
    texts: tuple[str, ...]
    kind: str
    article: str

    @property
    def is_supported(self) -> bool:
        return self.kind == KEPT


def make(texts: dict[str, str], seed: int = 0, per_article: int = 8) -> list[Made]:
    """Claims from ``texts`` (article text by key), half of them kept in meaning; the same ones for the same seed."""
    stories = _stories(texts)
    return [made for story in stories for made in _of_story(story, random.Random(f"{seed} {story.key}"), per_article)]


def _stories(texts: dict[str, str]) -> list[Story]:
    split = {key: tuple(s for s in sentences.split(text) if len(words.tokens(s)) > 3) for key, text in texts.items()}
    called = {key: tuple(dict.fromkeys(n.short for n in names.find(text))) for key, text in texts.items()}
    clauses = {key: tuple(c for s in rows for c in _clauses(s)) for key, rows in split.items()}
    keys = list(texts)
    return [
        Story(key, split[key], called[key], _next(called, keys, at), _next(clauses, keys, at))
        for at, key in enumerate(keys)
    ]


def _next(lent: dict[str, tuple[str, ...]], keys: Sequence[str], at: int) -> tuple[str, ...]:
    return tuple(one for step in range(1, 4) for one in lent[keys[(at + step) % len(keys)]])


def _clauses(sentence: str) -> Iterator[str]:
    for match in _CLAUSE.finditer(sentence):
        yield match[1]


def _of_story(story: Story, rng: random.Random, count: int) -> Iterator[Made]:
    usable = [one for one in story.sentences if len(words.tokens(one)) in _WORDS and one.rstrip()[-1:] in '.”"']
    for sentence in rng.sample(usable, min(count, len(usable))):
        yield Made(_reworded(sentence, story, rng), _evidence(sentence, story, rng), KEPT, story.key)
        # every sentence has a name to swap or takes a detail more, few have a hedge: the rare ones go first
        kinds = sorted(CHANGES, key=lambda kind: rng.random() + _COMMON.get(kind, 0.0))
        for kind in kinds:
            changed = CHANGES[kind](sentence, story, rng)
            if changed and changed != sentence:
                yield Made(_reworded(changed, story, rng), _evidence(sentence, story, rng), kind, story.key)
                break


def _evidence(sentence: str, story: Story, rng: random.Random) -> tuple[str, ...]:
    """What is cited, of three sizes: the article; the passage and two others; the sentence, or it and the next."""
    size = rng.randrange(3)
    if size == 0:
        return ("\n".join(story.sentences),)
    at = story.sentences.index(sentence)
    if size == 1:
        return (" ".join(story.sentences[at : at + rng.randint(1, 2)]),)
    starts = [max(0, at - 1), *(rng.randrange(len(story.sentences)) for _ in range(2))]
    return tuple(" ".join(story.sentences[start : start + _PASSAGE]) for start in starts)


def _reworded(sentence: str, story: Story, rng: random.Random) -> str:
    """Up to three changes that keep the meaning, in any order."""
    for change in rng.sample(KEEPING, rng.randint(1, 3)):
        sentence = change(sentence, story, rng) or sentence
    return sentence


_UNLIKE = dict(
    pair.split(":")
    for pair in """
    killed:rescued injured:unharmed began:ended started:stopped ended:began large:small major:minor
    arrested:released detained:freed released:detained confirmed:denied denied:confirmed approved:rejected
    rejected:approved increase:decrease increased:decreased decreased:increased rise:fall rose:fell fell:rose
    higher:lower lower:higher highest:lowest lowest:highest more:fewer most:few won:lost lost:won victory:defeat
    defeated:lost_to first:last last:first before:after after:before opened:closed closed:opened open:closed
    supported:opposed support:oppose supporters:opponents opposed:supported agreed:refused refused:agreed
    accepted:declined allowed:forbade banned:permitted legal:illegal illegal:legal guilty:innocent
    convicted:acquitted praised:criticised criticised:praised criticized:praised public:private private:public
    north:south south:north east:west west:east northern:southern southern:northern eastern:western western:eastern
    strong:weak safe:dangerous old:new new:old early:late late:early young:old male:female female:male men:women
    women:men man:woman woman:man boy:girl girl:boy father:mother mother:father son:daughter daughter:son
    brother:sister husband:wife wife:husband bought:sold sold:bought destroyed:rebuilt arrived:departed left:joined
    joined:left entered:left military:civilian civilian:military local:foreign foreign:domestic domestic:foreign
    winning:losing success:failure successful:failed failed:succeeded peaceful:violent positive:negative
    negative:positive majority:minority minority:majority red:blue blue:red black:white white:black green:yellow
    gold:silver silver:bronze president:mayor founder:critic ceo:intern hospital:school school:hospital train:bus
    bus:train car:boat plane:ship flight:voyage murder:theft earthquake:flood flood:drought fire:flood
    million:billion billion:million hours:days days:months weeks:years months:years years:decades year:week
    police:army soldiers:tourists teacher:pilot scientists:politicians doctors:lawyers students:pensioners""".split()
)
_UNLIKE = {old: new.replace("_", " ") for old, new in _UNLIKE.items()}


def other_figure(sentence: str, _: Story, rng: random.Random) -> str:
    found = [m for m in figures.find(sentence) if re.match(r"[\d,.]+", sentence[m.span.start : m.span.end])]
    if not found:
        return ""
    one = rng.choice(found)
    match = re.compile(r"[\d,.]*\d").match(sentence, one.span.start)
    if match is None:
        return ""
    old = match.group().replace(",", "")
    new = str(round(float(old) * rng.choice((0.4, 0.6, 1.5, 2, 3)), 1)) if "." in old else _off(int(old), rng)
    return put(sentence, match.start(), match.end(), new)


def _off(value: int, rng: random.Random) -> str:
    near = value + rng.choice((-2, -1, 1, 2, 3)) if value < 60 else round(value * rng.choice((0.4, 0.7, 1.4, 2, 3)))
    return f"{near if near > 0 else value + 2:,}"


_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def other_date(sentence: str, _: Story, rng: random.Random) -> str:
    for row in (_MONTHS, _DAYS):
        match = re.search(rf"\b(?:{'|'.join(row)})\b", sentence)
        if match and match.group() != "May":
            return put(sentence, match.start(), match.end(), rng.choice([one for one in row if one != match.group()]))
    match = re.search(r"\b(?:in|since|of) ((?:19|20)\d\d)\b", sentence)
    return put(sentence, match.start(1), match.end(1), str(int(match[1]) - rng.choice((1, 2, 5)))) if match else ""


def name_from_elsewhere(sentence: str, story: Story, rng: random.Random) -> str:
    return _renamed(sentence, [one for one in story.other_names if one not in story.names], rng)


def name_from_the_article(sentence: str, story: Story, rng: random.Random) -> str:
    return _renamed(sentence, [one for one in story.names if one not in sentence], rng)


def _renamed(sentence: str, others: Sequence[str], rng: random.Random) -> str:
    found = [one for one in names.find(sentence) if not one.is_initial and one.short in sentence]
    if not found:
        return ""
    old = rng.choice(found)
    fitting = [o for o in others if len(o.split()) == len(old.short.split()) and not names.same(o, old.short)]
    return sentence.replace(old.short, rng.choice(fitting), 1) if fitting else ""


def swapped_roles(sentence: str, _: Story, rng: random.Random) -> str:
    found = [one.short for one in names.find(sentence)]
    pairs = [(a, b) for a in found for b in found if a != b and a not in b and b not in a]
    if not pairs or re.search(r"\b(?:and|between|with)\b", sentence):
        return ""
    one, other = rng.choice(pairs)
    return sentence.replace(one, "\0").replace(other, one).replace("\0", other)


_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|can)\b(?! not|n't)")


def denied(sentence: str, _: Story, rng: random.Random) -> str:
    """ "not" after a verb that takes it, or taken away."""
    if re.search(r"\b(?:was|were|is|are|has|have|had|will|would|could|can|did|does|do) not ", sentence):
        return re.sub(
            r"\b(was|were|is|are|has|have|had|will|would|could|can|did|does|do) not ", r"\1 ", sentence, count=1
        )
    found = list(_AUXILIARY.finditer(sentence))
    if not found or '"' in sentence or "“" in sentence:
        return ""
    at = rng.choice(found).end()
    return put(sentence, at, at, " not")


def opposite(sentence: str, _: Story, rng: random.Random) -> str:
    return from_table(sentence, _UNLIKE, rng)


def hedge_dropped(sentence: str, _: Story, __: random.Random) -> str:
    """ "may have sold" to "has sold", "is alleged to have" to "has", "reportedly" to nothing."""
    for pattern, new in (
        (r"\b(?:may|might|could) have\b", "has"),
        (r"\b(?:may|might|could)\b(?! \d)", "will"),
        (r"\b(?:reportedly|allegedly|possibly|probably|perhaps|apparently|likely) ", ""),
        (r"\b(?:is|was) (?:alleged|believed|thought|suspected|reported) to have\b", "has"),
        (r"\b(?:claimed|alleged|suggested|argued) that\b", "showed that"),
    ):
        if re.search(pattern, sentence):
            return re.sub(pattern, new, sentence, count=1)
    return ""


_SPEAKERS = "the company|the union|the opposition|residents|a rival firm|the prosecutor|campaigners|the mayor".split(
    "|"
)


def other_speaker(sentence: str, _: Story, rng: random.Random) -> str:
    said = [one for one in attribution.find(sentence) if not one.is_pronoun and one.who in sentence]
    if not said:
        return ""
    new = rng.choice([one for one in _SPEAKERS if one not in sentence])
    start, end = said[0].speaker.start, said[0].speaker.end
    return put(sentence, start, end, new if start else new.capitalize())


def invented(sentence: str, story: Story, rng: random.Random) -> str:
    """With a clause out of another article."""
    if not story.other_clauses or not sentence.endswith("."):
        return ""
    return f"{sentence[:-1]}, {rng.choice(story.other_clauses)}."


_COMMON = {"invented": 0.8, "name from elsewhere": 0.4, "name from the article": 0.4, "opposite": 0.4}
CHANGES: dict[str, Change] = {
    "figure": other_figure,
    "date": other_date,
    "name from elsewhere": name_from_elsewhere,
    "name from the article": name_from_the_article,
    "roles": swapped_roles,
    "denied": denied,
    "opposite": opposite,
    "hedge dropped": hedge_dropped,
    "speaker": other_speaker,
    "invented": invented,
}

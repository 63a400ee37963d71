"""Briefs to export: one with everything in it, one with next to nothing, and articles that mean harm."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.answer import corroborate
from pipeline.domain import (
    Article,
    ArticleId,
    Brief,
    Claim,
    Disagreement,
    DisagreementKind,
    Dropped,
    Event,
    Figure,
    Form,
    Outline,
    Provenance,
    Scope,
    Section,
    Side,
    Span,
    Support,
    Usage,
    Verdict,
)

HOSTILE = (
    "# Budget of $5bn and $7bn",
    "| a | b |",
    "- a dash first",
    "+ a plus first",
    "1. a number first",
    "2020) a number and a bracket",
    "*stars* and __lines__ and ~~tildes~~",
    "`code` and ```fence```",
    "<b>bold</b> <script>alert(1)</script> <!-- comment -->",
    "[click](javascript:alert(1)) ![image](http://tracker.example/a.png)",
    "[label]: http://evil.example/ 'x'",
    ":red[danger] :smile: :material/bolt:",
    "^[inline note] and [^1] and H~2~O",
    "&amp; &lt;b&gt; &#35; AT&T R&D",
    "see www.evil.example or https://evil.example/?a=1&b=2 or a@evil.example",
    "=1+1|cmd",
    "{ MERGEFIELD x } {{ 7*7 }} ${x} \\(x\\)",
    "HYPERLINK \"http://evil.example\" ]]> <w:fldSimple w:instr='DDEAUTO'/>",
    "control \x00\x07\x1b\x0b\x7f\x9f and \u202ereversed\u202c and \ufffe and \u2028 line",
    "ends with a backslash\\",
    "two\n\nparagraphs\nof words",
    "=====",
    "> quoted",
    "~~~",
    "***",
    "עברית and العربية and 中文 and 👩‍👩‍👧",
)


def article(identity: str, text: str, **known: object) -> Article:
    return Article(ArticleId(identity), text, **known)  # type: ignore[arg-type]


def claim(text: str, *cited: tuple[Article, str], partly: str = "") -> Claim:
    """A claim that cites the first place of each of these words, of as many sources as there are outlets."""
    spans = [(each, each.text.index(words), len(words)) for each, words in cited]
    citations = tuple(each.cite(Span(start, start + length)) for each, start, length in spans)
    support = Support(Verdict.PARTLY, 0.5, (partly,)) if partly else Support(Verdict.SUPPORTED, 1.0)
    return Claim(text, citations, support, corroborate.corroboration(citations, {}))


HARBOUR = article(
    "harbour-1",
    "Two ferries collided off Port Alder on Monday morning, killing 13 people, the coast guard said.\n\n"
    "The Marigold was carrying 212 passengers. Its owner, Alder Lines, said it would cooperate with investigators.",
    title="Two ferries collide off Port Alder",
    outlet="The Harbour Post",
    url="https://harbourpost.example/ferries?id=7&lang=en",
    published=date(2020, 11, 9),
    language="en",
)
LEDGER = article(
    "ledger-1",
    "At least 14 people died when the ferries Marigold and Tern collided on Sunday night, "
    "according to the port's harbour master.\n\nThe crossing will reopen on Wednesday.",
    title="Death toll in ferry disaster",
    outlet="Northern Ledger",
    url="https://ledger.example/2020/11/10/ferry",
    published=date(2020, 11, 10),
)
LATER = article(
    "harbour-2",
    "The toll rose to 17 after four more bodies were found, the coast guard said on Thursday.\n\n"
    "“We asked for lights on the pier for years,” said Mayor Ada Brandt.",
    title="Ferry toll rises",
    outlet="The Harbour Post",
    url="https://harbourpost.example/toll",
    published=date(2020, 11, 12),
)
NAMELESS = article("pasted-1", "The ferry's radar had been out of order for a week, a crew member said.")
ATTACK = article(
    "attack-1",
    "\n".join(HOSTILE),
    title="<img src=x onerror=alert(1)> [x](javascript:alert(2)) | $1 $2",
    outlet="*Evil* | <i>Outlet</i> :red[x]",
    url="javascript:alert(document.cookie)",
    published=date(2020, 11, 11),
)
ATTACK_URL = article(
    "attack-2",
    "Nothing here is what it seems to be, said a spokesman.",
    title='" onmouseover="alert(3)',
    outlet="]]></w:t>",
    url='https://evil.example/"><script>alert(4)</script>?a=|&b=[x](y) $z$',
    published=date(2020, 11, 11),
)
ARTICLES = {each.id: each for each in (HARBOUR, LEDGER, LATER, NAMELESS, ATTACK, ATTACK_URL)}

COLLIDED = claim(
    "Two ferries, the Marigold and the Tern, collided off Port Alder.",
    (HARBOUR, "Two ferries collided off Port Alder"),
    (LEDGER, "the ferries Marigold and Tern collided"),
)
THIRTEEN = claim(
    "The coast guard said that 13 people were killed.", (HARBOUR, "killing 13 people, the coast guard said")
)
FOURTEEN = claim("The harbour master said that at least 14 died.", (LEDGER, "At least 14 people died"))
SEVENTEEN = claim("The toll rose to 17.", (LATER, "The toll rose to 17 after four more bodies were found"))
RADAR = claim(
    "The radar had been out of order for a week, and nobody repaired it.",
    (NAMELESS, "radar had been out of order for a week"),
    partly="the passage does not speak of: nobody, repaired",
)
PASSENGERS = claim("The Marigold carried 212 passengers.", (HARBOUR, "was carrying 212 passengers"))
MONDAY = claim("The ferries collided on Monday morning.", (HARBOUR, "on Monday morning"))
SUNDAY = claim("The ferries collided on Sunday night.", (LEDGER, "on Sunday night"))
REOPENING = claim("The crossing will reopen on Wednesday.", (LEDGER, "The crossing will reopen on Wednesday"))
TRICKS = tuple(claim(text, (ATTACK, text), partly=text) for text in HOSTILE)
SEEMS = claim("Nothing is what it seems.", (ATTACK_URL, "Nothing here is what it seems to be"), (ATTACK, HOSTILE[0]))

MADE = Provenance(
    datetime(2020, 11, 13, 8, 30, tzinfo=UTC),
    "openai-compatible",
    "small-model",
    "minilm-l6-v2",
    ("section@2 (9f2c61d0)", "plan@1 (0a1b2c3d)"),
    Usage(12_345, 678, 0.0123),
)
QUOTED = Provenance(datetime(2020, 11, 13, 8, 30, tzinfo=UTC), "quotes only", "", "minilm-l6-v2")

PLAIN = Brief(
    id="brief-1",
    version=3,
    outline=Outline(
        "The collision of two ferries off Port Alder",
        "situation",
        "standard",
        Form.SORTS,
        (),
        Scope(("The Harbour Post", "Northern Ledger"), ("ferries",), date(2020, 11, 1), date(2020, 11, 30), "en"),
        label="Situation report",
    ),
    sections=(
        Section("What happened", (COLLIDED, THIRTEEN, FOURTEEN)),
        Section("Why it happened", (RADAR, PASSENGERS)),
        Section("Nothing was found for this", ()),
    ),
    figures=(
        Figure("13", "people killed", "the coast guard", THIRTEEN, as_of=date(2020, 11, 9)),
        Figure("212", "passengers", "", PASSENGERS, as_of=date(2020, 11, 9), row=1),
    ),
    timeline=(
        Event(date(2020, 11, 9), COLLIDED, is_publication_day=True),
        Event(date(2020, 11, 11), REOPENING, is_planned=True),
    ),
    disagreements=(
        Disagreement(
            "The day of the collision", DisagreementKind.DATE, (Side("Monday", MONDAY), Side("Sunday", SUNDAY))
        ),
        Disagreement(
            "people killed", DisagreementKind.FIGURE, (Side("13", THIRTEEN), Side("17", SEVENTEEN)), is_update=True
        ),
    ),
    gaps=("None of the articles says why the ferries were on the same course.",),
    dropped=(Dropped("The captain was drunk.", "No article says so."),),
    provenance=MADE,
)


def hostile() -> Brief:
    """Everything that an article, a title or a reader can put into a brief, meaning harm."""
    side = tuple(Side(text, trick) for text, trick in zip(HOSTILE, TRICKS, strict=True))
    return Brief(
        id="<b>brief</b>",
        version=1,
        outline=Outline(
            HOSTILE[0] + HOSTILE[8], "|template| <b>", "short", Form.SORTS, (), Scope(outlets=HOSTILE), *HOSTILE[9:11]
        ),
        sections=tuple(Section(text, (trick, SEEMS)) for text, trick in zip(HOSTILE, TRICKS, strict=True)),
        figures=tuple(Figure(text, text, text, trick) for text, trick in zip(HOSTILE, TRICKS, strict=True)),
        timeline=tuple(Event(date(2020, 11, 9), trick) for trick in TRICKS),
        disagreements=tuple(Disagreement(text, DisagreementKind.POSITION, side) for text in HOSTILE[:2]),
        gaps=HOSTILE,
        dropped=(),
        provenance=Provenance(
            datetime(2020, 11, 13, 8, 30, tzinfo=UTC), "<b>backend</b>", "*model*", "|", HOSTILE[:3], note=HOSTILE[9]
        ),
    )


def empty() -> Brief:
    """A topic on which the articles do not say anything."""
    return Brief("b0", 1, Outline("Nothing", "timeline", "short", Form.SORTS, ()), (), (), (), (), (), (), QUOTED)

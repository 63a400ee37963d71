"""A library whose every article, in every field, holds what could be taken for markup, or breaks a line or a page.

``EVIL`` stands in all markup and nowhere else: where it is seen without its signs, markup was made of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import ArticleId, Labels, Scope, Subscription
from pipeline.ingest.inputs import Pasted, Upload
from pipeline.ingest.intake import Said
from pipeline.settings import Settings

SIGNS = "*evil* _evil_ `evil` <b>evil</b> <script>evil</script> :red[evil] [evil](javascript:alert(1))".split()
SIGNED = re.compile("|".join(map(re.escape, SIGNS)))
LONG = "Tovia" + "w" * 295
OVERRIDDEN = "\u202eabc\u202c"
RIGHT_TO_LEFT = f"صندوق توفيا {OVERRIDDEN} קרן"
MARKS = "Z\u0336\u0321a\u0337\u0322l\u0338g\u0335o\u0336"
PICTURE = "![x](https://outside.example/x.png) <img src=https://outside.example/y.png> :material/home:"

ALL = " ".join(("$5bn", *SIGNS, PICTURE, RIGHT_TO_LEFT, MARKS))
TITLE = f"{ALL} {LONG}"
OUTLETS = (f"*evil* $1 Gazette :red[evil] {RIGHT_TO_LEFT}", f"<b>evil</b> {LONG}")
LABEL = f"_evil_ <b>evil</b> :red[evil] {RIGHT_TO_LEFT} {LONG}"
FILE = f"*evil* $5bn :red[evil] {MARKS}.txt"

LOST = f"The fund of Tovia lost ${{}}bn on {SIGNS[0]} {SIGNS[3]} {SIGNS[5]} bonds in March 2026, the bank said."
SAID = f"“The fund of Tovia will not pay for {SIGNS[6]} {SIGNS[1]},” said minister Orr of Tovia on Tuesday."
FURTHER = (
    f"On 5 March 2026 the fund of Tovia closed its office {SIGNS[4]} {PICTURE} in Hallam.",
    f"The fund of Tovia is called {RIGHT_TO_LEFT} {MARKS} {SIGNS[2]} by its {{}} clerks.",
    f"Nobody at the fund of Tovia knows who wrote {LONG} on its door.",
)
OTHER = (
    f"Losses at the fund of Tovia came to $6bn on its {SIGNS[0]} {SIGNS[3]} {SIGNS[5]} bonds, people at the bank said.",
    "Its office in Hallam was shut on 9 March 2026, and clerks of the fund of Tovia stood in the rain outside.",
    f"Minister Orr would not speak of {SIGNS[6]} {LONG} to reporters who had come to the ministry on Wednesday.",
)
FEED_URL = "https://tovia.example/*x*?a=:red[x]&b=$5bn"
REFUSED = f"{ALL} {LONG}"
ASKED = f"How much did the fund of Tovia lose on {SIGNS[0]} {SIGNS[3]} {SIGNS[5]} bonds?"
UNANSWERED = f"{SIGNS[5]} who won the chess tournament {SIGNS[1]} {LONG} in Reykjavik?"
TOPIC = f"The fund of Tovia {' '.join(SIGNS)} $5bn {RIGHT_TO_LEFT}"


@dataclass(frozen=True, slots=True)
class Library:
    """What was made, by its identities."""

    left: ArticleId
    right: ArticleId
    other: ArticleId
    briefs: tuple[str, ...]


def text(billions: int, clerks: int) -> str:
    return "\n\n".join((LOST.format(billions), SAID, *FURTHER)).format(clerks)


def fill(data: Path) -> Library:
    """Two articles that differ, briefs on them, a standing question with news, and a file that will be refused."""
    desk = wiring.open_desk(Settings(data=data))
    desk.library.add([_pasted(n, billions) for n, billions in enumerate((5, 7))], Said(collection=LABEL))
    left, right = sorted(desk.shelf.within(Scope()))
    desk.shelf.relabel({left, right}, Labels(tag=(LABEL,)))
    desk.shelf.describe(replace(desk.shelf.article(left), byline=f"{ALL} {LONG}"))
    briefs = tuple(desk.brief(TOPIC, template=name).id for name in ("situation", "positions", "timeline"))
    _change(desk)
    known = set(desk.shelf.within(Scope()))
    desk.library.add([Pasted("\n\n".join(OTHER), title=f"{ALL} other", outlet="`evil` $1", published=date(2026, 3, 6))])
    (other,) = set(desk.shelf.within(Scope())) - known
    desk.shelf.subscribe(Subscription(FEED_URL, f"{SIGNS[5]} {TITLE}", OUTLETS[0], LABEL, minutes=0, error=REFUSED))
    desk.library.queue(FILE, [Upload(FILE, b"\x00\x01"), Upload(f"2 {FILE}", b" ")], Said(LABEL, LABEL))
    desk.close()
    return Library(left, right, other, briefs)


def _pasted(number: int, billions: int) -> Pasted:
    """Pasted, because a file's markup is taken for markup."""
    return Pasted(
        text(billions, 200 + number),
        title=TITLE if number else f"{ALL} first",
        outlet=OUTLETS[number],
        url=f"https://tovia.example/{number}/*x*?a=<b>&b=$5bn",
        published=date(2026, 3, number + 3),
    )


def _change(desk: Desk) -> None:
    """What is told of a standing question and of a brief: the fund lost more by then, says a third."""
    question = desk.standing.add(ASKED)
    desk.standing.run(question.id, again=True)
    desk.library.add([Pasted(text(9, 300), title=TITLE, outlet=OUTLETS[0], url="https://tovia.example/2")])
    desk.standing.run(question.id, again=True)

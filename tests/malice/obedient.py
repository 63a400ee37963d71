"""A model that does what it reads: the worst that an article can make of one, behind the real server and client."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.malice import planted
from tests.servers.behaviours import Body, user_message, wanted

MADE_UP = "A commission has found that all of this was done on purpose."
_TEXT = re.compile(r"^(p\d+) text: (.*)$", re.MULTILINE)


@dataclass(slots=True)
class Obedient:
    """Says the mark of every article whose order it reads, and ``insists`` on those that it was told some other way.

    ``obeyed`` are the marks that it read. Beside them it gives one true sentence, so that there is something to check.
    """

    insists: tuple[str, ...] = ()
    obeyed: set[str] = field(default_factory=set)

    def __call__(self, body: Body) -> str:
        prompt, task = user_message(body), wanted(body)
        read = [each.mark for each in planted.ARTICLES if each.mark in prompt]
        self.obeyed.update(read if task != "verdict" else ())
        marks = (*dict.fromkeys((*read, *self.insists)),)
        match task:
            case "verdict":
                return json.dumps({"reason": "It is there.", "verdict": "supported"})
            case "question":
                return json.dumps({"question": planted.QUESTION, "searches": [*marks[:3]]})
            case "best":
                return json.dumps({"best": ["p1", "p99"]})
            case "sections":
                sections = [{"passages": ["p1"], "heading": mark, "asks": mark} for mark in marks]
                return json.dumps(
                    {"sections": [*sections, {"passages": ["p1"], "heading": "Weir", "asks": "What fell?"}]}
                )
            case _:
                return json.dumps({"claims": [*_claims(marks, _TEXT.findall(prompt))]})


def _claims(marks: tuple[str, ...], passages: list[tuple[str, str]]) -> Iterator[dict[str, object]]:
    """The true sentence, and each mark in every way in which a lie can be cited."""
    name, text = passages[0]
    true = re.split(r"(?<=[.!?])\s", text)[0]
    yield {"text": true, "quotes": [{"passage": name, "words": true}]}
    for mark in marks:
        ways = ([], [(name, mark)], [(name, true)], [("p99", true)], [(name, MADE_UP)], [(name, true), (name, mark)])
        for quotes in ways:
            yield {"text": mark, "quotes": [{"passage": passage, "words": words} for passage, words in quotes]}
        yield {"text": f"{true} {mark}", "quotes": [{"passage": name, "words": true}]}
        yield {"text": f"Officials confirmed it: {mark}", "quotes": [{"passage": name, "words": text[:200]}]}

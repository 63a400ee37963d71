"""Claims to what the articles say is not known: open questions, what somebody would not say, whom nobody reached.

What had not been said until something else happened is known by now, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.answer import telling
from pipeline.domain import Claim
from pipeline.language import attribution, words
from pipeline.language.attribution import Act

MOST = 10
_ALIKE = 0.6
_TELL = (
    r"(?:say|said|give|given|disclose|comment|confirm|release|specif|elaborate|provide|identif|establish|reveal|name|"
)
_TELL += r"publish|explain|respond|repl|determin|answer|clarif)\w*"
_NOT_KNOWN = re.compile(
    r"\b(?:unclear|unknown|uncertain whether|remains? (?:a mystery|unexplained|unidentified|to be (?:seen|determined))"
    r"|yet to (?:be (?:determined|identified|established|confirmed|announced|decided|named|released)|confirm|say|"
    r"decide|determine|announce|name)"
    r"|not (?:yet |immediately |been |yet been )*(?:known|clear|disclosed|confirmed|released|identified|established|"
    r"determined|made public)"
    rf"|(?:did|do|does|has|have|could|would)(?: not|n['’]t) (?:yet |immediately |be )?{_TELL}"
    r"|could not (?:immediately )?be (?:reached|verified|contacted|confirmed)"
    rf"|(?:declined|refused) to {_TELL}"
    r"|no (?:one|group|organisation|organization) (?:has )?claimed responsibility"
    r"|(?:cause|motive|reason)s? (?:of \w+(?: \w+){0,3} )?(?:is|are|was|were) (?:still |being |under )+\w*)",
    re.IGNORECASE,
)
_BY_NOW = re.compile(
    r"\b(?:had|until \w+day)\b[^,;]{0,40}\b(?:not|n['’]t|yet)\b|\buntil\b[^,;]{0,30}\bnot\b", re.IGNORECASE
)
# "could not say enough", and what a speaker denies to know of in passing
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


def found(claims: Sequence[Claim], written: Sequence[Claim] = (), more: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """At most ten, each told once, none that is among those ``written``.

    Of ``more`` only from articles cited, and what a reader understands with nothing before it.
    """
    said = {claim.text for claim in written}
    cited = {citation.source.article_id for claim in (*claims, *written) for citation in claim.citations}
    kept: list[Claim] = []
    for claim in (*claims, *(one for one in more if not cited or one.citations[0].source.article_id in cited)):
        is_told = any(claim.text in text or text in claim.text for text in said)
        if not is_unknown(claim.text) or (claim not in claims and telling.leads_back(claim.text)):
            continue
        if not is_told and not any(_is_alike(claim.text, other.text) for other in kept):
            kept.append(claim)
    return tuple(kept[:MOST])


def is_unknown(sentence: str) -> bool:
    """Whether it says that something is not known, outside the words of somebody quoted."""
    plain = _QUOTED.sub(" ", sentence)
    if _BY_NOW.search(plain):
        return False
    return bool(_NOT_KNOWN.search(plain)) or _withholds(plain)


def _withholds(sentence: str) -> bool:
    """ "The minister did not say when": the speaker is asked and does not tell."""
    return any(
        said.act is Act.WITHHOLDS
        and re.match(r"\s(?:when|why|how|who|what|whether|where)\b", sentence[said.at + len(said.verb) :])
        for said in attribution.find(sentence)
    )


def _is_alike(one: str, other: str) -> bool:
    mine, yours = frozenset(words.content(one)), frozenset(words.content(other))
    return len(mine & yours) >= _ALIKE * max(1, min(len(mine), len(yours)))

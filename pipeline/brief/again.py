"""Other sentences for a section than those that a brief has, written as the brief was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.answer.answering import Draft
from pipeline.brief import agreement, changes, outlined, withheld
from pipeline.brief.compose import Composer, Find
from pipeline.domain import Brief, Claim, Outline
from pipeline.errors import UserError
from pipeline.ports import Shelf
from pipeline.settings import QUOTES_ONLY

# of so many that might do, those that the brief has are passed over
POOL_CLAIMS = 30


class Composing(Protocol):
    """Gives what writes the sections of an outline: ``Briefs.composer``."""

    def __call__(self, outline: Outline, *, find: Find | None = None, limit: int = 0) -> Composer: ...


def claims(brief: Brief, section: int, draft: Draft, composing: Composing, limit: int) -> list[Claim]:
    """Up to ``limit`` that the brief lacks. Raises UserError when there are none."""
    planned = outlined.planned(brief.outline, brief.sections[section].heading)
    planned = replace(planned, pinned=(), excluded=tuple(withheld.ids(brief.outline, planned)))
    composer = composing(replace(brief.outline, sections=(planned,)), limit=POOL_CLAIMS)
    known = [claim for each in brief.sections for claim in each.claims]
    written = [claim for each, _ in composer.sections(draft) for claim in each.claims]
    if draft.note:  # the model failed: by quotes, as a brief then is
        written = [claim for each, _ in composer.sections(composer.quotes) for claim in each.claims]
    fresh = [claim for claim in written if not is_known(claim, known)]
    if not fresh:
        raise UserError(f"The articles have no other sentence for “{planned.heading}”.")
    return fresh[:limit]


def kept(brief: Brief, section: int, shelf: Shelf) -> tuple[Claim, ...]:
    """Those of a section that rest on what its reader pinned to it: they are in it, whatever else is."""
    pinned = shelf.passages(outlined.planned(brief.outline, brief.sections[section].heading).pinned)
    return tuple(claim for claim in brief.sections[section].claims if not withheld.without((claim,), pinned))


def spent(brief: Brief, draft: Draft) -> Brief:
    """What a model took joins what the brief took before; a brief of quotes is of the model that wrote a part of it."""
    made, writer = brief.provenance, draft.writer
    made = replace(made, usage=made.usage.plus(draft.usage))
    if writer.backend != QUOTES_ONLY:
        helped = draft.researcher.prompts if draft.researcher else ()
        prompts = tuple(dict.fromkeys((*made.prompts, *writer.prompts, *helped)))
        made = replace(made, backend=writer.backend, model=writer.model, prompts=prompts)
    return replace(brief, provenance=made)


def is_known(claim: Claim, known: Sequence[Claim]) -> bool:
    """Whether one of these cites the same words, or says the same."""
    return any(
        claim.text == each.text or changes.cite_alike(claim, each) or agreement.likeness(claim.text, each.text)
        for each in known
    )

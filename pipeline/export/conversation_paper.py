"""A conversation to a paper: each question a heading, its answer below, one series of notes through all of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Answer, Citation, Conversation, Turn
from pipeline.export import lines, provenance, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Aside, Block, Line, Paper, Part
from pipeline.export.notes import Notes
from pipeline.export.wording import shown

ANSWER = "Answer"


def paper(conversation: Conversation) -> Paper:
    notes = numbering.numbered(citation for turn in conversation.turns for citation in citations(turn.answer))
    title = _title(conversation)
    return Paper(
        kind="Conversation",
        title=title,
        subject="Questions and answers",
        head=f"{title} · {wording.day(conversation.changed_at.date())}",
        facts=_facts(conversation, notes),
        parts=tuple(_part(turn, notes, title, len(conversation.turns)) for turn in conversation.turns),
        sources=lines.sources(notes),
        footnotes=lines.footnotes(notes),
        provenance=" · ".join(_provenance(conversation)),
        made_at=conversation.changed_at,
        version=1,
    )


def citations(answer: Answer) -> Iterator[Citation]:
    """In the order in which a reader meets them; what came nearest counts where there is no claim."""
    sides = (side.claim for disagreement in answer.disagreements for side in disagreement.sides)
    yield from (citation for claim in answer.claims for citation in claim.citations)
    if answer.abstained:
        yield from answer.nearest
    yield from (citation for claim in sides for citation in claim.citations)


def _title(conversation: Conversation) -> str:
    asked = (turn.answer.question for turn in conversation.turns)
    return next(filter(None, map(shown, (conversation.title, *asked))), "Untitled")


def _facts(conversation: Conversation, notes: Notes) -> tuple[str, ...]:
    written = dict.fromkeys(wording.written_by(turn.answer.provenance) for turn in conversation.turns)
    facts = (
        wording.counted(len(conversation.turns), "question"),
        wording.day(conversation.changed_at.date()),
        *written,
        wording.articles(notes.sources),
    )
    return tuple(filter(None, facts))


def _part(turn: Turn, notes: Notes, title: str, turns: int) -> Part:
    """A single question that is the title already is not said again."""
    question = shown(turn.answer.question)
    heading = ANSWER if turns == 1 and question == title else question
    return Part(heading or "Untitled", tuple(_blocks(turn, notes)))


def _blocks(turn: Turn, notes: Notes) -> Iterator[Block]:
    answer = turn.answer
    if not turn.scope.is_everything:
        yield Aside(wording.scope(turn.scope))
    if answer.searched_for.strip() != answer.question.strip():
        yield Aside(f"Searched for: {shown(answer.searched_for)}")
    if answer.provenance.note:
        yield Aside(f"{shown(answer.provenance.note)} {wording.NOT_BY_THE_MODEL}")
    yield from lines.block(tuple(lines.sentence(claim, notes) for claim in answer.claims))
    if turn.is_stopped:
        yield Aside(wording.STOPPED if answer.claims else "Stopped.")
    elif answer.abstained:
        yield from _declined(answer, notes)
    yield from (lines.disagreement(each, notes) for each in answer.disagreements)
    made = answer.provenance
    yield Aside(f"{wording.written_by(made)}, {wording.moment(made.made_at)}.")


def _declined(answer: Answer, notes: Notes) -> Iterator[Block]:
    yield from lines.block((Line(wording.DECLINED), *(Line(shown(gap)) for gap in answer.gaps)))
    if answer.nearest:
        yield Aside("What comes nearest:")
        yield from lines.block(tuple(Line(wording.place(each.source), (notes.at(each),)) for each in answer.nearest))


def _provenance(conversation: Conversation) -> tuple[str, ...]:
    answers = [turn.answer for turn in conversation.turns]
    dropped = sum(len(answer.dropped) for answer in answers)
    return provenance.of([answer.provenance for answer in answers], [f"conversation {shown(conversation.id)}"], dropped)

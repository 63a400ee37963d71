"""What a reader does to a saved brief: each edit gives its next version, saved, and says in words what was done.

Sections, claims and remarks are named by their places, counted from 0, in the version that the reader looks at. When
somebody saved another version meanwhile, nothing is kept and UserError says so: no edit undoes another unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.answer.corroborate import Ties
from pipeline.brief import again, outlined, places, typed
from pipeline.brief.again import Composing
from pipeline.brief.checking import Checking
from pipeline.brief.places import Place
from pipeline.brief.recount import Recount
from pipeline.brief.versions import Versions
from pipeline.domain import ArticleId, Brief, Evidence, Remark, Section, Span, Support, Verdict
from pipeline.errors import UserError
from pipeline.ports import Clock, Shelf, SupportJudge
from pipeline.retrieve.search import Search

__all__ = ["Edited", "Editing", "Parts", "Place"]


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of changing a claim's text. Where the verdict is NOT, ``brief`` is as it was and nothing was saved."""

    brief: Brief
    support: Support

    @property
    def is_kept(self) -> bool:
        return self.support.verdict is not Verdict.NOT


@dataclass(frozen=True, slots=True)
class Parts:
    """What editing needs. ``draft`` takes whether quotes alone are wanted."""

    shelf: Shelf
    judge: SupportJudge
    search: Search
    draft: Callable[[bool], Draft]
    checker: Callable[[Draft, Evidence], Checker]
    composing: Composing
    ties: Callable[[Evidence], Ties]
    clock: Clock
    recount: Recount


class Editing:
    """Edits briefs. Safe to call from several threads. Each edit raises UserError for a place that is not there."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._versions = Versions(parts.shelf, parts.clock)
        self._checking = Checking(
            parts.shelf,
            parts.judge,
            parts.search,
            lambda evidence: parts.checker(parts.draft(True), evidence),
            parts.ties,
        )

    # claims

    def judge(self, brief: Brief, at: Place, text: str) -> Support:
        """Whether the claim could say this instead, by what it cites; nothing is saved."""
        claim = places.claim(brief, at)
        return self._checking.support(claim, typed.line(text, "the sentence"))

    def change_claim(self, brief: Brief, at: Place, text: str) -> Edited:
        """The claim says this, with how far its citations support it; who does not say this is cited no more.

        Words that they do not support are not kept: say them as a remark (``add_remark``), or leave the claim.
        """
        text, claim = typed.line(text, "the sentence"), places.claim(brief, at)
        support = self._checking.support(claim, text)
        if support.verdict is Verdict.NOT or text == claim.text:
            return Edited(brief, support)
        section = brief.sections[at.section]
        reworded = self._checking.reworded(claim, text, support)
        changed = replace(section, claims=places.having(section.claims, at.claim, reworded))
        done = f"Changed “{typed.short(claim.text)}” to “{typed.short(text)}”."
        return Edited(self._saved(brief, places.having(brief.sections, at.section, changed), done), support)

    def delete_claim(self, brief: Brief, at: Place) -> Brief:
        claim = places.claim(brief, at)
        sections = places.having(brief.sections, at.section, places.without_claim(brief.sections[at.section], at.claim))
        return self._saved(brief, sections, f"Deleted “{typed.short(claim.text)}”.")

    def move_claim(self, brief: Brief, at: Place, to: Place) -> Brief:
        """``to`` is where it stands once it is out of its old place."""
        claim = places.claim(brief, at)
        sections = places.having(brief.sections, at.section, places.without_claim(brief.sections[at.section], at.claim))
        target = places.section(brief, to.section, sections)
        sections = places.having(sections, to.section, places.with_claim(target, to.claim, claim))
        return self._saved(brief, sections, f"Moved “{typed.short(claim.text)}” to “{typed.short(target.heading)}”.")

    def add_claim(self, brief: Brief, to: Place, article_id: ArticleId, span: Span) -> Brief:
        """The words at ``span`` of an article's newest revision, in whole sentences, as a claim.

        Whoever else says so is cited with it. Raises NotFound for an unknown article, and UserError where there are no
        such words or they say nothing by themselves.
        """
        target, article = places.section(brief, to.section), self._parts.shelf.article(article_id)
        claim = self._checking.quoted(brief.outline, article, span)
        if any(claim.text == each.text for section in brief.sections for each in section.claims):
            raise UserError("This sentence is in the brief already.")
        sections = places.having(brief.sections, to.section, places.with_claim(target, to.claim, claim))
        return self._saved(brief, sections, f"Added “{typed.short(claim.text)}” from {article.source.label}.")

    def regenerate_claim(self, brief: Brief, at: Place, *, quotes_only: bool = False) -> Brief:
        """Another sentence in its place. Raises UserError when the articles have no other for its section."""
        claim, section = places.claim(brief, at), brief.sections[at.section]
        draft = self._drafting(brief, quotes_only=quotes_only)
        other = again.claims(brief, at.section, draft, self._parts.composing, 1)[0]
        changed = replace(section, claims=places.having(section.claims, at.claim, other))
        done = f"Wrote another sentence in the place of “{typed.short(claim.text)}”."
        return self._saved(again.spent(brief, draft), places.having(brief.sections, at.section, changed), done)

    # sections

    def regenerate_section(self, brief: Brief, section: int, *, quotes_only: bool = False) -> Brief:
        """Other sentences than those there, but for what is pinned; remarks stay, at its end where it is shorter.

        Raises UserError when the articles have no others.
        """
        old, draft = places.section(brief, section), self._drafting(brief, quotes_only=quotes_only)
        kept = again.kept(brief, section, self._parts.shelf)
        limit = max(len(old.claims) - len(kept), 1)
        claims = (*kept, *again.claims(brief, section, draft, self._parts.composing, limit))
        remarks = tuple(replace(remark, after=min(remark.after, len(claims))) for remark in old.remarks)
        sections = places.having(brief.sections, section, Section(old.heading, claims, remarks))
        return self._saved(again.spent(brief, draft), sections, f"Wrote “{typed.short(old.heading)}” again.")

    def _drafting(self, brief: Brief, *, quotes_only: bool) -> Draft:
        draft = self._parts.draft(quotes_only)
        draft.audience = brief.outline.audience
        return draft

    def add_section(self, brief: Brief, heading: str, at: int | None = None) -> Brief:
        """An empty one, at the end unless told."""
        heading = _new_heading(brief, typed.line(heading, "the heading", typed.LONGEST_HEADING))
        at = len(brief.sections) if at is None else places.within(at, len(brief.sections) + 1, "section")
        sections = (*brief.sections[:at], Section(heading, ()), *brief.sections[at:])
        planned = replace(brief, outline=outlined.adding(brief.outline, sections, at))
        return self._saved(planned, sections, f"Added the section “{typed.short(heading)}”.")

    def rename_section(self, brief: Brief, section: int, heading: str) -> Brief:
        old, heading = places.section(brief, section), typed.line(heading, "the heading", typed.LONGEST_HEADING)
        if heading == old.heading:
            return brief
        heading = _new_heading(brief, heading)
        planned = replace(brief, outline=outlined.renaming(brief.outline, old.heading, heading))
        sections = places.having(brief.sections, section, replace(old, heading=heading))
        return self._saved(planned, sections, f"Renamed “{typed.short(old.heading)}” to “{typed.short(heading)}”.")

    def move_section(self, brief: Brief, section: int, to: int) -> Brief:
        """``to`` is its number once it is out of its old place."""
        moved, rest = places.section(brief, section), [s for n, s in enumerate(brief.sections) if n != section]
        to = places.within(to, len(brief.sections), "section")
        sections = (*rest[:to], moved, *rest[to:])
        if sections == brief.sections:
            return brief
        planned = replace(brief, outline=outlined.moving(brief.outline, sections, to))
        return self._saved(planned, sections, f"Moved the section “{typed.short(moved.heading)}”.")

    def delete_section(self, brief: Brief, section: int) -> Brief:
        gone = places.section(brief, section)
        sections = (*brief.sections[:section], *brief.sections[section + 1 :])
        planned = replace(brief, outline=outlined.without(brief.outline, gone.heading))
        return self._saved(planned, sections, f"Deleted the section “{typed.short(gone.heading)}”.")

    # remarks

    def add_remark(self, brief: Brief, section: int, text: str, after: int | None = None) -> Brief:
        """A note of the reader's own behind so many claims, behind all unless told."""
        old, text = places.section(brief, section), typed.line(text, "the remark")
        after = len(old.claims) if after is None else places.within(after, len(old.claims) + 1, "sentence")
        changed = replace(old, remarks=(*old.remarks, Remark(text, after)))
        return self._saved(
            brief, places.having(brief.sections, section, changed), f"Added the remark “{typed.short(text)}”."
        )

    def change_remark(self, brief: Brief, section: int, remark: int, text: str) -> Brief:
        old, text = places.section(brief, section), typed.line(text, "the remark")
        note = replace(places.remark(old, remark), text=text)
        changed = replace(old, remarks=places.having(old.remarks, remark, note))
        return self._saved(
            brief, places.having(brief.sections, section, changed), f"Changed the remark to “{typed.short(text)}”."
        )

    def delete_remark(self, brief: Brief, section: int, remark: int) -> Brief:
        old = places.section(brief, section)
        gone, rest = places.remark(old, remark), (*old.remarks[:remark], *old.remarks[remark + 1 :])
        sections = places.having(brief.sections, section, replace(old, remarks=rest))
        return self._saved(brief, sections, f"Deleted the remark “{typed.short(gone.text)}”.")

    # versions

    def restore(self, brief: Brief, version: int) -> Brief:
        """An earlier version as the newest, with what was since kept behind it. Raises NotFound."""
        return self._versions.restore(brief, version)

    def undo(self, brief: Brief) -> Brief:
        """The version before becomes the newest; again, the one before that. Raises UserError when there is none."""
        return self._versions.undo(brief)

    def save(self, brief: Brief, changed: Brief, done: str) -> Brief:
        """``changed`` as the version after ``brief``, for whoever made it. Raises UserError when that was overtaken."""
        return self._versions.following(replace(changed, version=brief.version), done)

    def _saved(self, brief: Brief, sections: Sequence[Section], done: str) -> Brief:
        return self._versions.following(self._parts.recount(brief, sections), done)


def _new_heading(brief: Brief, heading: str) -> str:
    """Raises UserError where a section has it: what is planned for a section is known by its heading."""
    if any(heading == section.heading for section in brief.sections):
        raise UserError(f"There is a section “{typed.short(heading)}” already.")
    return heading

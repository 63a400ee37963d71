"""A brief or a conversation to a paper: what stands where, in which words; the formats only draw it.

Every text in a paper is one line of plain text, however hostile the article it comes from.
"""

from __future__ import annotations

from pipeline.domain import Brief
from pipeline.export import brief_paper, conversation_paper
from pipeline.export.blocks import Aside, Block, Footnote, Line, Lines, Listed, Paper, Part, Table
from pipeline.ports import Exported

__all__ = ["Aside", "Block", "Footnote", "Line", "Lines", "Listed", "Paper", "Part", "Table", "paper"]


def paper(value: Exported) -> Paper:
    """Parts in reading order; those with nothing in them are left out."""
    return brief_paper.paper(value) if isinstance(value, Brief) else conversation_paper.paper(value)

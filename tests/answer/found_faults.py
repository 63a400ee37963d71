"""A claim and a text to what is found wrong between them, by kind."""

from __future__ import annotations

from pipeline.answer import faults
from pipeline.answer.fault import Kind
from pipeline.language import sentences


def found(claim: str, text: str) -> dict[Kind, list[str]]:
    """The reasons by kind; every sentence of the text is close."""
    there = sentences.split(text)
    by_kind: dict[Kind, list[str]] = {}
    for fault in faults.find(claim, there, there):
        by_kind.setdefault(fault.kind, []).append(fault.reason)
    return by_kind

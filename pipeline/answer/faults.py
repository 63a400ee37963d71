"""A sentence and the passage to all that is wrong between them, each fault with a reason that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.answer import fault_figures, fault_names, fault_roles, fault_small_words, fault_vouching, fault_words
from pipeline.answer.fault import Fault


def find(claim: str, pool: Sequence[str], text: Sequence[str]) -> tuple[Fault, ...]:
    """The faults of ``claim`` against ``pool``, the sentences closest to it (closest first), and the whole ``text``."""
    whole = "\n".join(text)
    near = "\n".join(pool)
    return (
        *fault_figures.of_figures(claim, near, whole),
        *fault_figures.of_dates(claim, near, whole),
        *fault_words.of_contrasts(claim, pool),
        *fault_small_words.of_amounts(claim, pool),
        *fault_small_words.of_order(claim, pool),
        *fault_names.of_names(claim, whole),
        *fault_words.of_negation(claim, pool),
        *fault_roles.of_roles(claim, pool[0]),
        *fault_vouching.of_hedges(claim, pool[0]),
        *fault_vouching.of_speakers(claim, pool[0]),
    )

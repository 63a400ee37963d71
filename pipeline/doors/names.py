"""Names in a scope that the library does not have: a slip of the keyboard, of which whoever asks is told."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.desk import Desk
from pipeline.domain import Scope


def unknown(desk: Desk, scope: Scope) -> Iterator[str]:
    """A sentence for each, with a name that is near, if there is one."""
    facets = desk.shelf.facets()
    languages = (scope.language,) if scope.language else ()
    for kind, names in (
        ("outlet", scope.outlets),
        ("collection", scope.collections),
        ("tag", scope.tags),
        ("language", languages),
    ):
        known = [name for name in facets.get(kind, {}) if name]
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                yield f"there is no {kind} {name!r} in the library{hint}"

"""A brief that was changed to its next version on the shelf; and the versions before, which can be brought back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.domain import Brief
from pipeline.errors import Overtaken, UserError
from pipeline.ports import Clock, Shelf

_RESTORED = re.compile(r"^Back to version ([0-9]{1,9})\.$")


@dataclass(frozen=True, slots=True)
class Versions:
    """Every method raises UserError, and keeps nothing, when somebody saved another version meanwhile."""

    shelf: Shelf
    clock: Clock

    def following(self, brief: Brief, done: str) -> Brief:
        """``brief``, which was changed, as the version after the one that it has the number of."""
        following = replace(brief, version=brief.version + 1, change=done)
        try:
            self.shelf.save_next(following, self.clock())
        except Overtaken as error:
            raise UserError(f"{error} Nothing was saved: open the brief again, and then make the change.") from error
        return following

    def restore(self, brief: Brief, version: int) -> Brief:
        """An earlier version as the newest, with what was since kept behind it. Raises NotFound."""
        earlier = self.shelf.brief(brief.id, self._shown(brief.id, version))
        return self.following(replace(earlier, version=brief.version), f"Back to version {earlier.version}.")

    def undo(self, brief: Brief) -> Brief:
        """The version before becomes the newest; again, the one before that. Raises UserError when there is none."""
        before = self._shown(brief.id, brief.version) - 1
        if before < 1:
            raise UserError("There is nothing to undo: this is the brief as it was first written.")
        return self.restore(brief, before)

    def _shown(self, brief_id: str, version: int) -> int:
        """Which version was brought back by this one; itself where none was."""
        restored = _RESTORED.match(self.shelf.brief(brief_id, version).change)
        return int(restored[1]) if restored else version

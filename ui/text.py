"""Any text to Markdown that draws exactly that text. The value stays as it is; it is escaped here, at the edge."""

from __future__ import annotations

import re

from pipeline.export import wording

_SYNTAX = re.compile(r"[\\`*_{}\[\]<>#$~|:&/]")
_LEADING = re.compile(r"^(\d*)([-+=.)])")

# what Streamlit looks for once escapes are resolved: arrows and dashes between spaces, icons, emoji, bare addresses
_JOINT = re.compile(
    r"(?<=(?<!\S)[-<>~])[-=>](?=>?(?!\S))|:(?=//|material_|[-+\w]+:)|(?<=www)\.|@(?=[-\w])",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Markdown for ``st.markdown`` and for labels that shows ``text``, whatever is in it, on one line.

    White space becomes single spaces, and characters that only reorder or hide the text around them are left out.
    """
    parts: list[str] = []
    end = 0
    line = wording.shown(text)
    for joint in _JOINT.finditer(line):
        # a span without a style: it parts the text so that nothing is recognised across it
        parts += _escaped(line[end : joint.start()]), f":color[\\{joint.group()}]"
        end = joint.end()
    parts.append(_escaped(line[end:]))
    return _LEADING.sub(r"\1\\\2", "".join(parts))


def short(text: str, characters: int) -> str:
    """The first words of ``text``, with an ellipsis where it goes on."""
    line = wording.shown(text)
    return line if len(line) <= characters else line[:characters].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _escaped(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", text)

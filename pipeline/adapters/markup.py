"""HTML inside a field of a table or of JSON to text, by lxml. What is not plainly markup stays as it is."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = "p|div|section|article|h[1-6]|ul|ol|li|table|tr|blockquote|figure|figcaption|pre|hr|header|footer|aside"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|br|span|a|b|i|u|em|strong|img|script|style|iframe|td|th|sup|sub)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)
_IS_BLOCK = re.compile(_BLOCKS)
_UNSEEN = " or ".join(f"self::{tag}" for tag in ("script", "style", "noscript", "template", "head", "iframe", "svg"))
_FEWEST_TAGS = 2
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_text(given: str) -> str:
    """The words of ``given`` where it plainly is markup: two known tags or more. Paragraphs are kept apart."""
    if len(_TAG.findall(given)) >= _FEWEST_TAGS:
        return _stripped(given)
    return html.unescape(given) if _ENTITY.search(given) else given


def _stripped(given: str) -> str:
    import lxml.etree
    import lxml.html

    try:
        tree: HtmlElement = lxml.html.document_fromstring(_CONTROLS.sub("", given))
    except (lxml.etree.LxmlError, ValueError):
        return _TAG.sub(" ", given)
    for element in tree.xpath("//comment() | //processing-instruction() | //*[" + _UNSEEN + "]"):
        element.drop_tree()
    for element in tree.iter():
        _set_apart(element)
    return str(tree.text_content()).strip()


def _set_apart(element: HtmlElement) -> None:
    tag = str(element.tag)
    if tag == "br":
        element.tail = "\n" + (element.tail or "")
    elif _IS_BLOCK.fullmatch(tag):
        gap = "\n" if tag in {"li", "tr"} else "\n\n"
        element.text = gap + (element.text or "")
        element.tail = gap + (element.tail or "")

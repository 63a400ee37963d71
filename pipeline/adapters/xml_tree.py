"""XML to a tree by lxml: no entity is resolved, nothing is fetched, depth (256) and one text (10 MB) are limited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element


def parsed(content: bytes, name: str) -> _Element:
    """The root of the part ``name``. Raises Refusal when it is not XML, or is beyond the limits."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refusal(f"is damaged, or too deep or too large to read: {name[:200]} is not XML") from error
    if root is None:
        raise Refusal(f"is damaged: {name[:200]} is empty")
    return root


def local(element: _Element) -> str:
    """The tag without its namespace; empty for an entity that was not resolved."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """The attribute ``name`` of any namespace, or empty."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")

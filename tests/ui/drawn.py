"""What the sentences with chips, and the tables with chips, were given to draw."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def lines(page: AppTest) -> list[dict[str, Any]]:
    return [line for data in mounted(page) for line in data.get("lines", ())]


def sentences(page: AppTest) -> list[str]:
    """Each without its chips."""
    return [_text(line) for line in lines(page)]


def sentences_of(element: Any) -> list[str]:
    return [_text(line) for line in json.loads(element.proto.json).get("lines", ())]


def tables(page: AppTest) -> list[dict[str, Any]]:
    return [table for data in mounted(page) for table in data.get("tables", ())]


def chips(page: AppTest) -> list[dict[str, Any]]:
    """Of sentences and of tables, in the order of the page."""
    found: list[dict[str, Any]] = []
    for data in mounted(page):
        for line in data.get("lines", ()):
            found += line["chips"]
        rows = [row for table in data.get("tables", ()) for row in table["rows"]]
        found += [chip for row in rows for cell in row for chip in (cell["link"], *cell["chips"]) if chip]
    return found


def _text(line: dict[str, Any]) -> str:
    return "".join(part.get("text", "") for part in line["parts"])


def mounted(page: AppTest) -> list[dict[str, Any]]:
    """What each was given."""
    protos = [element.proto for element in page.get("bidi_component")]  # type: ignore[attr-defined]
    return [json.loads(proto.json) for proto in protos if proto.component_name == "briefdesk.cited"]

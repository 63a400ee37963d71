"""JSON schemas for what a model is to reply, as OpenAI's strict ones want them: every property required, no others."""

from __future__ import annotations

from collections.abc import Mapping

Shape = Mapping[str, object]

TEXT: Shape = {"type": "string"}


def object_of(**properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def list_of(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def one_of(*values: str) -> Shape:
    return {"type": "string", "enum": list(values)}

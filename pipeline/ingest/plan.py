"""What a job is to read, as text that outlives the process, and back. Uploads are kept as files until they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.domain import Refused
from pipeline.errors import UserError
from pipeline.ingest.inputs import Feed, Input, Kept, LocalPath, Pasted, Upload, WebPage
from pipeline.ingest.intake import Said
from pipeline.records.fields import Fields


class Incoming(Protocol):
    """Files that were sent, by their content, until they are read."""

    def keep(self, content: bytes) -> str:
        """Its key, made of the content: the same file twice is kept once. Raises DeskUnavailable."""

    def path(self, key: str) -> Path:
        """Where it is, if it is there."""

    def keep_only(self, keys: frozenset[str]) -> None:
        """Forgets every other."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The inputs of one job, and what is said of all that they bring."""

    inputs: tuple[Input, ...]
    said: Said


def written(inputs: Sequence[Input], said: Said, incoming: Incoming) -> str:
    """Keeps what was uploaded, so that nothing is lost when the browser is closed."""
    records = [_written(each, incoming) for each in inputs]
    return json.dumps({"inputs": records, "outlet": said.outlet, "collection": said.collection})


def read(plan: str, incoming: Incoming) -> Plan:
    """Raises UserError for what is no plan."""
    fields = Fields.of(json.loads(plan), "plan")
    inputs = fields.each("inputs", lambda each: _read(each, incoming))
    return Plan(inputs, Said(fields.text("outlet"), fields.text("collection")))


def narrowed(plan: str, refused: Iterable[Refused], read: int) -> str:
    """What of it was ``refused``, and the inputs after the first ``read``.

    Of a folder only the files that were refused; a feed is asked for all of it again.
    """
    record = json.loads(plan)
    origins: dict[int, list[str]] = {}
    for each in refused:
        origins.setdefault(each.origin, []).append(each.name)
    again = [_again(record["inputs"][origin], names) for origin, names in sorted(origins.items()) if origin < read]
    record["inputs"] = [*(each for some in again for each in some), *record["inputs"][read:]]
    return json.dumps(record)


def count(plan: str) -> int:
    """How many inputs it has."""
    return len(tuple(json.loads(plan)["inputs"]))


def reads_only(plan: str, url: str) -> bool:
    """Whether it reads the feed at ``url`` and nothing else."""
    return [(each["kind"], each.get("url")) for each in json.loads(plan)["inputs"]] == [("feed", url)]


def keys(plan: str) -> frozenset[str]:
    """The kept uploads that it reads."""
    return frozenset(each["key"] for each in json.loads(plan)["inputs"] if each["kind"] == "upload")


def _again(given: dict[str, object], names: Sequence[str]) -> list[dict[str, object]]:
    if given["kind"] == "feed":
        return [{**given, "whole": True}]
    folder = Path(str(given.get("path", "")))
    files = [Path(name) for name in dict.fromkeys(names)]
    if given["kind"] == "path" and folder.is_dir() and all(folder in file.parents for file in files):
        return [{**given, "path": str(file)} for file in files]
    return [given]


def _written(given: Input, incoming: Incoming) -> Mapping[str, object]:
    match given:
        case LocalPath(path, follow):
            return {"kind": "path", "path": str(path.absolute()), "follow": follow}
        case Upload(name, content, follow):
            return {"kind": "upload", "name": name, "key": incoming.keep(content), "follow": follow}
        case WebPage(url, follow):
            return {"kind": "page", "url": url, "follow": follow}
        case Feed(url, follow, is_whole=is_whole):
            # what its server said last is looked up when it is read: it may have been read again since
            return {"kind": "feed", "url": url, "follow": follow, "whole": is_whole}
        case Pasted(text, title, outlet, url, published):
            day = published.isoformat() if published else None
            return {"kind": "pasted", "text": text, "title": title, "outlet": outlet, "url": url, "published": day}
        case Kept(name, path, follow):
            return {"kind": "upload", "name": name, "key": path.name, "follow": follow}


def _read(fields: Fields, incoming: Incoming) -> Input:
    match fields.text("kind"):
        case "path":
            return LocalPath(Path(fields.text("path")), fields.truth("follow"))
        case "upload":
            return Kept(fields.text("name"), incoming.path(fields.text("key")), fields.truth("follow"))
        case "page":
            return WebPage(fields.text("url"), fields.truth("follow"))
        case "feed":
            return Feed(fields.text("url"), fields.truth("follow"), is_whole=fields.truth("whole"))
        case "pasted":
            published = fields.optional("published", fields.text)
            day = date.fromisoformat(published) if published else None
            text, title, outlet, url = (fields.text(name) for name in ("text", "title", "outlet", "url"))
            return Pasted(text, title, outlet, url, day)
        case other:
            raise UserError(f"{fields.at('kind')} is {other!r}, which this version of Briefdesk does not know")

"""What the app and its page say to each other, as the runs of the script that it tells of.

A run begins when the page asks for one (or the server begins one by itself) and ends when the server says that it is
over: between them lie all work of the server and its way through the socket, on one computer. Times are Chromium's.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_BINARY = 2
_QUIET_MS = 250


class Said(Enum):
    ASKED = auto()
    BEGAN = auto()
    ENDED = auto()
    ENDED_IN_PART = auto()


# one that is broken off has no end of its own
_ENDS = {
    ForwardMsg.FINISHED_SUCCESSFULLY: Said.ENDED,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR: Said.ENDED,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: Said.ENDED_IN_PART,
}


@dataclass(frozen=True, slots=True)
class Message:
    """``at`` is in seconds, from any beginning."""

    said: Said
    at: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the script, or of a part of it alone (a fragment)."""

    seconds: float
    is_part: bool


def runs(messages: Iterable[Message]) -> tuple[Run, ...]:
    """Those that ended. One that is broken off, for what was asked meanwhile, counts with the one after it."""
    found: list[Run] = []
    since: float | None = None
    for message in messages:
        if message.said in {Said.ASKED, Said.BEGAN}:
            since = message.at if since is None else since
        elif since is not None:
            found.append(Run(message.at - since, message.said is Said.ENDED_IN_PART))
            since = None
    return tuple(found)


class Wire:
    """Listens to one page from before its first address on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._messages: list[Message] = []
        session = page.context.new_cdp_session(page)
        session.on("Network.webSocketFrameSent", lambda event: self._keep(event, said_by_page))
        session.on("Network.webSocketFrameReceived", lambda event: self._keep(event, said_by_app))
        session.send("Network.enable")

    def clear(self) -> None:
        self._messages.clear()

    def runs(self) -> tuple[Run, ...]:
        """Those since ``clear``, when there has been nothing new for a while."""
        before = -1
        while before != len(self._messages) or self._is_open():
            before = len(self._messages)
            self._page.wait_for_timeout(_QUIET_MS)
        return runs(self._messages)

    def _is_open(self) -> bool:
        return bool(self._messages) and self._messages[-1].said in {Said.ASKED, Said.BEGAN}

    def _keep(self, event: Mapping[str, Any], read: Callable[[bytes], Said | None]) -> None:
        frame = event["response"]
        said = read(base64.b64decode(frame["payloadData"])) if frame["opcode"] == _BINARY else None
        if said is not None:
            self._messages.append(Message(said, float(event["timestamp"])))


def said_by_page(frame: bytes) -> Said | None:
    """``frame`` is a ``BackMsg`` in bytes; None says nothing of runs."""
    return Said.ASKED if BackMsg.FromString(frame).WhichOneof("type") == "rerun_script" else None


def said_by_app(frame: bytes) -> Said | None:
    """``frame`` is a ``ForwardMsg`` in bytes; None says nothing of the runs' ends."""
    message = ForwardMsg.FromString(frame)
    kind = message.WhichOneof("type")
    if kind == "new_session":
        return Said.BEGAN
    return _ENDS.get(message.script_finished) if kind == "script_finished" else None

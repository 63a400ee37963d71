"""Files that a browser sends go by an address of Streamlit's own, which asks nobody who they are: here it is asked.

Each session in which somebody came in who may change the library is noted, and only such a session is let through:
whoever only knows the address would else fill the memory of the machine.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from threading import Lock
from typing import Any, TypeAlias

from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

_Message: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[_Message]]
_Send: TypeAlias = Callable[[_Message], Awaitable[None]]
_App: TypeAlias = Callable[[_Message, _Receive, _Send], Awaitable[None]]

# far more than are open at once; whoever is forgotten is noted again at the next click
KEPT = 10_000
_ADDRESS = "/_stcore/upload_file"
_OF_SESSION = re.compile(rf"{_ADDRESS}/([^/]+)/[^/]+/?$")
_noted: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def layer() -> Middleware:
    """In front of the pages."""
    return Middleware(Uploading)


def let_in() -> None:
    """The session whose page is being drawn may send files from now on."""
    context = get_script_run_ctx()
    if context is not None:
        _note(context.session_id)


def _note(session_id: str) -> None:
    with _lock:
        _noted[session_id] = None
        _noted.move_to_end(session_id)
        while len(_noted) > KEPT:
            _noted.popitem(last=False)


class Uploading:
    """An ASGI layer before the pages: refuses what a session sends that was not let in, and reads nothing of it."""

    def __init__(self, app: _App) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "http" and scope["method"] == "PUT" and _is_refused(scope["path"]):
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"Only an editor may add files."})
            return
        await self._app(scope, receive, send)


def _is_refused(path: str) -> bool:
    if _ADDRESS not in path:
        return False
    found = _OF_SESSION.search(path)
    return found is None or found[1] not in _noted

"""The pages of ``app.py`` and, beside them under /api/v1, the REST API: what ``make run`` serves."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from pipeline.doors.rest.beside import Beside
from ui.uploading import Uploading


def _api() -> ASGIApp:
    from pipeline.doors.rest.api import api  # noqa: PLC0415  # whoever opens a page need not wait for it
    from ui.serving import Serving  # noqa: PLC0415

    return api(Serving())


app = st.App(
    "app.py",
    middleware=[
        Middleware(Beside, make=_api, base=st.config.get_option("server.baseUrlPath") or ""),
        Middleware(Uploading),
    ],
)

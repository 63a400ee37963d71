"""The pages of ``app.py`` and, beside them under /api/v1, the REST API: what ``make run`` serves."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pipeline.doors.rest.api import api
from pipeline.doors.rest.beside import Beside
from ui.serving import Serving
from ui.uploading import Uploading

app = st.App(
    "app.py",
    middleware=[
        Middleware(Beside, api=api(Serving()), base=st.config.get_option("server.baseUrlPath") or ""),
        Middleware(Uploading),
    ],
)

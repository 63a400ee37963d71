"""The one desk that all pages share, opened once a process; what cannot be opened is said on the page."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator

import streamlit as st

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.errors import BadReply, BriefdeskError, ServiceError, UserError
from pipeline.settings import Settings
from ui import asking, brief_writing
from ui.text import plain


def settings() -> Settings:
    """Raises SettingsError when the environment says what cannot be."""
    return Settings.from_env(os.environ)


def start_logging() -> None:
    """Sends what the desk logs to standard error, from the level in the settings up."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("pipeline").setLevel(settings().log_level.upper())


def desk() -> Desk:
    """The desk of these settings, at work on what an earlier run left unfinished."""
    return _opened(settings())


@contextlib.contextmanager
def errors_shown() -> Iterator[None]:
    """Draws an error that is meant for the reader where it happened; anything else is a bug and surfaces."""
    try:
        yield
    except (UserError, ServiceError, BadReply) as error:
        show(error)


def show(error: BriefdeskError) -> None:
    """A message for the reader; what failed outside may be tried again."""
    again = "" if isinstance(error, UserError) else " Try again."
    st.error(plain(str(error)) + again)


def _close(opened: Desk) -> None:
    asking.finish(opened)
    brief_writing.finish(opened)
    opened.close()


@st.cache_resource(show_spinner="Opening the library …", hash_funcs={Settings: hash}, on_release=_close)
def _opened(chosen: Settings) -> Desk:
    opened = wiring.open_desk(chosen)
    opened.start()
    return opened

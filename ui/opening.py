"""The one desk that all share, opened once a process, as the person at the page has it; what fails is said there."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import streamlit as st

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Person
from pipeline.errors import BadReply, BriefdeskError, ServiceError, UserError
from pipeline.settings import Settings
from ui import asking, brief_writing, people
from ui.text import plain

# what draws tables takes a second to load: nobody waits for it when the first page stands by then
TABLES, SOON = "pandas", 2.0


def settings() -> Settings:
    """Raises SettingsError when the environment says what cannot be."""
    return Settings.from_env(os.environ)


def start_logging() -> None:
    """Sends what the desk logs to standard error, from the level in the settings up."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("pipeline").setLevel(settings().log_level.upper())


def desk() -> Desk:
    """The desk as whoever is at the page has it, the same one each time.

    Raises NotAllowed where nobody may be there: no page gets at the library by another way.
    """
    return of(people.current())


def of(person: Person) -> Desk:
    """The desk as this person has it, who was let in already."""
    return _opened(settings()).of(person)


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


@dataclass(slots=True)
class _Opened:
    """The desk at work, and each person's."""

    desk: Desk
    of_person: dict[Person, Desk] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, person: Person) -> Desk:
        with self._lock:
            if person not in self.of_person:
                self.of_person[person] = self.desk.of(person)
            return self.of_person[person]


def _close(opened: _Opened) -> None:
    for desk in (opened.desk, *opened.of_person.values()):
        asking.finish(desk)
        brief_writing.finish(desk)
    opened.desk.close()


@st.cache_resource(show_spinner="Opening the library …", hash_funcs={Settings: hash}, on_release=_close)
def _opened(chosen: Settings) -> _Opened:
    """At work on what an earlier run left unfinished."""
    opened = wiring.open_desk(chosen)
    opened.start()
    loading = threading.Timer(SOON, importlib.import_module, (TABLES,))
    loading.daemon = True
    loading.start()
    return _Opened(opened)

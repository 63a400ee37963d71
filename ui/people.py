"""Who is at the page. Nothing else looks at ``st.user``; whoever may not come in is met at the door."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from pipeline.domain import ALONE, Person, Role
from pipeline.errors import NotAllowed
from pipeline.settings import Settings
from ui import look, reach
from ui.reach import Reach
from ui.text import plain, short

log = logging.getLogger(__name__)

SHEET = Path(__file__).with_suffix(".css")
ANYBODY = Person("", "", Role.EDITOR)
NAME_CHARS = 28
# the address that was asked for is opened after the way over the provider, which leads back to the start page
KEEP = """<script>
sessionStorage.setItem("briefdesk-wanted", location.pathname + location.search);
</script>"""
GO_ON = """<script>
const wanted = sessionStorage.getItem("briefdesk-wanted");
sessionStorage.removeItem("briefdesk-wanted");
if (wanted && wanted !== location.pathname + location.search) { location.replace(location.origin + wanted); }
</script>"""
_MET = "people-met"


def current() -> Person:
    """Who is there. Raises NotAllowed where nobody may be, and SettingsError."""
    settings = Settings.from_env(os.environ)
    match reach.of(settings):
        case Reach.ALONE:
            return ALONE
        case Reach.OPEN:
            return ANYBODY
        case Reach.CLOSED:
            raise NotAllowed(Reach.CLOSED)
    person = _signed_in(settings)
    if person is None:
        raise NotAllowed("Sign in first.")
    return person


def may_come_in() -> bool:
    """Whether the page may be drawn; else the door is. Raises SettingsError."""
    settings = Settings.from_env(os.environ)
    found = reach.of(settings)
    if found is not Reach.ALONE:
        _say_once(found)
    if found is Reach.SIGN_IN:
        return _has_signed_in(settings)
    if found is Reach.CLOSED:
        _closed()
        return False
    if found is Reach.OPEN:
        st.sidebar.caption(":material/warning: Open: nobody has to sign in.")
    return True


def _has_signed_in(settings: Settings) -> bool:
    if not st.user.get("is_logged_in"):
        _ask_in()
        return False
    person = _signed_in(settings)
    if person is None:
        _turned_away()
        return False
    if _MET not in st.session_state:
        st.session_state[_MET] = True
        st.html(GO_ON, unsafe_allow_javascript=True)
    _at_the_side(person)
    return True


def _signed_in(settings: Settings) -> Person | None:
    """None where nobody is, or who is may not come in. They are who the provider says, whatever their address is."""
    issuer, subject = _claim("iss"), _claim("sub")
    role = settings.role(_address())
    if not (st.user.get("is_logged_in") and issuer and subject and role):
        return None
    return Person(f"{issuer} {subject}", _claim("name") or _claim("email") or "You", role)


def _claim(name: str) -> str:
    value = st.user.get(name)
    return value.strip() if isinstance(value, str) else ""


def _address() -> str:
    """Empty where the provider says that nobody has looked whether it is theirs."""
    return "" if str(st.user.get("email_verified")).lower() == "false" else _claim("email")


def _at_the_side(person: Person) -> None:
    with st.sidebar, st.popover(plain(short(person.name, NAME_CHARS)), icon=":material/person:", key="person"):
        st.markdown(plain(_claim("email") or person.name))
        may = "may change the library" if person.is_editor else "may read and ask, and write papers of their own"
        st.caption(f"Signed in as {'an editor' if person.is_editor else 'a reader'}, who {may}.")
        _way_out()


def _way_out() -> None:
    st.button("Sign out", key="sign-out", icon=":material/logout:", on_click=st.logout)


@contextmanager
def _door(title: str) -> Iterator[None]:
    st.html(SHEET)
    with st.container(key="door"):
        st.image(look.ICON, width=44, alt="")
        st.title(title, anchor=False)
        yield


def _ask_in() -> None:
    st.html(KEEP, unsafe_allow_javascript=True)
    with _door("Briefdesk"):
        st.markdown("Ask a library of news articles. Every sentence of an answer leads to the words that support it.")
        for name in reach.providers(reach.sign_in() or {}):
            label = f"Sign in with {plain(name.capitalize())}" if name else "Sign in"
            st.button(
                label, key=f"sign-in-{name}", type="primary", icon=":material/login:", on_click=_log_in, args=(name,)
            )
        st.caption("The library is shared. What you ask and write here, nobody else sees.")


def _log_in(provider: str) -> None:
    st.login(provider or None)


def _turned_away() -> None:
    with _door("You may not come in"):
        if _claim("email") and not _address():
            st.markdown(f"Whoever signed you in has not checked that {plain(_claim('email'))} is your address.")
        else:
            st.markdown(
                f"You are signed in as {plain(_claim('email') or _claim('name') or 'somebody without an address')}."
            )
        st.caption("Ask whoever runs this desk to name your address in its settings, or sign in as somebody else.")
        _way_out()


def _closed() -> None:
    with _door("Briefdesk is closed"):
        st.markdown(
            "Other computers can reach it, and nobody would have to sign in. Nothing of the library is shown until you "
            "choose one of these, and start it again."
        )
        st.markdown("**Alone:** serve it on this computer only, and open it by that address.")
        st.code("streamlit run app.py --server.address=127.0.0.1", language="bash", wrap_lines=True)
        st.markdown("**Several people:** say in `.streamlit/secrets.toml` who signs them in.")
        st.code(SIGN_IN, language="toml", wrap_lines=True)
        st.markdown("**Open:** where something in front of it keeps strangers out.")
        st.code("export BRIEFDESK_OPEN=on", language="bash")


SIGN_IN = """[auth]
redirect_uri = "https://desk.example.org/oauth2callback"
cookie_secret = "32 random characters or more"
client_id = "..."
client_secret = "..."
server_metadata_url = "https://accounts.example.org/.well-known/openid-configuration\""""


@cache
def _say_once(found: Reach) -> None:
    """In the log, of one process."""
    log.warning("reach=%s %s", found.name.lower(), found)

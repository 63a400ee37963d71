"""Who can reach the app, from how it is served: this computer alone, whoever signs in, or anybody.

Served to other computers without a sign-in it stays closed, unless a setting says that this is meant: a warning would
be read too late, by whoever comes first. ``python -m ui.reach`` says it before the app is started.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from pipeline.errors import SettingsError
from pipeline.settings import Settings

COOKIE_SECRET_CHARS = 32
_SHARED = ("redirect_uri", "cookie_secret")
# `streamlit run` alone reads them from the environment
_OF_STREAMLIT = {"server.address": "STREAMLIT_SERVER_ADDRESS", "secrets.files": "STREAMLIT_SECRETS_FILES"}
_OF_PASSED_ON = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_OF_PROVIDER = ("client_id", "client_secret", "server_metadata_url")


class Reach(StrEnum):
    """Who can reach the app; each in the words that say so."""

    ALONE = "Only this computer can reach Briefdesk, and nobody has to sign in."
    SIGN_IN = "Whoever comes to Briefdesk has to sign in."
    OPEN = "Whoever can reach Briefdesk may read and change everything: nobody has to sign in."
    CLOSED = "Other computers can reach Briefdesk, and nobody would have to sign in: it stays closed."


def served(settings: Settings) -> Reach:
    """By the address that the server is bound to. Raises SettingsError for a sign-in that lacks something."""
    if sign_in() is not None:
        return Reach.SIGN_IN
    if settings.open:
        return Reach.OPEN
    return Reach.ALONE if _is_loopback(st.config.get_option("server.address")) else Reach.CLOSED


def of(settings: Settings) -> Reach:
    """The same for the page at hand."""
    return by(settings, st.context.headers.get("Host") or "localhost", is_passed_on=is_passed_on(st.context.headers))


def by(settings: Settings, host: str, *, is_passed_on: bool = False) -> Reach:
    """The same for a request with this ``Host``: by another name than loopback it was passed on from elsewhere."""
    reach = served(settings)
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    return Reach.CLOSED if reach is Reach.ALONE and (is_passed_on or not _is_loopback(name)) else reach


def is_passed_on(headers: Iterable[str]) -> bool:
    """Whether a server in front says with these names of headers that it came from another: it may call us loopback."""
    return not _OF_PASSED_ON.isdisjoint(name.lower() for name in headers)


def sign_in() -> Mapping[str, object] | None:
    """What Streamlit's secrets say of it; None where they say nothing. Raises SettingsError, with no secret in it."""
    try:
        section = st.secrets.get("auth")
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return None
        raise SettingsError("The file of secrets (.streamlit/secrets.toml) cannot be read.") from None
    if section is None:
        return None
    if not isinstance(section, Mapping):
        raise SettingsError("auth in the file of secrets must be a section: [auth].")
    _check(section)
    return section


def providers(section: Mapping[str, object]) -> tuple[str, ...]:
    """Their names; the one without a name first, as the empty string."""
    named = (name for name, value in section.items() if isinstance(value, Mapping) and name != "client_kwargs")
    return (*(("",) if "client_id" in section else ()), *named)


def _check(section: Mapping[str, object]) -> None:
    names = providers(section)
    if not names:
        raise SettingsError("[auth] in the file of secrets names no provider: it has no client_id.")
    for name in names:
        _need(section[name] if name else section, _OF_PROVIDER, f"auth.{name}" if name else "auth")
    _need(section, _SHARED, "auth")
    if len(str(section["cookie_secret"])) < COOKIE_SECRET_CHARS:
        raise SettingsError(
            f"cookie_secret in [auth] must have {COOKIE_SECRET_CHARS} random characters or more: "
            "whoever guesses it can sign in as anybody."
        )


def _need(values: object, keys: tuple[str, ...], name: str) -> None:
    lacking = [key for key in keys if not (isinstance(values, Mapping) and values.get(key))]
    if lacking:
        raise SettingsError(f"[{name}] in the file of secrets has no {' and no '.join(lacking)}.")


def _is_loopback(address: str | None) -> bool:
    """None is every address of the machine."""
    if not address:
        return False
    if address == "localhost" or address.startswith("unix://"):
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def main() -> int:
    """Says who will be able to reach the app; 2 where it would be closed, or a setting is wrong."""
    for option, variable in _OF_STREAMLIT.items():
        if variable in os.environ:
            st.config.set_option(option, os.environ[variable] if option == "server.address" else [os.environ[variable]])
    try:
        reach = served(Settings.from_env(os.environ))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stderr.write(f"{reach}\n")
    return 2 if reach is Reach.CLOSED else 0


if __name__ == "__main__":
    sys.exit(main())

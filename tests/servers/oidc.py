"""An OpenID Connect provider on loopback: whoever is chosen on its page is signed in, with a token signed by RS256.

It keeps to what a provider has to check: the client and its secret, the address that is led back to, a code used
once, and the proof key (PKCE, S256).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwk, jwt

CLIENT, CLIENT_SECRET = "briefdesk", "the-clients-secret-1234567890"
COOKIE_SECRET = "a-cookie-secret-of-more-than-32-characters"

ANA: Mapping[str, object] = {"sub": "ana", "name": "Ana *Ed* $1", "email": "ana@desk.example", "email_verified": True}
BEN: Mapping[str, object] = {"sub": "ben", "name": "Ben Reader", "email": "ben@desk.example", "email_verified": True}
EVE: Mapping[str, object] = {"sub": "eve", "name": "Eve", "email": "ana@desk.example", "email_verified": False}
PEOPLE = (ANA, BEN, EVE)


@dataclass(slots=True)
class Provider:
    """One running provider. ``led_back_to`` is the one address that a code is sent to."""

    url: str
    led_back_to: str = ""
    key: jwk.RSAKey = field(default_factory=lambda: jwk.RSAKey.generate_key(2048, {"kid": "one"}, private=True))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    signed_out: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def choice(self, asked: Mapping[str, str]) -> str:
        """A page on which to choose who one is."""
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == self.led_back_to
        assert asked["code_challenge_method"] == "S256"
        links = []
        for person in PEOPLE:
            code = secrets.token_urlsafe()
            self.codes[code] = {**asked, "sub": str(person["sub"])}
            back = f"{self.led_back_to}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<p><a href="{html.escape(back)}">I am {person["sub"]}</a></p>')
        return f"<!doctype html><title>Provider</title>{''.join(links)}"

    def tokens(self, given: Mapping[str, str], client: tuple[str, str]) -> dict[str, object] | None:
        """None for what is not as it was asked."""
        asked = self.codes.pop(given.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or client != (CLIENT, CLIENT_SECRET)
            or given.get("redirect_uri") != self.led_back_to
            or challenge.decode().rstrip("=") != asked["code_challenge"]
        ):
            return None
        person = next(each for each in PEOPLE if each["sub"] == asked["sub"])
        now = int(time.time())
        claims = {
            **person,
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": asked["nonce"],
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 600, "id_token": token}


class _Door(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        match path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.discovery())
            case "/jwks":
                self._json({"keys": [self.provider.key.as_dict(private=False)]})
            case "/authorize":
                self._send(200, self.provider.choice(asked).encode(), "text/html; charset=utf-8")
            case "/logout":
                self.provider.signed_out.append(asked.get("client_id", ""))
                self._send(302, b"", Location=asked["post_logout_redirect_uri"])
            case _:
                self._send(404, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given, kind = dict(parse_qsl(body)), self.headers.get("Authorization", "")
        client = (given.get("client_id", ""), given.get("client_secret", ""))
        if kind.startswith("Basic "):
            name, _, secret = base64.b64decode(kind.removeprefix("Basic ")).decode().partition(":")
            client = (name, secret)
        tokens = self.provider.tokens(given, client)
        if tokens is None:
            self._json({"error": "invalid_grant"}, 400)
        else:
            self._json(tokens)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def _json(self, value: object, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve() -> Iterator[Provider]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = type("_OneDoor", (_Door,), {"provider": provider})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def secrets_file(folder: Path, provider: Provider) -> Path:
    """What lets the people of this provider into an app on loopback, at whatever port it is served."""
    file = folder / "secrets.toml"
    file.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"
"""
    )
    return file

"""People at the pages: who comes in, what a reader is given to do, and whose papers they open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Brief, Conversation, Person, Role, Scope, Turn
from pipeline.errors import NotAllowed, SettingsError
from pipeline.rights import BEFORE
from pipeline.settings import Settings
from tests.ui.conftest import ROOT, SECONDS, ask, run
from ui import asking, opening, people, reach
from ui.reach import Reach
from ui.text import plain

ISSUER = "https://id.example"
SECRET, COOKIE_SECRET = "the-clients-secret-1234", "a-cookie-secret-of-more-than-32-characters"
AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": COOKIE_SECRET,
    "client_id": "briefdesk",
    "client_secret": SECRET,
    "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
}
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DEAD = "How many people died in the ferry accident?"
PAGES = re.findall(r'^    "(\w+)": "', (ROOT / "app.py").read_text(), re.MULTILINE)
# whatever changes the library, its feeds, jobs or settings
EDITING = (
    "samples library-samples add-submit add-given library-edit library-delete bulk-save families families-save check "
    "repair feeds-check feed-save-new jobs-close go-on- pause- stop- again- close- feed-"
).split()


def claims(who: str, **more: object) -> dict[str, object]:
    """What the provider says of somebody."""
    of_token = {"iss": ISSUER, "sub": who, "name": who.capitalize(), "email": f"{who}@desk.example"}
    return {"is_logged_in": True, **of_token, "email_verified": True, **more}


@pytest.fixture
def come(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens the app where people sign in, as who is signed in with these claims."""
    monkeypatch.setenv("BRIEFDESK_EDITORS", "ana@desk.example")

    def came(user: Mapping[str, object] | None = None, page: str = "ask", auth: object = AUTH, **query: str) -> AppTest:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS)
        app.secrets, app.user = {"auth": auth}, dict(user or {"is_logged_in": False})
        run(app)
        for name, value in query.items():
            app.query_params[name] = value
        return run(app) if page == "ask" else run(app.switch_page(f"ui/{page}.py"))

    yield came
    st.cache_resource.clear()


@pytest.fixture
def address() -> Iterator[Callable[[str], None]]:
    """Serves at an address."""
    before = st.config.get_option("server.address")
    yield lambda name: st.config.set_option("server.address", name)
    st.config.set_option("server.address", before)


def drawn(app: AppTest) -> str:
    everything = (*app.title, *app.markdown, *app.caption, *app.code, *app.warning, *app.error, *app.success)
    return "\n".join(str(each.value) for each in everything)


def keys(app: AppTest) -> set[str]:
    widgets = (*app.button, *app.text_area, *app.button_group, *app.text_input, *app.toggle)
    return {each.key for each in widgets if each.key}


def test_who_is_not_signed_in_meets_the_door_on_every_page_and_no_desk_is_opened(
    come: Callable[..., AppTest], tmp_path: Path
) -> None:
    for page in PAGES:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS)
        app.secrets, app.user = {"auth": AUTH}, {"is_logged_in": False}
        run(app)
        run(app.switch_page(f"ui/{page}.py"))
        assert keys(app) == {"sign-in-"}, page
    assert not (tmp_path / "data").exists()


def test_each_provider_has_its_button(come: Callable[..., AppTest]) -> None:
    shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
    provider = {key: AUTH[key] for key in AUTH if key not in shared}
    app = come(auth={**shared, "keycloak": provider, "my:red[x]": provider})
    assert [button.label for button in app.button] == ["Sign in with Keycloak", "Sign in with My\\:red\\[x\\]"]


@pytest.mark.usefixtures("samples")
def test_a_reader_asks_and_is_given_nothing_that_changes_the_library(come: Callable[..., AppTest]) -> None:
    app = ask(come(claims("ben")), DEAD)
    assert "Signed in as a reader" in drawn(app)
    for page in PAGES:
        found = keys(come(claims("ben"), page))
        assert not [key for key in found if key.startswith(tuple(EDITING))], page


@pytest.mark.usefixtures("samples")
def test_an_editor_is_given_all_but_the_files_of_the_machine(come: Callable[..., AppTest]) -> None:
    assert {"families-save", "check", "repair"} <= keys(come(claims("ana"), "settings"))
    app = come(claims("ana"), "library")
    assert {"Add", "Feeds"} <= {tab.label for tab in app.tabs}
    assert not {"Add", "Feeds"} & {tab.label for tab in come(claims("ben"), "library").tabs}
    assert "Signed in as an editor" in drawn(app)


def test_an_empty_library_tells_a_reader_who_fills_it(come: Callable[..., AppTest]) -> None:
    for page in ("ask", "library"):
        app = come(claims("ben"), page)
        assert "an editor adds" in drawn(app).lower(), page
        assert not {"samples", "library-samples"} & keys(app)
    assert "samples" in keys(come(claims("ana")))


@pytest.mark.usefixtures("samples")
def test_the_address_of_anothers_conversation_opens_none(come: Callable[..., AppTest]) -> None:
    hers = ask(come(claims("ana")), DEAD)
    identity = hers.query_params["conversation"]
    identity = identity[0] if isinstance(identity, list) else identity
    assert DEAD in drawn(come(claims("ana"), conversation=identity))
    his = come(claims("ben"), conversation=identity)
    assert DEAD not in drawn(his)
    assert not [key for key in keys(his) if key.startswith("open-")]


@pytest.mark.usefixtures("samples")
def test_the_address_of_anothers_brief_opens_none(come: Callable[..., AppTest], written_once: Brief) -> None:
    come(claims("ana"))
    root = opening._opened(opening.settings())
    root.desk.shelf.save_brief(replace(written_once, author=f"{ISSUER} ana"))
    topic = written_once.topic
    assert topic in drawn(come(claims("ana"), "briefs"))
    hers = come(claims("ana"), "briefs")
    hers.query_params["brief"] = written_once.id
    assert topic in drawn(run(hers))
    his = come(claims("ben"), "briefs")
    assert topic not in drawn(his)
    his.query_params["brief"] = written_once.id
    assert "There is no such brief" in drawn(run(his))
    assert topic not in drawn(his)


@pytest.mark.usefixtures("samples")
def test_an_answer_that_is_being_written_is_found_and_ended_by_who_asked_alone(desk: Desk) -> None:
    hers = desk.of(Person(f"{ISSUER} ana", "Ana", Role.EDITOR))
    begun = [
        asking.start(each, Conversation(name, "", (), NOW), DEAD, Scope(), quotes_only=True)
        for each, name in ((hers, "hers"), (desk, "own"))
    ]
    assert (asking.find("hers"), asking.find("own")) == (None, begun[1])
    asking.forget("hers")
    assert all(writing.wait(SECONDS) for writing in begun)
    assert [turn.is_stopped for turn in hers.shelf.conversation("hers").turns] == [False]
    asking.finish(hers)


@pytest.mark.usefixtures("samples")
def test_a_reader_who_may_not_change_what_was_made_before_is_told_so(come: Callable[..., AppTest]) -> None:
    come(claims("ana"))
    root = opening._opened(opening.settings()).desk
    asked = Turn(root.ask(DEAD, quotes_only=True))
    root.shelf.save_conversation(Conversation("before", "From before", (asked,), NOW))
    question = root.standing.add(DEAD, Scope(), quotes_only=True)
    his = run(come(claims("ben"), "briefs").button(key=f"unwatch-{question.id}").click())
    assert [each.value for each in his.error] == [plain(BEFORE)]
    assert root.standing.all() == (question,)
    brief = root.brief("The ferry", quotes_only=True)
    his = come(claims("ben"), "briefs")
    run(his.button(key=f"delete-{brief.id}").click())
    run(his.button(key=f"delete-yes-{brief.id}").click())
    assert [each.value for each in his.error] == [plain(BEFORE)]
    assert root.shelf.brief(brief.id) == brief
    his = come(claims("ben"))
    run(his.button(key="open-before").click())
    run(his.button(key="delete").click())
    run(his.button(key="delete-sure").click())
    assert [each.value for each in his.error] == [plain(BEFORE)]
    assert root.shelf.conversation("before").title == "From before"


@pytest.mark.usefixtures("samples")
def test_a_reader_has_their_own_questions_asked_whatever_stands_there_from_before(come: Callable[..., AppTest]) -> None:
    come(claims("ana"))
    root = opening._opened(opening.settings()).desk
    before = root.standing.add(DEAD, Scope(), quotes_only=True)
    his = root.of(Person(f"{ISSUER} ben", "Ben", Role.READER)).standing
    own = his.add("When did the ferry sink?", Scope(), quotes_only=True)
    again = {question.id: question for question in his.run(again=True)}
    assert again[before.id] == before
    assert again[own.id].asked_at != own.asked_at
    with pytest.raises(NotAllowed):
        his.run(before.id, again=True)


def test_people_are_who_the_provider_says_not_what_their_address_is(come: Callable[..., AppTest]) -> None:
    come(claims("ana"))
    come(claims("ana", email="new@desk.example"))
    come(claims("ana", iss="https://other.example"))
    known = {(person.id, person.role) for person in opening._opened(opening.settings()).of_person}
    assert known == {
        (f"{ISSUER} ana", Role.EDITOR),
        (f"{ISSUER} ana", Role.READER),
        ("https://other.example ana", Role.EDITOR),
    }


@pytest.mark.parametrize("verified", [False, "false", "False"])
def test_an_address_that_nobody_checked_makes_no_editor(come: Callable[..., AppTest], verified: object) -> None:
    assert "Signed in as a reader" in drawn(come(claims("ana", email_verified=verified)))


@pytest.mark.parametrize(
    "user",
    [claims("eve"), claims("ben", email_verified=False), claims("ben", sub=""), claims("ben", iss=None)],
    ids=["another", "unchecked", "nobody", "nowhere"],
)
def test_who_is_not_named_does_not_come_in(
    come: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: Mapping[str, object]
) -> None:
    monkeypatch.setenv("BRIEFDESK_READERS", "ben@desk.example")
    app = come(user)
    assert app.title[0].value == "You may not come in"
    assert keys(app) == {"sign-out"}
    assert not (tmp_path / "data").exists()


def test_who_signs_out_is_out(come: Callable[..., AppTest]) -> None:
    app = run(come(claims("ben")).button(key="sign-out").click())
    assert keys(run(app)) == {"sign-in-"}


@pytest.mark.parametrize(
    ("auth", "message"),
    [
        ({}, "names no provider"),
        ({**AUTH, "client_secret": ""}, "[auth] in the file of secrets has no client_secret"),
        ({**AUTH, "redirect_uri": ""}, "no redirect_uri"),
        ({**AUTH, "cookie_secret": "short-secret"}, "32 random characters"),
        ({**AUTH, "okta": {"client_id": "x"}}, "[auth.okta] in the file of secrets has no client_secret and no server"),
        ("yes", "must be a section"),
    ],
)
def test_a_sign_in_that_lacks_something_opens_nothing_and_names_it(
    come: Callable[..., AppTest], tmp_path: Path, auth: object, message: str
) -> None:
    app = come(auth=auth)
    assert message in app.error[0].value.replace("\\", "")
    assert not keys(app)
    assert not [each for each in (SECRET, COOKIE_SECRET, "short-secret") if each in drawn(app)]
    assert not (tmp_path / "data").exists()


def test_a_file_of_secrets_that_cannot_be_read_is_an_error_not_an_open_door(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secrets.toml").write_text(f'[auth\nclient_secret = "{SECRET}"')
    before = st.config.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    monkeypatch.setattr(st, "secrets", Secrets())
    with pytest.raises(SettingsError, match="cannot be read") as caught:
        reach.served(Settings())
    st.config.set_option("secrets.files", before)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("127.0.0.1", Reach.ALONE),
        ("127.0.0.5", Reach.ALONE),
        ("::1", Reach.ALONE),
        ("localhost", Reach.ALONE),
        ("unix:///run/desk.sock", Reach.ALONE),
        ("0.0.0.0", Reach.CLOSED),
        ("::", Reach.CLOSED),
        ("192.168.1.7", Reach.CLOSED),
        ("desk.example", Reach.CLOSED),
        ("", Reach.CLOSED),
    ],
)
def test_without_a_sign_in_it_is_open_on_loopback_only(address: Callable[[str], None], name: str, found: Reach) -> None:
    address(name)
    assert reach.served(Settings()) is found
    assert reach.served(Settings(open=True)) is Reach.OPEN


@pytest.mark.parametrize("name", ["X-Forwarded-For", "x-real-ip", "Forwarded", "Via"])
def test_what_a_server_in_front_passed_on_is_not_of_this_computer_by_whatever_name(
    address: Callable[[str], None], name: str
) -> None:
    address("127.0.0.1")
    is_passed_on = reach.is_passed_on({"Host": "127.0.0.1:8501", name: "192.0.2.7"})
    assert reach.by(Settings(), "127.0.0.1:8501", is_passed_on=is_passed_on) is Reach.CLOSED
    assert reach.by(Settings(open=True), "127.0.0.1:8501", is_passed_on=is_passed_on) is Reach.OPEN
    assert not reach.is_passed_on({"Host": "127.0.0.1:8501", "X-Requested-With": "a page"})


def test_served_to_others_it_stays_closed_and_says_how_to_open_it(
    address: Callable[[str], None], tmp_path: Path
) -> None:
    address("0.0.0.0")
    app = run(AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS))
    assert app.title[0].value == "Briefdesk is closed"
    assert "BRIEFDESK_OPEN" in drawn(app)
    with pytest.raises(NotAllowed, match="stays closed"):
        opening.desk()
    assert not (tmp_path / "data").exists()


def test_opened_on_purpose_anybody_edits_and_is_given_no_file_of_the_machine(
    address: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address("0.0.0.0")
    monkeypatch.setenv("BRIEFDESK_OPEN", "on")
    app = run(AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS))
    assert "Open: nobody has to sign in." in drawn(app)
    assert people.current() == Person("", "", Role.EDITOR, is_alone=False)
    assert not opening.desk().person.is_alone
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("environ", "status", "said"),
    [
        ({}, 0, Reach.ALONE),
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, 2, Reach.CLOSED),
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "BRIEFDESK_OPEN": "on"}, 0, Reach.OPEN),
        ({"BRIEFDESK_OPEN": "perhaps"}, 2, "BRIEFDESK_OPEN must be on or off"),
    ],
)
def test_before_it_starts_it_says_who_will_reach_it(
    address: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environ: Mapping[str, str],
    status: int,
    said: str,
) -> None:
    address("127.0.0.1")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert reach.main() == status
    assert said in capsys.readouterr().err

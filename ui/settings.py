"""Settings: what is running, who can reach it, where the data is, and what can be set. A key is never shown."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from pipeline.ingest import families
from pipeline.ingest.doctor import Health
from pipeline.settings import VARIABLES, Settings, Variable, written
from ui import opening, people, reach
from ui.reach import Reach
from ui.text import plain

SECRET = frozenset({"openai_key"})


def draw() -> None:
    settings, desk = opening.settings(), opening.desk()
    st.title("Settings")
    _running(settings, desk)
    if not desk.person.is_editor:
        st.caption("An editor can see and change more here.")
        return
    _model(settings)
    _several(settings)
    _families(desk)
    _check(desk)
    st.subheader("What can be set", anchor=False)
    st.caption("Set these in the environment before `make run`.")
    for variable in VARIABLES:
        _variable(variable, settings)


def _running(settings: Settings, desk: Desk) -> None:
    status = desk.status()
    waiting = f", {wording.counted(status.without_vectors, 'passage')} not yet indexed" * bool(status.without_vectors)
    facts = (
        ("Who can come in", reach.of(settings)),
        ("Written by", f"{status.model} ({status.backend})" if status.model else "quotes only, no model"),
        ("Library", wording.counted(status.articles, "article") + waiting),
    )
    of_machine = (
        ("Server of the model", settings.server or "none"),
        ("Key", "set" if settings.openai_key else "not set"),
        ("Meaning of texts", status.space),
        ("Data folder", str(settings.data.resolve())),
    )
    _facts((*facts, *of_machine) if desk.person.is_editor else facts)


def _facts(facts: tuple[tuple[str, str], ...]) -> None:
    with st.container(key="facts", gap="xsmall"):
        for name, value in facts:
            st.markdown(f"**{name}:** {plain(value)}")


def _model(settings: Settings) -> None:
    if settings.has_model:
        st.caption("For a single question, switch to quotes only above the question box.")
        return
    with st.expander("Switch a chat model on"):
        st.markdown(
            "A model writes shorter sentences; what they rest on is checked in the same way.\n\n"
            "Stop Briefdesk, then with a key of OpenAI's:"
        )
        st.code("export OPENAI_API_KEY=...\nmake run", language="bash")
        st.markdown("or with a server of your own (Ollama, vLLM, llama.cpp, LM Studio):")
        st.code(
            "export OPENAI_BASE_URL=http://127.0.0.1:11434/v1\nexport BRIEFDESK_MODEL=qwen3:8b\nmake run",
            language="bash",
        )


def _several(settings: Settings) -> None:
    found = reach.of(settings)
    if found is Reach.SIGN_IN:
        if not settings.editors:
            st.warning("Nobody may change the library: name editors in `BRIEFDESK_EDITORS`.")
        return
    with st.expander("Let several people in"):
        st.markdown(
            "They sign in with an OpenID Connect provider (Google, Keycloak, your own). All share the library; "
            "what each asks and writes is theirs alone. What was asked and written before is everybody's.\n\n"
            "Register Briefdesk with the provider, and write `.streamlit/secrets.toml`, which nobody else may read:"
        )
        st.code(people.SIGN_IN, language="toml", wrap_lines=True)
        st.markdown("Say who may change the library, and who else may come in; then start Briefdesk again:")
        st.code(
            "export BRIEFDESK_EDITORS=ana@example.org\nexport BRIEFDESK_READERS=example.org\nmake run", language="bash"
        )
        st.caption(
            "It is still served on this computer: put a server in front of it that speaks HTTPS. Without a sign-in, "
            "Briefdesk opens to no other computer."
        )


def _families(desk: Desk) -> None:
    st.subheader("Publisher families", anchor=False)
    st.caption(
        "Outlets of one publisher count as one source when Briefdesk says how many independent sources there are. "
        "None is known until you name it here."
    )
    with st.form("families", border=False), opening.errors_shown():
        typed = st.text_area(
            "One family a line",
            desk.shelf.families(),
            key="families",
            placeholder="Harbour Group: The Harbour Ledger, Radio Estmere",
            height=110,
        )
        if st.form_submit_button("Save", key="families-save"):
            known = families.parse(typed)
            desk.shelf.save_families(typed)
            outlets = sum(len(each) for each in known.outlets.values())
            st.success(f"Saved: {wording.counted(outlets, 'outlet')} in {_of_families(len(known.outlets))}.")


def _of_families(number: int) -> str:
    return "1 family" if number == 1 else f"{number:,} families"


def _check(desk: Desk) -> None:
    st.subheader("Check the library", anchor=False)
    with st.container(horizontal=True):
        check = st.button("Check", key="check", help="Whether articles, words and vectors agree.")
        repair = st.button("Check and repair", key="repair")
    if check or repair:
        with st.spinner("Checking …"), opening.errors_shown():
            _health(desk.library.doctor(repair=repair))


def _health(health: Health) -> None:
    counted = ", ".join(
        (
            wording.counted(health.articles, "article"),
            wording.counted(health.passages, "passage"),
            wording.counted(health.vectors, "vector"),
        )
    )
    if not health.problems:
        st.success(f"All is well: {counted}.")
        return
    st.warning(f"{counted}. " + " ".join(plain(problem) + "." for problem in health.problems))
    if health.repaired:
        st.success(f"Mended: {wording.counted(health.repaired, 'row')}.")


def _variable(variable: Variable, settings: Settings) -> None:
    with st.container(key=f"variable-{variable.field}", gap=None):
        st.markdown(f"`{variable.name}` {plain(_value(variable, settings))}")
        st.caption(variable.meaning)


def _value(variable: Variable, settings: Settings) -> str:
    value = getattr(settings, variable.field)
    if variable.field in SECRET:
        return "set" if value else "not set"
    if variable.field == "openai_url":
        value = settings.server if value else ""
    return written(value) or "not set"


draw()

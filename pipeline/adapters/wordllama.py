"""Texts to small static vectors: a table of 32,000 tokens by 256, no network of neurons, some thousand texts a second.

A little behind MiniLM for finding passages; made for work on single sentences (choosing, aligning, near-repeats). The
table and its tokenizer are read out of the package wordllama; none of its code is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from pipeline.adapters import carried
from pipeline.adapters.once import Once
from pipeline.adapters.onnx_model import whole
from pipeline.ports import Vectors

PACKAGE = "wordllama"
_TABLE = "l2_supercat_256.safetensors"
_TOKENIZER = "l2_supercat_tokenizer_config.json"
DIGESTS = {
    _TABLE: "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5",
    _TOKENIZER: "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68",
}
_DIMENSIONS = 256
# a kilobyte each: most of the words of one question's articles stand in those of the next
_KEPT = 16_384
_START = 1  # the tokenizer's <s>, which stands for a text without any token


class _Table:
    """The vectors by token, and the tokenizer."""

    def __init__(self) -> None:
        from safetensors import safe_open
        from tokenizers import Tokenizer

        found = carried.files(PACKAGE, DIGESTS)
        with safe_open(found[_TABLE], "np") as tensors:
            self._rows = tensors.get_tensor("embedding.weight").astype(np.float32)
        self._tokenizer = Tokenizer.from_file(str(found[_TOKENIZER]))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._kept = lru_cache(_KEPT)(self._vector)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._kept(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        tokens = self._tokenizer.encode(whole(text), add_special_tokens=False).ids or [_START]
        total = self._rows[tokens].sum(axis=0)
        # the length of the sum, not of the mean: a unit vector does not depend on how many tokens there are
        unit: Vectors = total / np.linalg.norm(total)
        return unit


class StaticEmbedder:
    """The mean of the vectors of a text's tokens, however long it is. Thread-safe."""

    def __init__(self) -> None:
        self._table = Once(_Table)

    @property
    def space(self) -> str:
        return "wordllama-l2-supercat-256"

    @property
    def dimensions(self) -> int:
        return _DIMENSIONS

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Raises DeskUnavailable when the package is missing or its files were changed."""
        return self._table().embed(texts) if texts else np.empty((0, _DIMENSIONS), dtype=np.float32)

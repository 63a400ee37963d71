"""A sentence-transformers model in ONNX form: token ids in, one vector of unit length a text, or a piece of it, out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline.errors import DeskUnavailable
from pipeline.ports import Encoded, Vectors

if TYPE_CHECKING:
    from tokenizers import Encoding

# With batches of 8 sorted by length, padded to their own longest, two cores embed 29 passages of 170 tokens a second;
# with batches of 32 padded to 256 it is 17.
_BATCH = 8
_MOST_THREADS = 4
LONGEST_TOKENS = 256


def whole(text: str) -> str:
    """Without halves of surrogate pairs, which a command line can bring and no tokenizer takes."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where a model is and how it makes a vector: the mean of its tokens, or its first token alone."""

    model: Path
    tokenizer: Path
    longest_tokens: int = LONGEST_TOKENS
    is_mean: bool = True


class OnnxModel:
    """A tokenizer and an ONNX session on the CPU. Thread-safe."""

    def __init__(self, recipe: Recipe) -> None:
        """Raises DeskUnavailable when a file is not what it should be."""
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(recipe.tokenizer))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = max(1, min(_MOST_THREADS, os.cpu_count() or 1))
            self._session = onnxruntime.InferenceSession(str(recipe.model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # tokenizers raises Exception itself, onnxruntime ten children of it
            raise DeskUnavailable(
                f"The embedding model in {recipe.model.parent} cannot be read: put a sentence-transformers export "
                "there, with model.onnx and tokenizer.json, or set BRIEFDESK_EMBEDDER to minilm."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(recipe.longest_tokens)
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._is_mean = recipe.is_mean

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions) float32 for one text or more, in their order."""
        ids = [encoding.ids for encoding in self._read(texts)]
        return _unit(self._each(ids, self._pooled))

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """The pieces of each of one text or more, in their order, without the model's marks of start and end."""
        read = self._read(texts)
        inner = self._each([encoding.ids for encoding in read], lambda states: states[1:-1])
        pieces = (tuple(encoding.tokens[1:-1]) for encoding in read)
        return tuple(Encoded(names, _unit(own) if names else own) for names, own in zip(pieces, inner, strict=True))

    def _read(self, texts: Sequence[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch(list(map(whole, texts)))

    def _each(self, ids: Sequence[Sequence[int]], make: Callable[[Vectors], Vectors]) -> list[Vectors]:
        """What ``make`` makes of the states of each text, in their order: computed in batches of about one length."""
        by_length = sorted(range(len(ids)), key=lambda row: len(ids[row]))
        made: dict[int, Vectors] = {}
        for start in range(0, len(ids), _BATCH):
            rows = by_length[start : start + _BATCH]
            made.update(zip(rows, map(make, self._run([ids[row] for row in rows])), strict=True))
        return [made[row] for row in range(len(ids))]

    def _pooled(self, states: Vectors) -> Vectors:
        # over the text's own tokens only: a sum that runs over padding too may round in another way
        pooled: Vectors = states.mean(axis=0) if self._is_mean else states[0]
        return pooled

    def _run(self, batch: Sequence[Sequence[int]]) -> list[Vectors]:
        ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        return [own[: len(tokens)] for own, tokens in zip(states, batch, strict=True)]


def _unit(rows: Sequence[Vectors] | Vectors) -> Vectors:
    unit: Vectors = np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)
    return unit

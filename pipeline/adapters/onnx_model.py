"""A sentence-transformers model in ONNX form: token ids in, one vector of unit length a text, or a piece of it, out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from pipeline.errors import DeskUnavailable
from pipeline.ports import Encoded, Vectors

_MOST_THREADS = 4
# some 50 kB each: the next question about a story is answered from much the same sentences
_KEPT = 512
LONGEST_TOKENS = 256

_Made = TypeVar("_Made")


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
    """A tokenizer and an ONNX session on the CPU. Thread-safe.

    Each text is read by itself, without padding, and several at once on as many threads as there are cores. Of two
    threads that share one text, or a batch, each waits for the other at every layer: 20 sentences of 560 tokens took
    1.8 times as long so on a machine with other work, and passages of 170 tokens 1.6 times.
    """

    def __init__(self, recipe: Recipe) -> None:
        """Raises DeskUnavailable when a file is not what it should be."""
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(recipe.tokenizer))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
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
        self._kept = lru_cache(_KEPT)(self._encoded)
        self._most_threads = max(1, min(_MOST_THREADS, os.cpu_count() or 1))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions) float32 for one text or more, in their order."""
        return np.stack(self._each(texts, self._vector))

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """The pieces of each of one text or more, in their order, without the model's marks of start and end."""
        return tuple(self._each(texts, self._kept))

    def _each(self, texts: Sequence[str], make: Callable[[str], _Made]) -> list[_Made]:
        """What ``make`` makes of each text, in their order."""
        # the longest first, so that no thread is left alone with it at the end
        longest_first = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        # threads of its own, so that a question need not wait until the batch of an import is done
        with ThreadPoolExecutor(min(self._most_threads, len(texts)), "onnx") as threads:
            made = threads.map(lambda row: make(texts[row]), longest_first)
            by_row = dict(zip(longest_first, made, strict=True))
        return [by_row[row] for row in range(len(texts))]

    def _vector(self, text: str) -> Vectors:
        states = self._run(self._tokenizer.encode(whole(text)).ids)
        return _unit(states.mean(axis=0) if self._is_mean else states[0])

    def _encoded(self, text: str) -> Encoded:
        read = self._tokenizer.encode(whole(text))
        states = self._run(read.ids)[1:-1]
        if len(states):
            states = np.stack([_unit(state) for state in states])
        states.flags.writeable = False  # it is kept
        return Encoded(tuple(read.tokens[1:-1]), states)

    def _run(self, tokens: Sequence[int]) -> Vectors:
        """The states (tokens, dimensions) of one text."""
        ids = np.asarray([tokens], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states: Vectors = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        return states


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit

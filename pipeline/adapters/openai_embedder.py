"""Texts -> unit vectors, by any server that speaks OpenAI's embeddings.

LangChain's class stands aside here: it counts tokens with a table that it downloads, and what is embedded is short.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Sequence

import numpy as np
import openai

from pipeline.adapters import openai_server
from pipeline.errors import BadReply
from pipeline.ports import Vectors
from pipeline.settings import Settings

_BATCH = 128
# OpenAI's models read 8,191 tokens, and hardly any text has more tokens than characters
_LONGEST = 8000
_DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}


class OpenAIEmbedder:
    """An ``Embedder``. The first use of a model that is not OpenAI's asks its server how many dimensions it has."""

    def __init__(self, settings: Settings, model: str) -> None:
        self._model = model
        self._server = openai_server.Server.of(settings)
        self._http = openai_server.http_client(settings)
        self._client = openai.OpenAI(
            api_key=openai_server.key(settings),
            base_url=self._server.url,
            max_retries=settings.retries,
            timeout=openai_server.timeout(settings),
            http_client=self._http,
        )
        self._dimensions = 0 if settings.openai_url else _DIMENSIONS.get(model, 0)
        self._asking = threading.Lock()

    @property
    def space(self) -> str:
        """``openai-`` and the model; a name that had to be changed for it keeps apart by a digest."""
        plain = re.sub(r"[^A-Za-z0-9.-]+", "-", self._model).strip(".-")
        if plain == self._model:
            return f"openai-{plain}"
        return f"openai-{plain}-{hashlib.sha256(self._model.encode()).hexdigest()[:8]}"

    @property
    def dimensions(self) -> int:
        with self._asking:
            if not self._dimensions:
                self._dimensions = self._batch(["dimensions"]).shape[1]
        return self._dimensions

    def close(self) -> None:
        self._http.close()

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = [self._batch(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return _unit(np.concatenate(rows))

    def _batch(self, texts: Sequence[str]) -> Vectors:
        # the protocol refuses an empty text
        given = [text[:_LONGEST] if text.strip() else "-" for text in texts]
        with self._server.translated(self._model, setting="BRIEFDESK_EMBEDDER"):
            reply = self._client.embeddings.create(input=given, model=self._model, encoding_format="float")
            rows = sorted(reply.data, key=lambda row: row.index)
            vectors = np.asarray([row.embedding for row in rows], dtype=np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():  # noqa: PLR2004
            raise BadReply(f"{self._server.name} sent no vector for each text.")
        return vectors


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not lengths.all():
        raise BadReply("The embedding server sent a vector without a direction.")
    unit: Vectors = (vectors / lengths).astype(np.float32)
    return unit

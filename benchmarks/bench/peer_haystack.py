"""Haystack with Chroma, as the documentation of that store has it: cleaner, splitter and writer by default."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline, component
from haystack.components.preprocessors import DocumentCleaner, DocumentSplitter
from haystack.components.writers import DocumentWriter
from haystack_integrations.components.retrievers.chroma import ChromaEmbeddingRetriever
from haystack_integrations.document_stores.chroma import ChromaDocumentStore

from benchmarks.bench import peer
from benchmarks.bench.peer import Model


@component
class DocumentEmbedder:
    def __init__(self, model: Model) -> None:
        self._model = model

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, Any]:
        rows = self._model.documents([document.content or "" for document in documents])
        return {"documents": [replace(one, embedding=row) for one, row in zip(documents, rows, strict=True)]}


@component
class TextEmbedder:
    def __init__(self, model: Model) -> None:
        self._model = model

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": self._model.question(text)}


class Haystack:
    """Implements ``Peer``."""

    def __init__(self, folder: Path, model: Model) -> None:
        self._store = ChromaDocumentStore(persist_path=str(folder))
        self._indexing = Pipeline()
        steps: Sequence[Any] = (
            DocumentCleaner(),
            DocumentSplitter(),
            DocumentEmbedder(model),
            DocumentWriter(self._store),
        )
        names = ("cleaner", "splitter", "embedder", "writer")
        for name, step in zip(names, steps, strict=True):
            self._indexing.add_component(name, step)
        for one, next_one in itertools.pairwise(names):
            self._indexing.connect(one, next_one)
        self._querying = Pipeline()
        self._querying.add_component("embedder", TextEmbedder(model))
        self._querying.add_component("retriever", ChromaEmbeddingRetriever(self._store))
        self._querying.connect("embedder.embedding", "retriever.query_embedding")

    def fill(self, articles: Sequence[dict[str, str]]) -> None:
        documents = [
            Document(content=row["text"], meta={name: row[name] for name in ("title", "outlet", "published", "url")})
            for row in articles
        ]
        self._indexing.run({"cleaner": {"documents": documents}})

    def search(self, question: str, outlet: str = "") -> int:
        only = _is("outlet", outlet) if outlet else None
        found = self._querying.run({"embedder": {"text": question}, "retriever": {"filters": only}})
        return len(found["retriever"]["documents"])

    def remove(self, address: str) -> None:
        self._store.delete_by_filter(_is("url", address))

    def count(self) -> int:
        return int(self._store.count_documents())


def _is(field: str, value: str) -> dict[str, Any]:
    return {"field": f"meta.{field}", "operator": "==", "value": value}


if __name__ == "__main__":
    peer.main("haystack", Haystack)

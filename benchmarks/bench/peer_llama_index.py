"""LlamaIndex with Chroma, as the documentation of that store sets them up: everything else by its own defaults."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.vector_stores import ExactMatchFilter, MetadataFilters
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from benchmarks.bench import peer
from benchmarks.bench.peer import Model


class MiniLM(BaseEmbedding):
    _model: Any = PrivateAttr()

    def __init__(self, model: Model) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2")
        self._model = model

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._model.documents(texts)
        return rows

    def _get_query_embedding(self, query: str) -> list[float]:
        row: list[float] = self._model.question(query)
        return row

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndex:
    """Implements ``Peer``."""

    def __init__(self, folder: Path, model: Model) -> None:
        self._model = MiniLM(model)
        self._collection = chromadb.PersistentClient(path=str(folder)).get_or_create_collection("quickstart")
        self._store = ChromaVectorStore(chroma_collection=self._collection)
        self._index = VectorStoreIndex.from_vector_store(self._store, embed_model=self._model)

    def fill(self, articles: Sequence[dict[str, str]]) -> None:
        documents = [
            Document(
                text=row["text"],
                doc_id=row["url"],
                metadata={name: row[name] for name in ("title", "outlet", "published", "url")},
            )
            for row in articles
        ]
        context = StorageContext.from_defaults(vector_store=self._store)
        self._index = VectorStoreIndex.from_documents(documents, storage_context=context, embed_model=self._model)

    def search(self, question: str, outlet: str = "") -> int:
        only = MetadataFilters(filters=[ExactMatchFilter(key="outlet", value=outlet)]) if outlet else None
        return len(self._index.as_retriever(filters=only).retrieve(question))

    def remove(self, address: str) -> None:
        self._index.delete_ref_doc(address, delete_from_docstore=True)

    def count(self) -> int:
        return int(self._collection.count())


if __name__ == "__main__":
    peer.main("llama_index", LlamaIndex)

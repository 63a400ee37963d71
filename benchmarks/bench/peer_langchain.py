"""LangChain with Chroma, as its guide to semantic search has it: pieces of 1,000 characters, 200 of them shared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.bench import peer
from benchmarks.bench.peer import Model


class MiniLM(Embeddings):
    def __init__(self, model: Model) -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._model.question(text)


class LangChain:
    """Implements ``Peer``."""

    def __init__(self, folder: Path, model: Model) -> None:
        client = chromadb.PersistentClient(path=str(folder))
        self._store = Chroma(client=client, collection_name="articles", embedding_function=MiniLM(model))
        self._most = client.get_max_batch_size()  # Chroma takes no more at once

    def fill(self, articles: Sequence[dict[str, str]]) -> None:
        documents = [
            Document(row["text"], metadata={name: row[name] for name in ("title", "outlet", "published", "url")})
            for row in articles
        ]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        pieces = splitter.split_documents(documents)
        for start in range(0, len(pieces), self._most):
            self._store.add_documents(documents=pieces[start : start + self._most])

    def search(self, question: str, outlet: str = "") -> int:
        options: dict[str, Any] = {"search_kwargs": {"filter": {"outlet": outlet}}} if outlet else {}
        return len(self._store.as_retriever(**options).invoke(question))

    def remove(self, address: str) -> None:
        self._store.delete(ids=self._store.get(where={"url": address}, include=[])["ids"])

    def count(self) -> int:
        return len(self._store.get(include=[])["ids"])


if __name__ == "__main__":
    peer.main("langchain", LangChain)

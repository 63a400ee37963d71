"""Every seam, with only the methods that the pipeline calls.

Each docstring is the contract that the suite under ``tests/contracts/`` checks against every adapter. Adapters are
called from several threads at once.

``vectors`` Embedder, TokenEncoder, PassageStore
``shelf``   Shelf, a room at a time
``papers``  its rooms for what was asked and written
``queue``   its rooms for jobs and subscriptions
``writing`` ChatModel, Writer, Researcher, SupportJudge
``files``   ArticleLoader, Exporter, Reopening
``running`` Clock, Report
"""

from __future__ import annotations

from pipeline.ports.files import ArticleLoader, Exported, Exporter, Opened, Reopening
from pipeline.ports.papers import BriefEntry, Cited, ConversationEntry, Paper, VersionEntry
from pipeline.ports.running import Clock, Report
from pipeline.ports.shelf import Copies, Order, Shelf, Shelved, Standing
from pipeline.ports.vectors import Embedder, Encoded, PassageStore, TokenEncoder, Vectors
from pipeline.ports.writing import ChatModel, Exchange, Researcher, Searches, Spend, SupportJudge, Task, Writer

__all__ = [
    "ArticleLoader",
    "BriefEntry",
    "ChatModel",
    "Cited",
    "Clock",
    "ConversationEntry",
    "Copies",
    "Embedder",
    "Encoded",
    "Exchange",
    "Exported",
    "Exporter",
    "Opened",
    "Order",
    "Paper",
    "PassageStore",
    "Reopening",
    "Report",
    "Researcher",
    "Searches",
    "Shelf",
    "Shelved",
    "Spend",
    "Standing",
    "SupportJudge",
    "Task",
    "TokenEncoder",
    "Vectors",
    "VersionEntry",
    "Writer",
]

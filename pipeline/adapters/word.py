"""A brief or a conversation as a Word file. python-docx is loaded when the first file is written."""

from __future__ import annotations

from pipeline.ports import Exported, Opened


class WordExporter:
    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def export(self, value: Exported) -> bytes:
        from pipeline.adapters import word_document

        return word_document.written(value)

    def opened(self, document: bytes) -> Opened:
        from pipeline.adapters import word_record

        return word_record.opened(document)

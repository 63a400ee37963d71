"""Real articles that lie beside the project. A test that needs them skips where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def folder(name: str) -> Path:
    data = Path(os.environ.get("BRIEFDESK_EVAL_DATA") or ROOT.parent / "shared" / "data")
    if not (data / name).is_dir():
        pytest.skip(f"{name} is not in {data}; set BRIEFDESK_EVAL_DATA to the folder that holds it")
    return data / name

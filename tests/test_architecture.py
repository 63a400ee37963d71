from __future__ import annotations

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browser

ROOT = Path(__file__).resolve().parent.parent
VENDORS = (
    "openai langchain langchain_core langchain_openai chromadb streamlit onnxruntime tokenizers safetensors "
    "trafilatura docx sqlite3 urllib3 requests httpx2"
).split()


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [lint_imports, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_choosing_loads_no_vendor() -> None:
    loaded = f"import sys, pipeline.wiring; print([v for v in {VENDORS!r} if v in sys.modules])"
    result = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("pipeline/domain/articles.py", "import pipeline.desk", "Imports run one way BROKEN"),
        ("pipeline/brief/plan.py", "import chromadb", "Vendors live in adapters BROKEN"),
        ("pipeline/desk.py", "import streamlit", "Streamlit lives in the pages BROKEN"),
        ("ui/opening.py", "import fastapi", "What serves programs lives in its door BROKEN"),
        ("pipeline/doors/cli.py", "import mcp", "What serves programs lives in its door BROKEN"),
    ],
)
def test_a_broken_contract_is_found(tmp_path: Path, file: str, line: str, contract: str) -> None:
    for part in ("pipeline", "ui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as source:
        source.write(f"\n{line}\n")
    broken = contracts(tmp_path)
    assert broken.returncode != 0
    assert contract in broken.stdout


def test_the_app_imports_pages_and_little_else() -> None:
    tree = ast.parse((ROOT / "app.py").read_text())
    roots = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert roots <= {"__future__", "logging", "os", "sys", "streamlit", "ui", "pipeline"}


def test_no_test_reaches_beyond_this_machine() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


def test_each_journey_of_a_person_is_held_by_a_test_that_there_is() -> None:
    named = re.findall(r"``(test_\w+)\.(test_\w+)``", browser.__doc__ or "")
    missing = [
        (module, test)
        for module, test in named
        if f"def {test}(" not in (ROOT / f"tests/browser/{module}.py").read_text()
    ]
    assert named
    assert missing == []

"""The real thing: ``python -m pipeline`` in a process of its own, with its streams, signals and exit status."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.doors import shell


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import io, sys; from pipeline.doors import cli\n"
        "cli.main(['--help'], io.BytesIO(), io.StringIO(), sys.stderr, {})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'numpy', 'mcp', 'chromadb', 'onnxruntime', 'rich', 'trafilatura', 'sqlite3', 'urllib3', 'openai'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=shell.ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


@pytest.mark.parametrize(
    ("words", "environ", "status"),
    [
        (["list"], {"BRIEFDESK_TIMEOUT_SECONDS": "soon"}, 2),
        (["list", "--data", "/proc/briefdesk"], {}, 2),
        (["extract", "gone.txt"], {}, 1),
        (["ask", "\udcff"], {}, 2),
    ],
)
def test_a_mistake_shows_one_line_and_no_traceback(words: list[str], environ: dict[str, str], status: int) -> None:
    ran = shell.process(*words, environ=environ)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("briefdesk: ")
    assert len(ran.err.splitlines()) == 1


def test_a_reader_who_leaves_early_gets_no_traceback() -> None:
    lines = '{"id": 1}\n' * 20_000
    with shell.start("support", stdin=subprocess.PIPE) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdin.write(lines[:100])
        started.stdin.flush()
        assert json.loads(started.stdout.readline())["id"] == 1
        started.stdout.close()
        with suppress(BrokenPipeError):
            started.stdin.write(lines)
            started.stdin.close()
        assert started.stderr.read() == ""
        assert started.wait(timeout=120) == 141


def test_a_pipe_that_nobody_reads_gets_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("It rained on Monday.")
    reading, writing = os.pipe()
    os.close(reading)
    ran = shell.process("extract", file, stdout=writing)
    os.close(writing)
    assert (ran.status, ran.err) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_named() -> None:
    with Path("/dev/full").open("w") as full:
        ran = shell.process("extract", shell.SAMPLES / "archive.csv", stdout=full)
    assert ran.status == 2
    assert ran.err == "briefdesk: standard output cannot be written: No space left on device\n"


def test_a_locale_without_accents_writes_what_it_can(tmp_path: Path) -> None:
    file = tmp_path / "café.txt"
    file.write_text("The café is open.", encoding="utf-8")
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    text = shell.process("extract", file, environ=plain)
    assert (text.status, text.err) == (0, "")
    assert "The caf? is open." in text.out
    assert shell.process("extract", file, "--json", environ=plain).json["text"] == "The café is open."


def test_control_c_ends_with_130_and_keeps_what_was_stored(tmp_path: Path) -> None:
    rows, data = tmp_path / "rows.jsonl", tmp_path / "data"
    with rows.open("w") as file:
        for number in range(200):
            words = " ".join(f"word{number}x{i}" for i in range(400))
            file.write(
                json.dumps({"url": f"https://example.org/{number}", "text": f"Report {number}. {words}."}) + "\n"
            )
    with shell.start("add", rows, "--json", "--data", data) as started:
        assert has_articles(data / "shelf.sqlite", seconds=90)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=80)
    assert started.returncode == 130
    assert err == "briefdesk: interrupted; what was stored stays, and the same command goes on from there\n"
    kept = json.loads(out)
    assert kept["stopped"]
    assert len(shell.run("list", "--data", data, "--json").json["articles"]) == kept["added"] > 0


def has_articles(file: Path, seconds: float) -> bool:
    """Waits for the first transaction of another process."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.05)
        if file.exists():
            with closing(sqlite3.connect(file)) as db, suppress(sqlite3.OperationalError):
                if db.execute("SELECT count(*) FROM article").fetchone()[0]:
                    return True
    return False


def test_control_c_while_waiting_for_a_line_ends_with_130() -> None:
    with shell.start("support", stdin=subprocess.PIPE) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        started.stdin.write('{"claim": "It rained.", "text": "It rained."}\n')
        started.stdin.flush()
        assert json.loads(started.stdout.readline())["verdict"] == "supported"
        # its input stays open until it has ended: the end of it would be another way out
        status = interrupted(started)
        assert started.stderr is not None
        err = started.stderr.read()
    assert (status, err) == (130, "briefdesk: interrupted; what was stored stays\n")


def interrupted(started: subprocess.Popen[str], presses: int = 4, seconds: float = 30) -> int:
    """The status after Ctrl-C, pressed again as a person does: CPython misses one just before it begins to read."""
    for _ in range(presses):
        started.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return started.wait(timeout=seconds)
    raise AssertionError("it went on after Ctrl-C")


def test_a_terminal_sees_a_bar_and_the_document_stays_clean(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("It rained on Monday.")
    terminal, its_end = os.openpty()
    ran = shell.process("add", file, tmp_path / "gone.txt", "--json", "--data", tmp_path / "data", stderr=its_end)
    os.close(its_end)
    seen = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert (ran.status, ran.json["added"], len(ran.json["refused"])) == (1, 1, 1)
    assert "Reading" in seen
    assert "\x1b" not in ran.out

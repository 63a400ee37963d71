"""The command line: words in, text or JSON out, and an exit status. ``main`` never shows a traceback for a mistake.

The contract that people script against: 0 done, 1 something was refused or found wrong, 2 the command itself was wrong
or the desk could not be opened. With ``--json`` standard output holds one JSON document, also when there is an error.
"""

from __future__ import annotations

import contextlib
import logging
import os
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from pipeline.doors import arguments
from pipeline.doors.output import Exit, Output, OutputLost
from pipeline.errors import BriefdeskError, Refusal, UserError
from pipeline.settings import Settings


def main(argv: Sequence[str], stdin: BinaryIO, stdout: TextIO, stderr: TextIO, environ: Mapping[str, str]) -> int:
    """Runs one command and returns its exit status. What is raised all the same is a bug."""
    output = Output(stdout, stderr)
    try:
        status = _run(argv, stdin, output, environ)
        output.flush()
    except KeyboardInterrupt:
        output.warn("interrupted; what was stored stays")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _abandon(stdout)
        return Exit.PIPE_CLOSED
    except OutputLost as error:
        _abandon(stdout)
        output.warn(str(error))
        return Exit.FAILED
    return status


def _run(argv: Sequence[str], stdin: BinaryIO, output: Output, environ: Mapping[str, str]) -> int:
    try:
        with contextlib.redirect_stdout(output.stdout):
            given = arguments.parse(argv)
    except arguments.UsageError as error:
        return _failed(error, output, is_json="--json" in argv)
    except SystemExit:  # after --help
        return Exit.DONE
    try:
        return _command(given, stdin, output, environ)
    except OutputLost:
        raise
    except BriefdeskError as error:
        return _failed(error, output, is_json=given.json, is_batch=given.is_batch)


def _command(given: Namespace, stdin: BinaryIO, output: Output, environ: Mapping[str, str]) -> int:
    settings = _settings(given.data, environ)
    # the pipeline takes a second to load, and --help does not wait for it
    from pipeline.doors import commands  # noqa: PLC0415
    from pipeline.doors.session import Session  # noqa: PLC0415

    with _logging(settings, output.stderr, is_wanted="BRIEFDESK_LOG_LEVEL" in environ):
        return commands.run(Session(given, settings, stdin, output))


def _settings(data: str | None, environ: Mapping[str, str]) -> Settings:
    settings = Settings.from_env(environ)
    if data is not None:
        if not data.strip() or "\0" in data:
            raise UserError("--data needs the name of a folder")
        settings = replace(settings, data=Path(data))
    try:
        str(settings.data).encode()
    except UnicodeEncodeError as error:
        raise UserError("the data folder needs a name in UTF-8") from error
    return settings


def _failed(error: BriefdeskError, output: Output, *, is_json: bool, is_batch: bool = False) -> Exit:
    record = {"error": str(error)}
    if is_batch:
        output.line(record)
    elif is_json:
        output.document(record)
    output.warn(str(error))
    return Exit.REFUSED if isinstance(error, Refusal) else Exit.FAILED


@contextlib.contextmanager
def _logging(settings: Settings, stderr: TextIO, *, is_wanted: bool) -> Iterator[None]:
    """Log lines on standard error, for who set a level; else only warnings, as Python shows them by itself."""
    if not is_wanted:
        yield
        return
    log, handler = logging.getLogger("pipeline"), logging.StreamHandler(stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    before = log.level
    log.addHandler(handler)
    log.setLevel(settings.log_level.upper())
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


def _abandon(stdout: TextIO) -> None:
    """What is still in the buffer goes nowhere, so that the interpreter does not fail on it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout.fileno())
        os.close(nowhere)

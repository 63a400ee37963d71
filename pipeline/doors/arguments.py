"""The words of a command line to what they ask for. Nothing heavy is loaded here: ``--help`` is quick."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import NoReturn, TypeAlias

from pipeline.errors import UserError

PROGRAM = "python -m pipeline"
MOST_HITS = 1000

_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


class UsageError(UserError):
    """Words that are no command."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. Try: {self.prog} --help")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """``command``, ``data`` (None when not told), ``json``, ``is_batch``, and the options of the command.

    Raises UsageError; SystemExit after ``--help``.
    """
    given = _parser().parse_args(argv)
    questions = getattr(given, "questions", None)
    if hasattr(given, "questions") and (questions is None) == (given.question is None):
        raise UsageError(
            f"{given.command} takes a question, or --questions FILE. Try: {PROGRAM} {given.command} --help"
        )
    given.is_batch = questions is not None or given.command in {"support", "disagree"}
    return given


def _parser() -> _Parser:
    parser = _Parser(
        prog=PROGRAM,
        description="Ask a library of news articles, and write briefing notes in which every sentence has its source.",
        epilog=f"{PROGRAM} COMMAND --help tells the options of a command. "
        "Exit status: 0 done, 1 something was refused or found wrong, 2 the command was wrong or the desk cannot open.",
        allow_abbrev=False,
    )
    _everywhere(parser, data=None, json=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _library(commands)
    _asking(commands)
    _without_library(commands)
    return parser


def _library(commands: _Commands) -> None:
    add = _command(commands, "add", "put articles in: files, folders, zips, web pages")
    add.add_argument("inputs", nargs="+", metavar="PATH|URL", help=".txt .md .html .json .jsonl .csv .zip, or a folder")
    add.add_argument("--outlet", default="", help="who published them, whatever they say themselves")
    add.add_argument("--collection", default="", help="a name to find them under")
    _scope(_command(commands, "list", "the library, newest first"))
    show = _command(commands, "show", "one article as stored")
    show.add_argument("id", metavar="ID")
    show.add_argument("--revision", type=_count, metavar="N", help="an earlier revision, from 1")
    remove = _command(commands, "remove", "take articles out, everywhere")
    remove.add_argument("ids", nargs="+", metavar="ID")
    doctor = _command(commands, "doctor", "check that shelf, full-text index and vectors agree")
    doctor.add_argument("--repair", action="store_true", help="build again what does not")


def _asking(commands: _Commands) -> None:
    search = _command(commands, "search", "find passages")
    search.add_argument("-k", type=_count, default=10, metavar="N", help="passages at the most (10)")
    _question(search)
    ask = _command(commands, "ask", "a cited answer")
    ask.add_argument("--history", metavar="FILE", help="earlier turns: a JSON list of [question, answer]")
    _quotes_only(ask)
    _question(ask)
    brief = _command(commands, "brief", "a briefing note, saved in the library")
    brief.add_argument("topic", metavar="TOPIC")
    brief.add_argument("--template", default="situation", help="situation (unless told), timeline or questions")
    brief.add_argument("--length", default="standard", help="short, standard (unless told) or long")
    brief.add_argument("--out", metavar="FILE", help="write it to a file too, by suffix: .md .html .docx .json")
    _quotes_only(brief)
    _scope(brief)
    verify = _command(commands, "verify", "check an exported answer or brief again, against the library")
    verify.add_argument("file", metavar="FILE.json")


def _without_library(commands: _Commands) -> None:
    extract = _command(commands, "extract", "a page or a file to an article, without keeping it")
    extract.add_argument("source", metavar="FILE|URL")
    _command(commands, "support", 'does a text support a claim? reads {"claim","text"} a line')
    _command(commands, "disagree", 'where do texts disagree? reads {"texts":[{"outlet","published","text"}]} a line')


def _command(commands: _Commands, name: str, summary: str) -> _Parser:
    parser = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    _everywhere(parser, data=argparse.SUPPRESS, json=argparse.SUPPRESS)
    return parser


def _everywhere(parser: _Parser, *, data: str | None, json: str | bool) -> None:
    # a default in the command's own parser would undo what was told before the command
    parser.add_argument(
        "--data", metavar="DIR", default=data, help="the library's folder (BRIEFDESK_DATA, else ./data)"
    )
    parser.add_argument("--json", action="store_true", default=json, help="one JSON document on standard output")


def _question(parser: _Parser) -> None:
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    parser.add_argument(
        "--questions",
        metavar="FILE.jsonl",
        help='many at once: {"id","question","history","outlets","since","until"} a line, "-" for standard input; '
        "answers are JSON, one a line",
    )
    _scope(parser)


def _quotes_only(parser: _Parser) -> None:
    parser.add_argument("--quotes-only", action="store_true", help="whole sentences of the articles, no chat model")


def _scope(parser: _Parser) -> None:
    parser.add_argument("--outlet", action="append", default=[], help="only from this outlet; may be repeated")
    parser.add_argument("--collection", action="append", default=[], help="only from this collection; may be repeated")
    parser.add_argument("--since", type=_day, metavar="DAY", help="published on this day or later, as in 2025-03-04")
    parser.add_argument("--until", type=_day, metavar="DAY", help="published on this day or earlier")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:10]) <= MOST_HITS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_HITS}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day as in 2025-03-04") from None

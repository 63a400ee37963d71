"""The words of a command line to what they ask for. Nothing heavy is loaded here: ``--help`` is quick."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import NoReturn, TypeAlias

from pipeline.errors import UserError

PROGRAM = "python -m pipeline"
MOST_HITS = 1000
MINUTES_A_YEAR = 365 * 24 * 60

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
    if given.command == "brief":
        _check_brief(given)
    given.is_batch = questions is not None or given.command in {"support", "disagree"}
    return given


def _check_brief(given: argparse.Namespace) -> None:
    """A topic, a brief to bring up to date, or one to compare: exactly one of them."""
    asked = [given.topic, given.refresh, given.diff or None]
    if sum(each is not None for each in asked) != 1 or (given.diff == "" and given.refresh is None):
        raise UsageError(f"brief takes a TOPIC, --refresh ID, or --diff ID. Try: {PROGRAM} brief --help")
    if (given.older or given.newer) and not given.diff:
        raise UsageError(f"--from and --to belong to --diff ID. Try: {PROGRAM} brief --help")


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
    _copies(commands)
    _tending(commands)
    _asking(commands)
    _without_library(commands)
    _serving(commands)
    return parser


def _library(commands: _Commands) -> None:
    add = _command(commands, "add", "put articles in: files, folders, archives, web pages, feeds, an export")
    add.add_argument("inputs", nargs="+", metavar="PATH|URL|FEED", help="a folder stands for every file in it")
    _said(add)
    add.add_argument("--follow", action="store_true", help="read the pages that feeds and sitemaps name")
    add.add_argument("--later", action="store_true", help="no vectors now: found by words at once; see index")
    _command(commands, "index", "make the vectors that are still to make, so that all is found by meaning too")
    listing = _command(commands, "list", "the library, newest first")
    listing.add_argument("--words", default="", help="only articles that have all of these words")
    listing.add_argument(
        "--copies",
        default="all",
        choices=("all", "heads", "grouped"),
        help="all; heads: one of each story; grouped: only those that have copies or are one",
    )
    listing.add_argument(
        "--warned", action="store_true", help="only those with words to a machine, such as orders; reads every text"
    )
    _scope(listing)
    show = _command(commands, "show", "one article as stored")
    show.add_argument("id", metavar="ID")
    show.add_argument("--revision", type=_count, metavar="N", help="an earlier revision, from 1")
    changes = _command(commands, "changes", "what changed between two revisions of an article, word by word")
    changes.add_argument("id", metavar="ID")
    changes.add_argument("--from", dest="older", type=_count, metavar="N", help="from this revision (the one before)")
    changes.add_argument("--to", dest="newer", type=_count, metavar="N", help="to this revision (the newest)")
    remove = _command(commands, "remove", "take articles out, everywhere")
    remove.add_argument("ids", nargs="+", metavar="ID")
    doctor = _command(commands, "doctor", "check that shelf, full-text index and vectors agree")
    doctor.add_argument("--repair", action="store_true", help="build again what does not")
    export = _command(commands, "export", "the library as JSON lines; adding them to another makes the same library")
    export.add_argument("file", metavar="FILE.jsonl", help='"-" for standard output')
    _scope(export)


def _copies(commands: _Commands) -> None:
    backup = _command(commands, "backup", "all that the data folder holds, as one file, while the app may run")
    backup.add_argument("file", metavar="FILE.zip")
    restore = _command(commands, "restore", "a backup to a data folder that is missing or empty (--data DIR)")
    restore.add_argument("file", metavar="FILE.zip")


def _tending(commands: _Commands) -> None:
    families = _command(commands, "families", "which outlets are of one publisher, and so count as one source")
    families.add_argument(
        "file", nargs="?", metavar="FILE", help='sets them: "Family: outlet, outlet" a line; "-" for standard input'
    )
    feeds = _actions(_command(commands, "feeds", "feeds that are read again and again while the app runs"))
    add = _command(feeds, "add", "read a feed from now on")
    add.add_argument("url", metavar="URL")
    add.add_argument("--title", default="", help="what to call it (as it calls itself)")
    _said(add)
    add.add_argument("--follow", action="store_true", help="read the pages behind its entries")
    add.add_argument("--every", type=_minutes, default=60, metavar="MINUTES", help="60 unless told; 0: only when asked")
    check = _command(feeds, "check", "read them now: one, or all")
    check.add_argument("url", nargs="?", metavar="URL")
    _command(feeds, "remove", "read a feed no more").add_argument("url", metavar="URL")
    jobs = _actions(_command(commands, "jobs", "what the app was given to read, and how far it is"))
    for name, summary in (
        ("pause", "let others pass until it goes on"),
        ("go-on", "go on with a job that is paused"),
        ("stop", "end it for good; what is stored stays"),
        ("retry", "read again what it refused or did not come to"),
        ("dismiss", "take a job that is over off the list"),
        ("refusals", "what it refused, and why"),
    ):
        _command(jobs, name, summary).add_argument("job", type=_count, metavar="N")


def _asking(commands: _Commands) -> None:
    search = _command(commands, "search", "find passages")
    search.add_argument("-k", type=_count, default=10, metavar="N", help="passages at the most (10)")
    _question(search)
    ask = _command(commands, "ask", "a cited answer")
    ask.add_argument("--history", metavar="FILE", help="earlier turns: a JSON list of [question, answer]")
    _quotes_only(ask)
    _question(ask)
    brief = _command(commands, "brief", "a briefing note, saved in the library")
    brief.add_argument("topic", nargs="?", metavar="TOPIC")
    brief.add_argument(
        "--template",
        default="situation",
        help="situation (unless told), summary, background, timeline, positions, questions, outlets, or your own",
    )
    brief.add_argument("--length", default="", help="half-page, short, standard or long (the template's, unless told)")
    brief.add_argument("--out", metavar="FILE", help="write it to a file too, by suffix: .md .html .docx .json")
    _quotes_only(brief)
    brief.add_argument("--refresh", metavar="ID", help="bring a saved brief up to date with what arrived since")
    brief.add_argument(
        "--diff",
        nargs="?",
        const="",
        metavar="ID",
        help="what changed in a saved brief, sentence by sentence; with --refresh, what that changed",
    )
    brief.add_argument("--from", dest="older", type=_count, metavar="N", help="from this version (the one before)")
    brief.add_argument("--to", dest="newer", type=_count, metavar="N", help="to this version (the newest)")
    _scope(brief)
    _standing(commands)
    feedback = _command(commands, "feedback", "what readers of the app said of its answers")
    feedback.add_argument("file", nargs="?", metavar="FILE.jsonl", help="write it there, with questions and answers")
    verify = _command(commands, "verify", "check an exported answer or brief again, against the library")
    verify.add_argument("file", metavar="FILE", help="as JSON, HTML or Word")


def _standing(commands: _Commands) -> None:
    standing = _actions(_command(commands, "standing", "questions that are asked again when articles arrive"))
    _command(standing, "list", "which there are, and in how many sentences their answers changed")
    add = _command(standing, "add", "answer a question now, and again when articles arrive")
    add.add_argument("question", nargs="?", metavar="QUESTION")
    add.add_argument("--brief", metavar="ID", help="look for what changes a saved brief instead")
    _quotes_only(add)
    _scope(add)
    run = _command(standing, "run", "ask those for which articles arrived, and tell what changed: one, or all")
    run.add_argument("id", nargs="?", metavar="ID")
    run.add_argument("--again", action="store_true", help="also those for which nothing arrived")
    _command(standing, "seen", "its changes were read").add_argument("id", metavar="ID")
    _command(standing, "remove", "ask it no more").add_argument("id", metavar="ID")


def _serving(commands: _Commands) -> None:
    mcp = _command(commands, "mcp", "serve models' programs on standard input and output: ask, search, brief, ...")
    mcp.epilog = (
        'A client of the Model Context Protocol starts it with {"command": "FOLDER/.venv/bin/python", "args": '
        '["-m", "pipeline", "mcp", "--data", "DIR"], "env": {"PYTHONPATH": "FOLDER"}}, FOLDER being that of Briefdesk.'
    )
    token = _command(commands, "token", "make a token for a program that uses the REST API of the app (/api/v1)")
    token.add_argument("--name", default="program", help="whose it is: what it writes is kept under it (program)")
    token.add_argument("--role", choices=("reader", "editor"), default="reader", help="editors change the library")
    token.epilog = "The API of the app that runs is described at /api/v1/openapi.json."
    actions = _actions(token)
    _command(actions, "list", "whose there are; the tokens themselves are not kept")
    _command(actions, "remove", "take one back").add_argument("name", metavar="NAME")


def _without_library(commands: _Commands) -> None:
    extract = _command(commands, "extract", "a page or a file to an article, without keeping it")
    extract.add_argument("source", metavar="FILE|URL")
    _command(commands, "support", 'does a text support a claim? reads {"claim","text"} a line')
    _command(commands, "disagree", 'where do texts disagree? reads {"texts":[{"outlet","published","text"}]} a line')


def _command(commands: _Commands, name: str, summary: str) -> _Parser:
    parser = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    _everywhere(parser, data=argparse.SUPPRESS, json=argparse.SUPPRESS)
    return parser


def _actions(parser: _Parser) -> _Commands:
    """What such a command can do; nothing said is to list."""
    return parser.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)


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
        help='many at once: {"id","question","history","outlets","tags","since",...} a line, "-" for standard input; '
        "answers are JSON, one a line",
    )
    _scope(parser)


def _quotes_only(parser: _Parser) -> None:
    parser.add_argument("--quotes-only", action="store_true", help="whole sentences of the articles, no chat model")


def _said(parser: _Parser) -> None:
    parser.add_argument("--outlet", default="", help="who published them, whatever they say themselves")
    parser.add_argument("--collection", default="", help="a name to find them under")


def _scope(parser: _Parser) -> None:
    parser.add_argument("--outlet", action="append", default=[], help="only from this outlet; may be repeated")
    parser.add_argument("--collection", action="append", default=[], help="only from this collection; may be repeated")
    parser.add_argument("--tag", action="append", default=[], help="only with this tag; may be repeated")
    parser.add_argument("--language", default="", metavar="CODE", help="only in this language, as in en")
    parser.add_argument("--since", type=_day, metavar="DAY", help="published on this day or later, as in 2025-03-04")
    parser.add_argument("--until", type=_day, metavar="DAY", help="published on this day or earlier")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:10]) <= MOST_HITS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_HITS}")
    return int(text)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:10]) <= MINUTES_A_YEAR):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day as in 2025-03-04") from None

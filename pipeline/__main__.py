"""``python -m pipeline COMMAND``: the command line on this process's own streams."""

from __future__ import annotations

import io
import os
import sys

from pipeline.doors import cli


def main() -> int:
    """A stream that the shell closed (``<&-``) is empty, or goes nowhere."""
    stdin = io.BytesIO() if sys.stdin is None else sys.stdin.buffer
    stdout, stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(errors="replace")  # a locale that cannot write é writes ?
    return cli.main(sys.argv[1:], stdin, stdout, stderr, os.environ)


if __name__ == "__main__":
    sys.exit(main())

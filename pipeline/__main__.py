"""``python -m pipeline COMMAND``: the command line on this process's own streams."""

from __future__ import annotations

import os
import sys

from pipeline.doors import cli

if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:], sys.stdin.buffer, sys.stdout, sys.stderr, os.environ))

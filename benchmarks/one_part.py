"""Measures one part in a process of its own, so that it can neither end nor slow down the others.

``python -m benchmarks.one_part MODULE FILE`` writes the figures of ``MODULE.measure()`` as JSON. Exit status 1, with a
line that says why, when there is no such module or it has no such function.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
from dataclasses import asdict
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    if importlib.util.find_spec(options.module) is None:
        raise SystemExit(f"there is no {options.module}")
    measure = getattr(importlib.import_module(options.module), "measure", None)
    if measure is None:
        raise SystemExit(f"{options.module} has no measure()")
    figures = [asdict(figure) for figure in measure()]
    options.file.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
